//! One unit: its total, activities, indicators, losses and notes.

use super::{Block, Cell, Column, Document, Drawing, Fact, Part, Reason, Role, Row, RowKind, Section, Table};
use crate::grading::Grade;
use crate::language::{Language, counted};
use crate::number::Figure;
use crate::report::notes::{notes, reasons};
use crate::report::words::grade;
use crate::report::{ActivityReport, DutyReport, IndicatorReport, Standing, UnitReport, shown};

/// The place of the score among the columns of the indicators: what an indicator attains stands beside its actual.
const SCORE: usize = 4;

impl<'d> Document<'d> {
    /// Whose report it is.
    pub(in crate::report) fn unit_name(&self, unit: &'d UnitReport<'d>) -> Fact<'d> {
        Fact::new(self.words.unit, [Cell::User(shown::unit_name(unit, self.language).into())])
    }

    /// What a unit comes to.
    pub(in crate::report) fn results(&self, unit: &'d UnitReport<'d>) -> [Fact<'d>; 3] {
        let words = self.words;
        [
            Fact::new(words.total, [Cell::Total(unit.standing)]),
            Fact::new(words.coverage, [Cell::Percent(unit.coverage), Cell::Own(words.by_budget)]),
            Fact::new(words.indicator_counts, [Cell::Counts(&unit.counts)]),
        ]
    }

    pub(super) fn total(&self, unit: &'d UnitReport<'d>) -> Option<Section<'d>> {
        let blocks = vec![Block::Drawing(Drawing::Total(unit)), Block::Facts(self.results(unit).into())];
        Section::new(Part::Total, self.words.total, blocks)
    }

    pub(super) fn activities(&self, unit: &'d UnitReport<'d>) -> Option<Section<'d>> {
        let duties = unit.duties()?;
        let (words, targets) = (self.words, self.report.targets(unit));
        let columns = vec![
            Column::text(words.duty).role(Role::Name),
            Column::text(words.activity).role(Role::Within),
            Column::figures(words.budget).unit(targets.budget_unit.as_str()),
            Column::figures(words.weight).unit("%"),
            Column::figures(words.score),
            Column::text(words.grade),
        ];
        let budget = Cell::Budget(Some(targets.budget()));
        let total = move || {
            let cells = [Cell::Own(words.total), Cell::Empty, budget.clone()];
            let cells = cells.into_iter().chain(standing(unit.weight(), unit.standing)).collect();
            Row { kind: RowKind::Total, cells }
        };
        let rows = move || {
            let mut number = 0;
            let duties = duties.iter().flat_map(move |duty| {
                let before = number;
                number += duty.activities.len();
                self::duty(duty, before)
            });
            duties.chain([total()])
        };
        let [closing, drawing] = [Drawing::FirstSheet(unit), Drawing::Activities(unit)].map(Block::Drawing);
        let blocks = vec![Block::Table(Table::new(columns, rows)), closing, drawing];
        Section::new(Part::Activities, words.duties_and_activities, blocks)
    }

    pub(super) fn indicators(&self, unit: &'d UnitReport<'d>) -> Option<Section<'d>> {
        unit.indicators().next()?;
        let words = self.words;
        let mut columns = vec![
            Column::text(words.activity).role(Role::Within),
            Column::text(words.indicator).role(Role::Name),
            Column::figures(words.actual),
            Column::text(words.grade),
            Column::figures(words.score),
            Column::text(words.chart).role(Role::Drawn),
        ];
        columns.extend(Grade::ALL.map(|of| Column::figures(grade(of, self.language)).role(Role::Cutoff)));
        columns.extend([Column::figures(words.weight).unit("%"), Column::figures(words.loss)]);
        let total = self.total_of_indicators(unit, columns.len());
        let rows = move || {
            let total = Row { kind: RowKind::Total, cells: total.clone() };
            let numbered = unit.activities().zip(1..);
            numbered.flat_map(|(activity, number)| rows_of(activity, number)).chain([total])
        };
        let legend = Block::Drawing(Drawing::Legend(unit));
        let blocks = vec![legend, Block::Table(Table::new(columns, rows))];
        Section::new(Part::Indicators, words.indicators, blocks)
    }

    fn total_of_indicators(&self, unit: &'d UnitReport<'d>, columns: usize) -> Vec<Cell<'d>> {
        let mut cells = vec![Cell::Empty; columns];
        cells[0] = Cell::Own(self.words.total);
        let are_known = !shown::has_unknown_losses(unit, self.report.missing);
        cells[SCORE] = Cell::Score(unit.standing);
        let figures = [Cell::Figure(unit.weight()), Cell::Losses(unit.loss(), are_known)];
        cells.splice(columns - figures.len().., figures);
        cells
    }

    pub(super) fn losses(&self, unit: &'d UnitReport<'d>) -> Option<Section<'d>> {
        unit.duties()?;
        let words = self.words;
        let columns = vec![
            Column::text(words.indicator).role(Role::Name),
            Column::text(words.activity).role(Role::Within),
            Column::figures(words.actual).role(Role::Repeated),
            Column::text(words.grade).role(Role::Repeated),
            Column::figures(words.loss).role(Role::Key),
            Column::text("").role(Role::Drawn),
            Column::text(words.next_grade),
            Column::figures(words.distance),
            Column::figures(words.gain),
        ];
        let losses = unit.losses();
        let largest = losses.first().map_or(Figure::default(), |(_, _, loss)| *loss);
        let mut blocks = Vec::new();
        if !losses.is_empty() {
            let rows = move || losses.clone().into_iter().map(move |loss| lost(loss, largest));
            blocks.push(Block::Table(Table::new(columns, rows)));
        }
        blocks.push(Block::Paragraph(self.sum_of_losses(unit)));
        Section::new(Part::Losses, words.losses, blocks)
    }

    /// The sum of the losses, and that there may be more where values are missing.
    fn sum_of_losses(&self, unit: &UnitReport<'_>) -> String {
        let (loss, missing) = (shown::figure(unit.loss()), unit.counts.missing);
        let is_nothing = unit.loss() == Some(Figure::default());
        let is_open = shown::has_unknown_losses(unit, self.report.missing);
        match (is_open, self.language) {
            (false, _) if unit.standing.range().is_none() => self.words.nothing_counts.to_owned(),
            (false, _) if is_nothing => self.words.nothing_lost.to_owned(),
            (false, Language::Chinese) => format!("失分合计 {loss} 分。"),
            (false, Language::English) => format!("Losses add up to {loss} points."),
            (true, Language::Chinese) => format!("已知失分合计 {loss} 分；未报的 {missing} 项失分未知，不在其中。"),
            (true, Language::English) => {
                let unknown = counted(missing, "missing value costs", "missing values cost");
                format!("Known losses add up to {loss} points; what {unknown} is unknown.")
            }
        }
    }

    pub(in crate::report) fn notes(&self, unit: &'d UnitReport<'d>) -> Option<Section<'d>> {
        let notes = notes(unit, self.report.missing, self.language);
        let reasons: Vec<_> = reasons(unit)
            .into_iter()
            .map(|((activity, indicator), text)| Reason { label: self.words.note, activity, indicator, text })
            .collect();
        let mut blocks = Vec::new();
        blocks.extend((!notes.is_empty()).then_some(Block::Notes(notes)));
        blocks.extend((!reasons.is_empty()).then_some(Block::Reasons(reasons)));
        Section::new(Part::Notes, self.words.notes, blocks)
    }

    pub(super) fn arithmetic(&self, unit: &'d UnitReport<'d>) -> Option<Section<'d>> {
        unit.indicators().next()?;
        unit.activities().find(|activity| activity.exact.is_some())?;
        Section::new(Part::Arithmetic, self.words.arithmetic, vec![Block::Drawing(Drawing::Arithmetic(unit))])
    }
}

/// The rows of a duty and its activities, which are numbered on.
fn duty<'d>(duty: &'d DutyReport<'d>, before: usize) -> impl Iterator<Item = Row<'d>> {
    let cells = [Cell::User(duty.target.name.as_str().into()), Cell::Empty, Cell::Budget(Some(duty.target.budget))];
    let cells = cells.into_iter().chain(standing(Some(duty.weight), duty.standing)).collect();
    let activities =
        duty.activities.iter().zip(before + 1..).map(|(activity, number)| self::activity(activity, number));
    std::iter::once(Row { kind: RowKind::Group, cells }).chain(activities)
}

fn activity<'d>(activity: &'d ActivityReport<'d>, number: usize) -> Row<'d> {
    let cells = [Cell::Empty, Cell::Activity(activity, number), Cell::Budget(activity.target.budget)];
    Row::body(cells.into_iter().chain(standing(Some(activity.weight), activity.standing)).collect::<Vec<_>>())
}

/// Weight, score and band.
fn standing<'d>(weight: Option<Figure>, standing: Standing) -> [Cell<'d>; 3] {
    [Cell::Figure(weight), Cell::Score(standing), Cell::Band(standing)]
}

/// The rows of an activity's indicators.
fn rows_of<'d>(activity: &'d ActivityReport<'d>, number: usize) -> impl Iterator<Item = Row<'d>> {
    activity.indicators.iter().flatten().map(move |indicator| row(activity, number, indicator))
}

/// The row of an indicator.
fn row<'d>(activity: &'d ActivityReport<'d>, number: usize, indicator: &'d IndicatorReport<'d>) -> Row<'d> {
    let target = indicator.target;
    let mut cells = vec![
        Cell::Activity(activity, number),
        Cell::User(target.name.as_str().into()),
        Cell::Actual(indicator),
        Cell::Attained(indicator),
        Cell::Figure(shown::counted(indicator)),
        Cell::Bullet(indicator),
    ];
    cells.extend(target.cutoffs.written().map(|cutoff| Cell::Cutoff(cutoff, target)));
    cells.extend([Cell::Figure(Some(indicator.weight)), Cell::Figure(indicator.loss)]);
    Row::body(cells)
}

type Loss<'d> = (&'d ActivityReport<'d>, &'d IndicatorReport<'d>, Figure);

/// The row of a loss.
fn lost((activity, indicator, loss): Loss<'_>, largest: Figure) -> Row<'_> {
    let target = indicator.target;
    let cells = [
        Cell::User(target.name.as_str().into()),
        Cell::User(activity.target.name.as_str().into()),
        Cell::Actual(indicator),
        Cell::Attained(indicator),
        Cell::Figure(Some(loss)),
        Cell::LossBar(loss, largest),
    ];
    Row::body(cells.into_iter().chain(Cell::of_next(indicator)).collect::<Vec<_>>())
}
