//! What ends a report: which units it is without, problems, how figures arise, and where they come from.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Cell, Column, Document, Fact, Part, Role, Row, SHOWN_EACH, Section, Table};
use crate::diagnostic::{Reader, Whose, summary_line};
use crate::language::Language;
use crate::report::{Field, ProblemColumn, ProblemEntry, UnitReport, UnreadFile, words};
use crate::targets::{Table as TargetsTable, TableNumber};

/// The program and its version.
const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

impl<'d> Document<'d> {
    /// No unit has a score: that, and where to look.
    pub(in crate::report) fn nothing_scored(&self) -> Option<Section<'d>> {
        let problems = summary_line(&self.report.problems, self.language);
        let text = match (self.language, problems) {
            (Language::Chinese, _) if self.has_only_blank() => {
                "没有可以计分的单位：填报表是空的，一个值也没有填。".to_owned()
            }
            (Language::English, _) if self.has_only_blank() => {
                "No unit was scored: the form is empty, and has no value at all.".to_owned()
            }
            (Language::Chinese, Some(problems)) => {
                format!("没有可以计分的单位：{problems}。请按所列问题改正后重新计分。")
            }
            (Language::Chinese, None) => "没有可以计分的单位：输入中没有数据行。".to_owned(),
            (Language::English, Some(problems)) => {
                format!("No unit was scored: {problems}. Correct what is listed and score again.")
            }
            (Language::English, None) => "No unit was scored: the input has no row of data.".to_owned(),
        };
        Section::new(Part::NothingScored, self.words.total, vec![Block::Paragraph(text)])
    }

    fn has_only_blank(&self) -> bool {
        !self.report.blank.is_empty() && self.report.left_out.is_empty()
    }

    /// The units that the figures are without or that were not expected, in full, and what was left unread.
    pub(in crate::report) fn absent(&self) -> Vec<Section<'d>> {
        let (words, report) = (self.words, self.report);
        let unexpected = report.unlisted.iter().map(|unlisted| &unlisted.unit).collect();
        let lists = [
            (Part::LeftOut, words.left_out, report.left_out.iter().collect()),
            (Part::Blank, words.blank, report.blank.iter().collect()),
            (Part::NotReported, words.not_reported, report.not_reported.iter().collect()),
            (Part::Unexpected, words.unexpected, unexpected),
        ];
        let lists = lists.into_iter().filter(|(_, _, units): &(_, _, Vec<_>)| !units.is_empty());
        let lists = lists.filter_map(|(part, heading, units)| Section::new(part, heading, vec![Block::Units(units)]));
        lists.chain(self.unread()).collect()
    }

    /// What was left unread, and why.
    fn unread(&self) -> Option<Section<'d>> {
        let unread = self.report.unread(self.language);
        let columns = vec![Column::text(self.words.file).role(Role::Name), Column::text(self.words.why).breaking()];
        let rows = unread.into_iter().map(|UnreadFile { file, why }| [file, why]).collect::<Vec<_>>();
        let is_empty = rows.is_empty();
        let row = |cells: [String; 2]| Row::body(cells.map(|cell| Cell::User(cell.into())));
        let table = Table::new(columns, move || rows.clone().into_iter().map(row));
        Section::new(Part::Unread, self.words.unread, if is_empty { Vec::new() } else { vec![Block::Table(table)] })
    }

    /// The problems for a reader.
    pub(in crate::report) fn problems(&self) -> Option<Section<'d>> {
        let words = self.words;
        let summary = summary_line(&self.report.problems, self.language)? + self.language.pick("。", ".");
        let has_units = self.has_problems_of_several();
        let mut columns = vec![Column::text(words.kind)];
        columns.extend(has_units.then(|| Column::text(words.unit)));
        columns.extend([
            Column::text(words.place),
            Column::text(words.problem).role(Role::Name),
            Column::text(words.way_out).breaking(),
        ]);
        let document = *self;
        let rows = move || {
            let entries = document.report.problem_entries(document.language);
            entries.map(move |entry| document.problem(&entry, has_units))
        };
        let blocks = vec![Block::Paragraph(summary), Block::Table(Table::new(columns, rows))];
        Section::new(Part::Problems, words.problems, blocks)
    }

    fn has_problems_of_several(&self) -> bool {
        let counts = self.report.problems.counts_of(|whose, _| whose != Whose::Nobody);
        let mut units = counts.iter().map(|(whose, ..)| whose);
        units.next().is_some_and(|first| units.any(|other| other != first))
    }

    /// The row of a problem.
    fn problem(&self, entry: &ProblemEntry<'d>, has_units: bool) -> Row<'d> {
        let mut cells = vec![Cell::Kind(entry.code())];
        if has_units {
            let name = self.report.name_of(entry.whose(), self.language);
            cells.push(name.map_or(Cell::Empty, |name| Cell::User(name.into())));
        }
        match (entry.kept(), entry.beyond()) {
            (Some(kept), _) => cells.extend([Cell::Place(&kept.place), Cell::Message(kept), Cell::Help(kept)]),
            (None, count) => cells.extend([Cell::Empty, Cell::More(count.unwrap_or_default()), Cell::Empty]),
        }
        Row::body(cells)
    }

    /// Some columns of the problems as data, in words for paper.
    pub(in crate::report) fn problem_data(&self, columns: Vec<&'static ProblemColumn>) -> Option<Table<'d>> {
        let (report, language, words) = (self.report, self.language, self.words);
        let headings = columns.iter().map(|column| Column::text((column.heading)(words)).breaking()).collect();
        let rows = move || {
            let columns = columns.clone();
            report.problem_entries(language).map(move |entry| {
                let entry = entry.for_reader(Reader::Unit);
                let cell = |column: &&ProblemColumn| match (column.field)(&entry) {
                    Field::None => Cell::Empty,
                    Field::Text(text) => Cell::User(text.into_owned().into()),
                    Field::Number(number) => Cell::Count(number),
                    Field::Severity(_) => Cell::Severity(entry.code()),
                };
                Row::body(columns.iter().map(cell).collect::<Vec<_>>())
            })
        };
        (!report.problems.is_empty()).then(|| Table::new(headings, rows))
    }

    pub(in crate::report) fn method(&self) -> Option<Section<'d>> {
        Section::new(Part::Method, self.words.method, vec![Block::Numbered(self.how_figures_arise())])
    }

    /// How the figures arise, a line each; of several tables what holds for all.
    pub(in crate::report) fn how_figures_arise(&self) -> Vec<String> {
        let common = words::method_of_several(self.language);
        let mut tables = self.report.tables().map(|table| words::method(&table.targets, self.language));
        let mut lines = tables.next().unwrap_or_else(|| common.clone());
        for other in tables {
            for ((line, other), common) in lines.iter_mut().zip(&other).zip(&common) {
                if line != other {
                    line.clone_from(common);
                }
            }
        }
        lines.into()
    }

    pub(in crate::report) fn provenance(&self, units: &'d [UnitReport<'d>]) -> Option<Section<'d>> {
        let (words, report) = (self.words, self.report);
        let used: BTreeSet<_> = units.iter().map(|unit| unit.table).collect();
        let tables = if used.is_empty() { report.tables.clone() } else { used.into_iter().collect() };
        let table = |table: &TableNumber| {
            let TargetsTable { targets, sha256, .. } = report.library.table(*table);
            let name = format!("{} {} {}", targets.code, targets.name, targets.title);
            Fact::new(words.table, [Cell::User(name.into()), Cell::Digest(sha256.as_str())])
        };
        let mut facts: Vec<_> = tables.iter().map(table).collect();
        let files: BTreeMap<_, _> =
            units.iter().map(|unit| report.source(unit)).map(|source| (&source.file, &source.sha256)).collect();
        for (file, sha256) in files.iter().take(SHOWN_EACH) {
            let file = Cell::User(file.as_deref().unwrap_or(words.standard_input).into());
            let digest = sha256.as_deref().map(Cell::Digest);
            facts.push(Fact::new(words.input, [file].into_iter().chain(digest).collect::<Vec<_>>()));
        }
        if files.len() > SHOWN_EACH {
            let count = u64::try_from(files.len()).unwrap_or(u64::MAX);
            facts.push(Fact::new(words.inputs, [Cell::Count(count)]));
        }
        facts.push(self.policy_of_run());
        facts.push(Fact::new(words.program, [Cell::Own(PROGRAM)]));
        Section::new(Part::Provenance, words.provenance, vec![Block::Facts(facts)])
    }
}
