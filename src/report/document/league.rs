//! Many units: the league table, how the scores lie, and which indicators cost most.

use super::{Block, Cell, Column, DEAREST, Document, Part, Role, Row, Section, Table, Tally};
use crate::grading::Grade;
use crate::report::words::{grade, lower_end};
use crate::report::{Counts, IndicatorLoss, League, LeagueRow, Statistics, UnitReport, shown};

impl<'d> Document<'d> {
    pub(super) fn league(&self, league: &'d League<'d>) -> Vec<Section<'d>> {
        let table = Table::new(self.league_columns(), {
            let units = &self.report.units;
            move || units.iter().zip(&league.rows).enumerate().map(|(index, (unit, row))| line(unit, index, *row))
        });
        let remark = lower_end(&self.report.units, self.language).map(|remark| Block::Paragraph(remark.to_owned()));
        let blocks = std::iter::once(Block::Table(table)).chain(remark).collect();
        let sections = [
            Section::new(Part::League, self.words.league, blocks),
            self.distribution(&league.statistics),
            Section::new(Part::Dearest, self.words.dearest, self.dearest(&league.losses)),
        ];
        sections.into_iter().flatten().collect()
    }

    fn league_columns(&self) -> Vec<Column<'d>> {
        let words = self.words;
        let mut columns = vec![
            Column::figures(words.rank),
            Column::text(words.unit).role(Role::Name),
            Column::figures(words.score),
            Column::text(words.grade),
            Column::figures(words.coverage),
        ];
        columns.extend(shown::counts(&Counts::default(), self.language).map(|(name, _)| {
            let role = if name == words.below_poor { Role::Repeated } else { Role::Count };
            Column::figures(name).role(role)
        }));
        columns.extend([Column::text(words.largest_loss).breaking(), Column::figures(words.loss)]);
        columns
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

    pub(in crate::report) fn dearest(&self, losses: &'d [IndicatorLoss<'d>]) -> Vec<Block<'d>> {
        if losses.is_empty() {
            return vec![Block::Paragraph(self.words.nothing_lost.to_owned())];
        }
        let words = self.words;
        let columns = vec![
            Column::text(words.indicator).role(Role::Name),
            Column::text(words.activity).role(Role::Within),
            Column::figures(words.mean_loss),
            Column::figures(words.losing),
            Column::figures(words.known),
        ];
        let table = Table::new(columns, move || losses.iter().map(dear));
        vec![Block::Table(Table { most: DEAREST, ..table })]
    }
}

/// The row of a unit.
fn line<'d>(unit: &'d UnitReport<'d>, index: usize, row: LeagueRow) -> Row<'d> {
    let counts = &unit.counts;
    let mut cells = vec![
        Cell::Rank(row.rank),
        Cell::Unit(unit, index),
        Cell::Score(unit.standing),
        Cell::Band(unit.standing),
        Cell::Percent(unit.coverage),
    ];
    cells.extend(counts.all().map(|count| Cell::Count(count.into())));
    let largest = unit.largest_loss();
    cells.push(largest.map_or(Cell::None, |(indicator, _)| Cell::User(indicator.name.as_str().into())));
    cells.push(Cell::Figure(largest.map(|(_, loss)| loss)));
    Row::body(cells)
}

/// The row of an indicator that costs the units something.
fn dear<'d>(loss: &'d IndicatorLoss<'d>) -> Row<'d> {
    Row::body([
        Cell::User(loss.indicator.name.as_str().into()),
        Cell::User(loss.activity.name.as_str().into()),
        Cell::Figure(Some(loss.mean)),
        count(loss.losing),
        count(loss.known),
    ])
}

fn count<'d>(count: usize) -> Cell<'d> {
    Cell::Count(u64::try_from(count).unwrap_or(u64::MAX))
}
