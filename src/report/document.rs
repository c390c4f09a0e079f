//! The report laid out once, in the terms of a reader: headings, facts, paragraphs, tables, notes, and
//! places for drawings.
//!
//! What is said, in which words, in which order, under which columns and up to which limit is settled
//! here. The writers (terminal, Markdown, page, the workbook's static sheets) know how to show a block,
//! never what is in it; each matches every kind of block and cell, so that a new one is a compile error
//! until they can show it. A new section or column is added here alone.
//!
//! Nothing is computed: cells hold what the [`Report`] holds.

mod cell;
mod closing;
mod comparison;
mod league;
mod slip;
mod unit;

use std::borrow::Cow;

pub(super) use self::cell::{Cell, severity};
use super::notes::Note;
use super::words::{self, Words, words};
use super::{ActivityReport, IndicatorReport, Report, Statistics, UnitReport, shown};
use crate::actuals::ListedUnit;
use crate::grading::Grade;
use crate::language::Language;
use crate::number::Figure;
use crate::targets::TableNumber;

/// Units that are shown one by one: with a section, a sheet, or the name of their file. Beyond that
/// nobody reads on.
pub const SHOWN_EACH: usize = 200;

/// Indicators among the dearest that are shown to readers, of one bureau and of each of several; the rest cost less.
const DEAREST: usize = 10;
const DEAREST_OF_EACH: usize = 3;

/// A report to be laid out in a language.
#[derive(Clone, Copy)]
pub(super) struct Document<'d> {
    pub(super) report: &'d Report<'d>,
    pub(super) language: Language,
    pub(super) words: &'static Words,
}

/// Which section it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    League,
    Distribution,
    ByBureau,
    Compared,
    Corrected,
    New,
    Left,
    Dearest,
    LeftOut,
    Blank,
    NotReported,
    Unexpected,
    Unread,
    Slips,
    ToMend,
    ToCheck,
    NothingScored,
    Total,
    Activities,
    Indicators,
    Losses,
    Changes,
    Notes,
    Arithmetic,
    Problems,
    Method,
    Provenance,
}

impl Part {
    /// The name that links and styles go by.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::League => "league",
            Self::Distribution => "distribution",
            Self::ByBureau => "by-bureau",
            Self::Compared => "compared",
            Self::Corrected => "corrected",
            Self::New => "new",
            Self::Left => "left",
            Self::Dearest => "dearest",
            Self::LeftOut => "left-out",
            Self::Blank => "blank",
            Self::NotReported => "not-reported",
            Self::Unexpected => "unexpected",
            Self::Unread => "unread",
            Self::Slips => "slips",
            Self::ToMend => "to-mend",
            Self::ToCheck => "to-check",
            Self::NothingScored => "none",
            Self::Total => "total",
            Self::Activities => "activities",
            Self::Indicators => "indicators",
            Self::Losses => "losses",
            Self::Changes => "changes",
            Self::Notes => "notes",
            Self::Arithmetic => "arithmetic",
            Self::Problems => "problems",
            Self::Method => "method",
            Self::Provenance => "provenance",
        }
    }
}

/// What stands under one heading.
pub(super) struct Section<'d> {
    pub(super) part: Part,
    pub(super) heading: &'static str,
    pub(super) blocks: Vec<Block<'d>>,
}

impl<'d> Section<'d> {
    /// A section, if there is anything in it.
    fn new(part: Part, heading: &'static str, blocks: Vec<Block<'d>>) -> Option<Self> {
        (!blocks.is_empty()).then_some(Self { part, heading, blocks })
    }
}

/// A piece of a section.
pub(super) enum Block<'d> {
    Facts(Vec<Fact<'d>>),
    /// Whole sentences in the report's own words.
    Paragraph(String),
    /// How many there are of each kind.
    Tally(Vec<Tally>),
    /// Figures under their names.
    Figures(Vec<(&'static str, Option<Figure>)>),
    /// Units in a list.
    Units(Vec<&'d ListedUnit>),
    /// Sentences that are counted.
    Numbered(Vec<String>),
    /// What is out of the ordinary about a unit.
    Notes(Vec<Note>),
    /// The unit's own words on its indicators.
    Reasons(Vec<Reason<'d>>),
    Table(Table<'d>),
    /// A drawing of what stands in the section, for formats that draw.
    Drawing(Drawing<'d>),
}

/// Something under its name: parts that stand behind one another.
pub(super) struct Fact<'d> {
    pub(super) label: &'static str,
    pub(super) value: Vec<Cell<'d>>,
}

impl<'d> Fact<'d> {
    fn new(label: &'static str, value: impl Into<Vec<Cell<'d>>>) -> Self {
        Self { label, value: value.into() }
    }
}

/// How many there are of a kind; of a grade, or of what has none.
pub(super) struct Tally {
    pub(super) name: &'static str,
    pub(super) grade: Option<Grade>,
    pub(super) count: usize,
}

/// 偏差原因: what a unit says of an indicator.
pub(super) struct Reason<'d> {
    pub(super) label: &'static str,
    pub(super) activity: &'d ActivityReport<'d>,
    pub(super) indicator: &'d IndicatorReport<'d>,
    pub(super) text: &'d str,
}

/// What can be drawn.
#[derive(Clone, Copy)]
pub(super) enum Drawing<'d> {
    /// A unit's total on the scale of the bands, with what it is made of.
    Total(&'d UnitReport<'d>),
    /// The end of a unit's first sheet of paper: where it loses most, and the lines to sign.
    FirstSheet(&'d UnitReport<'d>),
    /// The activities' scores by their weights.
    Activities(&'d UnitReport<'d>),
    /// How the bars of the indicators are to be read.
    Legend(&'d UnitReport<'d>),
    /// How each score arose.
    Arithmetic(&'d UnitReport<'d>),
    /// The scores of all units.
    Distribution(&'d Statistics),
}

/// Rows under columns.
pub(super) struct Table<'d> {
    pub(super) columns: Vec<Column<'d>>,
    rows: Box<dyn Fn() -> Rows<'d> + 'd>,
}

pub(super) type Rows<'d> = Box<dyn Iterator<Item = Row<'d>> + 'd>;

impl<'d> Table<'d> {
    /// A table whose rows are made when they are asked for, as often as they are: there may be very many.
    fn new<R: Iterator<Item = Row<'d>> + 'd>(columns: Vec<Column<'d>>, rows: impl Fn() -> R + 'd) -> Self {
        Self { columns, rows: Box::new(move || Box::new(rows())) }
    }

    /// The rows.
    pub(super) fn rows(&self) -> Rows<'d> {
        (self.rows)()
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column<'d> {
    pub(super) name: &'static str,
    /// What its figures are measured in.
    pub(super) unit: Option<Cow<'d, str>>,
    pub(super) is_figures: bool,
    pub(super) role: Role,
    /// Whether its texts may run over several lines.
    pub(super) breaks: bool,
}

/// What a column is to its table, where there is more or less room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// Names the row.
    Name,
    /// Names what the row's name is part of, and may share its cell.
    Within,
    /// What the rows are sorted by.
    Key,
    /// One of several counts, which may share a cell.
    Count,
    /// One of the four cut-offs, under one heading.
    Cutoff,
    /// Holds what other columns or tables hold too: the first to go where room is short.
    Repeated,
    /// A drawing of the figure before it.
    Drawn,
}

impl<'d> Column<'d> {
    const fn text(name: &'static str) -> Self {
        Self { name, unit: None, is_figures: false, role: Role::Plain, breaks: false }
    }

    fn figures(name: &'static str) -> Self {
        Self { is_figures: true, ..Self::text(name) }
    }

    fn role(self, role: Role) -> Self {
        let breaks = self.breaks || matches!(role, Role::Name | Role::Within);
        Self { role, breaks, ..self }
    }

    fn breaking(self) -> Self {
        Self { breaks: true, ..self }
    }

    fn unit(self, unit: impl Into<Cow<'d, str>>) -> Self {
        Self { unit: Some(unit.into()), ..self }
    }
}

/// A row of a table: a cell for each column.
pub(super) struct Row<'d> {
    pub(super) kind: RowKind,
    pub(super) cells: Vec<Cell<'d>>,
}

/// Whether a row stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Body,
    /// Heads the rows below it and sums them up.
    Group,
    /// Sums all rows up.
    Total,
}

impl<'d> Row<'d> {
    fn body(cells: impl Into<Vec<Cell<'d>>>) -> Self {
        Self { kind: RowKind::Body, cells: cells.into() }
    }
}

impl<'d> Document<'d> {
    pub(super) fn new(report: &'d Report<'d>, language: Language) -> Self {
        Self { report, language, words: words(language) }
    }

    /// The tables that units go by: that of an only one, else those of the report, or all where nothing was read.
    pub(super) fn tables(&self, units: &[UnitReport<'_>]) -> Vec<TableNumber> {
        match (units, self.report.tables.as_slice()) {
            ([unit], _) => vec![unit.table],
            (_, []) => self.report.library.tables().map(|(table, _)| table).collect(),
            (_, tables) => tables.to_vec(),
        }
    }

    /// Whose tables these are: one bureau's, or those of so many.
    pub(super) fn whose(&self, tables: &[TableNumber]) -> String {
        match tables {
            [table] => self.report.library.targets(*table).bureau(),
            tables => shown::bureaus(tables.len(), self.language),
        }
    }

    /// The title of the table that units are scored against; of several, how many there are.
    pub(super) fn basis(&self, tables: &[TableNumber]) -> String {
        match (tables, self.language) {
            ([table], _) => self.report.library.targets(*table).title.clone(),
            (tables, Language::Chinese) => format!("各部门自己的指标表，共 {} 张", tables.len()),
            (tables, Language::English) => format!("each bureau's own table, {} in all", tables.len()),
        }
    }

    /// Whose table it is.
    pub(super) fn bureau(&self, units: &[UnitReport<'_>]) -> Fact<'d> {
        Fact::new(self.words.bureau, [Cell::User(self.whose(&self.tables(units)).into())])
    }

    /// The period, where one is named.
    pub(super) fn period(&self) -> Option<Fact<'d>> {
        let period = self.report.period.as_ref()?;
        Some(Fact::new(self.words.period, [Cell::User(period.into())]))
    }

    /// How many units were scored, and how many not for which reason.
    pub(super) fn units(&self) -> Fact<'d> {
        Fact::new(self.words.units, [Cell::User(shown::units(self.report, self.language).into())])
    }

    /// The same with the names of those that were not.
    pub(super) fn units_by_name(&self) -> Option<Fact<'d>> {
        let is_told = self.report.league.is_some() || shown::has_absent(self.report);
        let units = is_told.then(|| shown::units_by_name(self.report, self.language))?;
        Some(Fact::new(self.words.units, [Cell::User(units.into())]))
    }

    /// How missing values counted, where any of the units has some.
    pub(super) fn policy(&self, units: &[UnitReport<'_>]) -> Option<Fact<'d>> {
        units.iter().any(|unit| unit.counts.missing > 0).then(|| self.policy_of_run())
    }

    fn policy_of_run(&self) -> Fact<'d> {
        let policy = words::policy(self.report.missing, self.report.has_open_poor(), self.language);
        Fact::new(self.words.policy, [Cell::Own(policy)])
    }

    /// The sections on all units together.
    pub(super) fn opening(&self) -> Vec<Section<'d>> {
        let league = self.report.league.as_ref().filter(|_| !self.report.units.is_empty());
        let mut sections = league.map_or_else(Vec::new, |league| self.league(league));
        if self.report.is_scored && self.report.units.is_empty() {
            sections.extend(self.nothing_scored());
        }
        if league.is_some() {
            sections.extend(self.on_one_side().chain(self.absent()));
        }
        sections
    }

    /// The sections on one unit.
    pub(super) fn unit(&self, unit: &'d UnitReport<'d>) -> Vec<Section<'d>> {
        let sections = [
            self.total(unit),
            self.activities(unit),
            self.indicators(unit),
            self.losses(unit),
            self.changes(unit),
            self.notes(unit),
            self.arithmetic(unit),
        ];
        sections.into_iter().flatten().collect()
    }

    /// The sections that end the report.
    pub(super) fn closing(&self, units: &'d [UnitReport<'d>]) -> Vec<Section<'d>> {
        let has_league = self.report.league.is_some() && !self.report.units.is_empty();
        let mut sections = if has_league { Vec::new() } else { self.on_one_side().chain(self.absent()).collect() };
        sections.extend(self.problems());
        if self.report.is_scored {
            sections.extend([self.method(), self.provenance(units)].into_iter().flatten());
        }
        sections
    }
}
