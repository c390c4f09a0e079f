//! Many units: the league table, how the scores lie, and which indicators cost most.

use super::{Block, Cell, Column, DEAREST, DEAREST_OF_EACH, Document, Part, Role, Row, Section, Table, Tally};
use crate::grading::Grade;
use crate::report::words::{grade, lower_end};
use crate::report::{BureauLeague, Counts, IndicatorLoss, League, LeagueRow, Statistics, UnitReport, shown};
use crate::targets::TableNumber;

impl<'d> Document<'d> {
    pub(super) fn league(&self, league: &'d League<'d>) -> Vec<Section<'d>> {
        let table = Table::new(self.league_columns(), {
            let units = &self.report.units;
            let document = *self;
            move || {
                let rows = units.iter().zip(&league.rows).enumerate();
                rows.map(move |(index, (unit, row))| line((unit, index), document.bureau_cell(unit.table), *row))
            }
        });
        let remark = lower_end(&self.report.units, self.language).map(|remark| Block::Paragraph(remark.to_owned()));
        let blocks = std::iter::once(Block::Table(table)).chain(remark).collect();
        let sections = [
            Section::new(Part::League, self.words.league, blocks),
            self.comparison(league),
            self.distribution(&league.statistics),
            self.by_bureau(league),
            Section::new(Part::Dearest, self.words.dearest, self.dearest(league, self.most_dear())),
        ];
        sections.into_iter().flatten().collect()
    }

    fn league_columns(&self) -> Vec<Column<'d>> {
        let words = self.words;
        let mut columns = vec![Column::figures(words.rank), Column::text(words.unit).role(Role::Name)];
        columns.extend(self.bureau_column());
        columns.extend([Column::figures(words.score), Column::text(words.grade), Column::figures(words.coverage)]);
        columns.extend(shown::counts(&Counts::default(), self.language).map(|(name, _)| {
            let role = if name == words.below_poor { Role::Repeated } else { Role::Count };
            Column::figures(name).role(role)
        }));
        columns.extend([Column::text(words.largest_loss).breaking(), Column::figures(words.loss)]);
        columns
    }

    /// The column of bureaus, where there are several.
    pub(super) fn bureau_column(&self) -> Option<Column<'d>> {
        self.report.has_several_bureaus().then(|| Column::text(self.words.bureau).role(Role::Within))
    }

    /// The bureau of a table, where there are several.
    pub(super) fn bureau_cell(&self, table: TableNumber) -> Option<Cell<'d>> {
        let bureau = || Cell::User(self.report.library.targets(table).bureau().into());
        self.report.has_several_bureaus().then(bureau)
    }

    /// The units of each bureau that has several, ranked among themselves.
    fn by_bureau(&self, league: &'d League<'d>) -> Option<Section<'d>> {
        let has_league = |bureau: &&BureauLeague<'_>| bureau.units.len() > 1;
        if !self.report.has_several_bureaus() || !league.bureaus.iter().any(|bureau| has_league(&bureau)) {
            return None;
        }
        let words = self.words;
        let columns = vec![
            Column::text(words.bureau).role(Role::Within),
            Column::figures(words.rank),
            Column::text(words.unit).role(Role::Name),
            Column::figures(words.score),
            Column::text(words.grade),
            Column::figures(words.coverage),
        ];
        let document = *self;
        let rows = move || {
            let bureaus = league.bureaus.iter().filter(has_league);
            bureaus.flat_map(move |bureau| {
                let units = &document.report.units;
                bureau.units.iter().map(move |(at, row)| {
                    let unit = &units[*at];
                    Row::body([
                        Cell::User(document.report.targets(unit).bureau().into()),
                        Cell::Rank(row.rank),
                        Cell::Unit(unit, *at),
                        Cell::Score(unit.standing),
                        Cell::Band(unit.standing),
                        Cell::Percent(unit.coverage),
                    ])
                })
            })
        };
        let table = Block::Table(Table::new(columns, rows));
        Section::new(Part::ByBureau, words.by_bureau, vec![table])
    }

    fn distribution(&self, statistics: &'d Statistics) -> Option<Section<'d>> {
        let words = self.words;
        let [minimum, lower, median, upper, maximum] = statistics.quartiles.map_or([None; 5], |all| all.map(Some));
        let figures = vec![
            (words.mean, statistics.mean),
            (words.minimum, minimum),
            (words.lower_quartile, lower),
            (words.median, median),
            (words.upper_quartile, upper),
            (words.maximum, maximum),
        ];
        let drawing = Block::Drawing(super::Drawing::Distribution(statistics));
        let blocks = vec![drawing, Block::Tally(self.per_grade(statistics)), Block::Figures(figures)];
        Section::new(Part::Distribution, words.distribution, blocks)
    }

    /// Every grade, and the two exceptions where there are any.
    fn per_grade(&self, statistics: &Statistics) -> Vec<Tally> {
        let of = |band| Tally { name: grade(band, self.language), grade: Some(band), count: statistics.of(band) };
        let without = |name, count| Tally { name, grade: None, count };
        let exceptions = [
            without(self.words.undecided, statistics.undecided),
            without(self.words.no_score, statistics.without_score),
        ];
        Grade::ALL.map(of).into_iter().chain(exceptions.into_iter().filter(|tally| tally.count > 0)).collect()
    }

    /// So many of the dearest indicators of each bureau are shown to readers.
    fn most_dear(&self) -> usize {
        if self.report.has_several_bureaus() { DEAREST_OF_EACH } else { DEAREST }
    }

    /// What the units of each bureau lose most by, up to so many indicators.
    pub(in crate::report) fn dearest(&self, league: &'d League<'d>, most: usize) -> Vec<Block<'d>> {
        if league.bureaus.iter().all(|bureau| bureau.losses.is_empty()) {
            return vec![Block::Paragraph(self.words.nothing_lost.to_owned())];
        }
        let words = self.words;
        let mut columns: Vec<_> = self.bureau_column().into_iter().collect();
        columns.extend([
            Column::text(words.indicator).role(Role::Name),
            Column::text(words.activity).role(Role::Within),
            Column::figures(words.mean_loss),
            Column::figures(words.losing),
            Column::figures(words.known),
        ]);
        let document = *self;
        let rows = move || {
            league.bureaus.iter().flat_map(move |bureau| {
                let of = move |loss| dear(loss, document.bureau_cell(bureau.table));
                bureau.losses.iter().take(most).map(of)
            })
        };
        vec![Block::Table(Table::new(columns, rows))]
    }
}

/// The row of a unit.
fn line<'d>((unit, index): (&'d UnitReport<'d>, usize), bureau: Option<Cell<'d>>, row: LeagueRow) -> Row<'d> {
    let counts = &unit.counts;
    let mut cells = vec![Cell::Rank(row.rank), Cell::Unit(unit, index)];
    cells.extend(bureau);
    cells.extend([Cell::Score(unit.standing), Cell::Band(unit.standing), Cell::Percent(unit.coverage)]);
    cells.extend(counts.all().map(|count| Cell::Count(count.into())));
    let largest = unit.largest_loss();
    cells.push(largest.map_or(Cell::None, |(indicator, _)| Cell::User(indicator.name.as_str().into())));
    cells.push(Cell::Figure(largest.map(|(_, loss)| loss)));
    Row::body(cells)
}

/// The row of an indicator that costs the units something.
fn dear<'d>(loss: &'d IndicatorLoss<'d>, bureau: Option<Cell<'d>>) -> Row<'d> {
    let cells = [
        Cell::User(loss.indicator.name.as_str().into()),
        Cell::User(loss.activity.name.as_str().into()),
        Cell::Figure(Some(loss.mean)),
        count(loss.losing),
        count(loss.known),
    ];
    Row::body(bureau.into_iter().chain(cells).collect::<Vec<_>>())
}

fn count<'d>(count: usize) -> Cell<'d> {
    Cell::Count(u64::try_from(count).unwrap_or(u64::MAX))
}
