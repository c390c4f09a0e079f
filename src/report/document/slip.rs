//! 退回单: what a unit has to mend, cell by cell, in words that can be mailed.

use super::{Block, Cell, Column, Document, Fact, Part, Role, Row, Section, Table};
use crate::diagnostic::{Reader, Severity};
use crate::language::Language;
use crate::names::printable;
use crate::report::{ProblemEntry, Slip, shown};

impl<'d> Document<'d> {
    /// Whose slip it is, for which period, and of which file.
    pub(in crate::report) fn slip_facts(&self, slip: &Slip<'_>) -> Vec<Fact<'d>> {
        let name = shown::key(&slip.unit.key, self.report, self.language).into_owned();
        let file = slip.unit.file.clone().map(|file| Fact::new(self.words.input, [Cell::User(file.into())]));
        let facts = [Some(Fact::new(self.words.unit, [Cell::User(name.into())])), self.period(), file];
        facts.into_iter().flatten().collect()
    }

    /// All slips of a run.
    pub(in crate::report) fn slips(&self, slips: &'d [Slip<'d>]) -> Option<Section<'d>> {
        let units: Vec<_> = slips.iter().map(|slip| &slip.unit).collect();
        let blocks = if units.is_empty() { Vec::new() } else { vec![Block::Units(units)] };
        Section::new(Part::Slips, self.words.slip, blocks)
    }

    /// What must be mended, and what is to be looked at.
    pub(in crate::report) fn slip(&self, slip: &'d Slip<'d>) -> Vec<Section<'d>> {
        let to_mend = vec![Block::Paragraph(self.asked(slip)), self.corrections(&slip.errors)];
        let to_check = match &*slip.warnings {
            [] => Vec::new(),
            warnings => vec![self.corrections(warnings)],
        };
        let sections = [
            Section::new(Part::ToMend, self.words.to_mend, to_mend),
            Section::new(Part::ToCheck, self.words.to_check, to_check),
        ];
        sections.into_iter().flatten().collect()
    }

    /// What the unit is asked for.
    fn asked(&self, slip: &Slip<'_>) -> String {
        let is_error = |entry: &&ProblemEntry<'_>| entry.code().severity() == Severity::Error;
        let is_scored = !slip.errors.iter().any(|entry| is_error(&entry));
        if is_scored {
            return self
                .language
                .pick(
                    "报来的表已经计分，下列各处还要写明偏差原因。请补写后重新报送。",
                    "The form is scored; the places below still need a note. Please add it, and send the form again.",
                )
                .to_owned();
        }
        let asked = self.language.pick(
            "报来的表有下列各处看不明白，没有计分。请逐处改正，改好后重新报送",
            "The form could not be scored for what is listed below. Please correct each place, and send the form again",
        );
        let rest = self.language.pick("；没有列出的不用改", "; what is not listed needs no change");
        let is_whole = slip.errors.iter().all(|entry| entry.kept().is_some());
        format!("{asked}{}{}", if is_whole { rest } else { "" }, self.language.pick("。", "."))
    }

    /// A row for each place: where it is, what stands there, what is wrong and what to do.
    fn corrections(&self, entries: &'d [ProblemEntry<'d>]) -> Block<'d> {
        let words = self.words;
        let columns = vec![
            Column::text(words.place),
            Column::text(words.indicator).role(Role::Name),
            Column::text(words.value).breaking(),
            Column::text(words.problem).breaking(),
            Column::text(words.correction).breaking(),
        ];
        let language = self.language;
        Block::Table(Table::new(columns, move || entries.iter().map(move |entry| correction(entry, language))))
    }
}

fn correction<'d>(entry: &ProblemEntry<'_>, language: Language) -> Row<'d> {
    let user = |text: String| Cell::User(text.into());
    let Some(kept) = entry.kept() else {
        return Row::body([
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::More(entry.beyond().unwrap_or_default()),
            Cell::Empty,
        ]);
    };
    let names = [&kept.subject.activity, &kept.subject.indicator].map(|name| name.as_deref().unwrap_or_default());
    let names = match names {
        ["", indicator] => indicator.to_owned(),
        [activity, ""] => activity.to_owned(),
        [activity, indicator] => format!("{activity}{}{indicator}", language.pick("／", " / ")),
    };
    let (message, help) = kept.told(Reader::Unit, language);
    Row::body([
        user(where_it_is(kept, language)),
        user(printable(&names).into_owned()),
        user(printable(kept.value().unwrap_or_default()).into_owned()),
        user(message),
        user(help),
    ])
}

/// The cell with its sheet, the line, or the whole file.
fn where_it_is(kept: &crate::diagnostic::Diagnostic, language: Language) -> String {
    let place = &kept.place;
    match (&place.cell, &place.sheet, place.line) {
        (Some(cell), Some(sheet), _) => format!("{sheet}!{cell}"),
        (Some(cell), None, _) => cell.clone(),
        (None, _, Some(line)) => match language {
            Language::Chinese => format!("第 {line} 行"),
            Language::English => format!("row {line}"),
        },
        (None, _, None) => language.pick("全表", "the whole form").to_owned(),
    }
}
