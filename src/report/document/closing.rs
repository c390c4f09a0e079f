//! What ends a report: which units it is without, problems, how figures arise, and where they come from.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Cell, Column, Document, Fact, Part, Role, Row, SHOWN_EACH, Section, Table};
use crate::diagnostic::{Diagnostic, summary_line};
use crate::language::Language;
use crate::report::{UnitReport, words};
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
                format!("No unit was scored: {problems}. Mend what is listed and score again.")
            }
            (Language::English, None) => "No unit was scored: the input has no row of data.".to_owned(),
        };
        Section::new(Part::NothingScored, self.words.total, vec![Block::Paragraph(text)])
    }

    fn has_only_blank(&self) -> bool {
        !self.report.blank.is_empty() && self.report.left_out.is_empty()
    }

    /// The units that the figures are without, in full.
    pub(in crate::report) fn absent(&self) -> Vec<Section<'d>> {
        let (words, report) = (self.words, self.report);
        let lists = [
            (Part::LeftOut, words.left_out, &report.left_out),
            (Part::Blank, words.blank, &report.blank),
            (Part::NotReported, words.not_reported, &report.not_reported),
        ];
        let lists = lists.into_iter().filter(|(_, _, units)| !units.is_empty());
        lists.filter_map(|(part, heading, units)| Section::new(part, heading, vec![Block::Units(units)])).collect()
    }

    pub(in crate::report) fn problems(&self) -> Option<Section<'d>> {
        let words = self.words;
        let problems = &self.report.problems;
        let summary = summary_line(problems, self.language)? + self.language.pick("。", ".");
        let columns = vec![
            Column::text(words.kind).role(Role::Read),
            Column::text(words.severity).role(Role::Sheet),
            Column::text(words.code).role(Role::Sheet),
            Column::text(words.place).role(Role::Read),
            Column::text(words.file).role(Role::Sheet).breaking(),
            Column::figures(words.line).role(Role::Sheet),
            Column::text(words.cell).role(Role::Sheet),
            Column::text(words.problem).role(Role::Name),
            Column::text(words.way_out).breaking(),
            Column::text(words.excerpt).role(Role::Sheet).breaking(),
        ];
        let input = words.standard_input;
        let rows = move || {
            let more = problems.folded().into_iter().map(|(code, count)| {
                let mut cells = vec![Cell::Kind(code), Cell::Severity(code), Cell::Code(code)];
                cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
                cells.extend([Cell::More(count), Cell::Empty, Cell::Empty]);
                Row::body(cells)
            });
            problems.shown().into_iter().map(move |diagnostic| problem(diagnostic, input)).chain(more)
        };
        let blocks = vec![Block::Paragraph(summary), Block::Table(Table::new(columns, rows))];
        Section::new(Part::Problems, words.problems, blocks)
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
            Fact::new(words.table, [Cell::User(name.into()), Cell::Digest(sha256)])
        };
        let mut facts: Vec<_> = tables.iter().map(table).collect();
        let files: BTreeMap<_, _> = units.iter().map(|unit| (&unit.source.file, &unit.source.sha256)).collect();
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

/// The row of a problem.
fn problem<'d>(diagnostic: &'d Diagnostic, standard_input: &'static str) -> Row<'d> {
    let (code, place) = (diagnostic.problem.code(), &diagnostic.place);
    Row::body([
        Cell::Kind(code),
        Cell::Severity(code),
        Cell::Code(code),
        Cell::Place(place),
        Cell::User(place.file.as_deref().unwrap_or(standard_input).into()),
        place.line.map_or(Cell::Empty, Cell::Count),
        Cell::User(place.cell.as_deref().unwrap_or_default().into()),
        Cell::Message(diagnostic),
        Cell::Help(diagnostic),
        Cell::Excerpt(diagnostic),
    ])
}
