//! What changed since an earlier report: a league of changes, units on one side alone, and per unit the indicators that
//! moved it.

use std::cmp::Reverse;

use super::{Block, Cell, Column, Document, Fact, Part, Role, Row, Section, Table};
use crate::actuals::ListedUnit;
use crate::against::EarlierIndicator;
use crate::change::Cause;
use crate::language::Language;
use crate::number::Figure;
use crate::report::notes::of_comparison;
use crate::report::{
    ChangeReport, Comparison, GoneIndicator, IndicatorReport, League, LeagueRow, Occasion, UnitChange, UnitReport,
    shown,
};

/// Indicators that are shown of those that raise a unit's score most, and of those that lower it most.
const MOVERS: usize = 5;

/// What is said of the two sides, and of what is between them.
struct Sides {
    heading: &'static str,
    before: &'static str,
    now: &'static str,
    change: &'static str,
}

/// An indicator of either side.
struct Mover<'d> {
    activity: &'d str,
    name: &'d str,
    before: Option<&'d EarlierIndicator>,
    now: Option<&'d IndicatorReport<'d>>,
    change: Option<ChangeReport>,
}

impl Mover<'_> {
    fn score(&self) -> Figure {
        self.change.map_or_else(Figure::default, |change| change.score)
    }

    /// Whether both sides state something else.
    fn differs(&self) -> bool {
        match (self.before, self.now) {
            (Some(before), Some(now)) => {
                let is_same_state = before.stated.map(|_| ()) == now.state();
                !is_same_state || before.stated.reported() != now.exact
            }
            _ => true,
        }
    }
}

impl<'d> Document<'d> {
    fn sides(&self, comparison: &Comparison<'_>) -> Sides {
        let words = self.words;
        match comparison.occasion {
            Occasion::SameYear => {
                let (before, now, change) = (words.claimed, words.verified, words.deviation);
                Sides { heading: words.checked, before, now, change }
            }
            Occasion::OtherYear => {
                Sides { heading: words.compared, before: words.before, now: words.now, change: words.change }
            }
        }
    }

    /// What a cause is called.
    fn cause(&self, cause: Cause) -> &'static str {
        let words = self.words;
        match cause {
            Cause::Values => words.by_values,
            Cause::Cutoffs => words.by_cutoffs,
            Cause::Points => words.by_points,
            Cause::Weights => words.by_weights,
            Cause::Entries => words.by_entries,
        }
    }

    /// What the parts of a change are.
    fn legend_of_causes(&self) -> String {
        self.language
            .pick(
                "变化按这个次序分开：实际值，标准（优、良、中、差），指标得分，权重（含年度预算数），增减指标（只在一边计入的指标：新增、取消，或一边不适用）；各部分加起来就是变化。",
                "A change is taken apart in this order: values (the actuals), cut-offs, points, weight (with annual budgets), entries (indicators that count on one side alone: new, gone, or not applicable there). The parts add up to the change.",
            )
            .to_owned()
    }

    /// `实际值 +1.88，标准 -0.31`: the parts that are not 0.
    fn causes(&self, change: &ChangeReport) -> String {
        let part = |(cause, part)| format!("{} {}", within(self.cause(cause)), shown::signed(part));
        change.causes().map(part).collect::<Vec<_>>().join(self.language.pick("，", ", "))
    }

    /// How the units have changed, with places won and lost.
    pub(in crate::report) fn comparison(&self, league: &'d League<'d>) -> Option<Section<'d>> {
        let comparison = self.report.comparison.as_ref()?;
        let table = self.league_of_changes(comparison, &league.rows);
        let legend = Block::Paragraph(self.legend_of_causes());
        let blocks = vec![Block::Facts(self.compared_with(comparison)), Block::Table(table), legend];
        Section::new(Part::Compared, self.sides(comparison).heading, blocks)
    }

    /// The earlier report, and how many units have moved which way.
    fn compared_with(&self, comparison: &Comparison<'_>) -> Vec<Fact<'d>> {
        let (open, close) = self.language.pick(("（", "）"), (" (", ")"));
        let period = comparison.earlier.period.as_ref().map(|period| format!("{open}{period}{close}"));
        let file = format!("{}{}", comparison.earlier.file, period.unwrap_or_default());
        let mut facts = vec![Fact::new(self.words.earlier_report, [Cell::User(file.into())])];
        let known = comparison.recognised.iter().map(|pair| shown::recognised(self.report, pair, self.language));
        let known = known.collect::<Vec<_>>().join(self.language.pick("、", ", "));
        facts.extend((!known.is_empty()).then(|| Fact::new(self.words.known_as, [Cell::User(known.into())])));
        if self.report.league.is_some() {
            facts.push(Fact::new(self.sides(comparison).change, [Cell::User(self.moved().into())]));
        }
        facts
    }

    /// `上升 3 个，下降 1 个，不变 1 个`
    fn moved(&self) -> String {
        let zero = Figure::default();
        let changes = || self.report.units.iter().filter_map(|unit| unit.change.as_deref());
        let count = |is: fn(Figure, Figure) -> bool| {
            let is_so = |change: &&UnitChange<'_>| change.change.is_ok_and(|change| is(change.score, zero));
            changes().filter(is_so).count()
        };
        let (up, down, same) = (
            count(|change, zero| change > zero),
            count(|change, zero| change < zero),
            count(|change, zero| change == zero),
        );
        let open = changes().filter(|change| change.change.is_err()).count();
        match self.language {
            Language::Chinese => {
                let open = if open > 0 { format!("，不能对比 {open} 个") } else { String::new() };
                format!("上升 {up} 个，下降 {down} 个，不变 {same} 个{open}")
            }
            Language::English => {
                let open = if open > 0 { format!(", {open} not comparable") } else { String::new() };
                format!("{up} up, {down} down, {same} the same{open}")
            }
        }
    }

    fn league_of_changes(&self, comparison: &Comparison<'_>, rows: &'d [LeagueRow]) -> Table<'d> {
        let (words, sides) = (self.words, self.sides(comparison));
        // Ranks and scores stand in the league above: they go where bureaus, or the words of English, need their room.
        let has_bureaus = self.report.has_several_bureaus();
        let above = |gives_room| if gives_room { Role::Repeated } else { Role::Plain };
        let mut columns = vec![
            Column::figures(words.rank).role(above(has_bureaus || self.language == Language::English)),
            Column::figures(words.places),
            Column::text(words.unit).role(Role::Name),
        ];
        columns.extend(self.bureau_column());
        columns.extend([
            Column::figures(sides.before),
            Column::figures(sides.now).role(above(has_bureaus)),
            Column::figures(sides.change),
        ]);
        columns.extend(Cause::ALL.map(|cause| Column::figures(self.cause(cause))));
        columns.extend([words.rise, words.fall].map(|name| Column::text(name).role(Role::Repeated).breaking()));
        let document = *self;
        Table::new(columns, move || {
            let units = document.report.units.iter().zip(rows).enumerate();
            units.filter_map(move |(at, (unit, row))| document.changed((unit, at), *row))
        })
    }

    /// The row of a unit.
    fn changed(&self, (unit, at): (&'d UnitReport<'d>, usize), row: LeagueRow) -> Option<Row<'d>> {
        let UnitChange { earlier, rank, change, largest, .. } = &**unit.change.as_ref()?;
        let places =
            rank.zip(row.rank).and_then(|(before, now)| Some(i64::try_from(before).ok()? - i64::try_from(now).ok()?));
        let mut cells = vec![Cell::Rank(row.rank), Cell::Places(places), Cell::Unit(unit, at)];
        cells.extend(self.bureau_cell(unit.table));
        let before = earlier.and_then(|earlier| earlier.score);
        cells.extend([
            Cell::Figure(before),
            Cell::Score(unit.standing),
            Cell::Change(change.ok().map(|change| change.score)),
        ]);
        let part = |at: usize| Cell::Change(change.ok().map(|change| change.parts[at]));
        cells.extend((0..Cause::ALL.len()).map(part));
        cells.extend(largest.map(|largest| match largest {
            Some((name, change)) => Cell::User(format!("{name} {}", shown::signed(change)).into()),
            None => Cell::None,
        }));
        Some(Row::body(cells))
    }

    /// The units that only one of the two reports has a score of.
    pub(in crate::report) fn on_one_side(&self) -> impl Iterator<Item = Section<'d>> + use<'d> {
        let words = self.words;
        let lists = |comparison: &'d Comparison<'d>| -> [(Part, &'static str, Vec<&'d ListedUnit>); 3] {
            [
                (Part::Corrected, words.corrected, comparison.corrected.iter().collect()),
                (Part::New, words.new_units, comparison.new.iter().collect()),
                (Part::Left, words.left, comparison.left.iter().map(|left| &left.listed).collect()),
            ]
        };
        let lists = self.report.comparison.iter().flat_map(lists).filter(|(_, _, units)| !units.is_empty());
        lists.filter_map(|(part, heading, units)| Section::new(part, heading, vec![Block::Units(units)]))
    }

    /// What became of a unit: the change of its score, the indicators that moved it, and what was corrected.
    pub(in crate::report) fn changes(&self, unit: &'d UnitReport<'d>) -> Option<Section<'d>> {
        let comparison = self.report.comparison.as_ref()?;
        let change = unit.change.as_ref()?;
        let sides = self.sides(comparison);
        let movers = movers(unit, change, comparison.occasion);
        let is_only = self.report.league.is_none();
        let mut blocks = Vec::new();
        blocks.extend(is_only.then(|| Block::Facts(self.compared_with(comparison))));
        let moved = all(unit, change).filter(|mover| mover.score() != Figure::default()).count();
        let more = if moved > movers.len() { self.only_the_largest() } else { String::new() };
        blocks.push(Block::Paragraph(self.moved_by(change, unit, &sides) + &more));
        if !movers.is_empty() {
            blocks.push(Block::Table(self.table_of_movers(&movers, &sides)));
            blocks.extend((is_only && change.change.is_ok()).then(|| Block::Paragraph(self.legend_of_causes())));
        }
        let notes = of_comparison(unit, self.language);
        blocks.extend((!notes.is_empty()).then_some(Block::Notes(notes)));
        Section::new(Part::Changes, sides.heading, blocks)
    }

    /// `上次 85.40，这次 88.02，变化 +2.62：实际值 +3.10，标准 -0.48。`
    fn moved_by(&self, change: &UnitChange<'_>, unit: &UnitReport<'_>, sides: &Sides) -> String {
        let (comma, colon, stop) = self.language.pick(("，", "：", "。"), (", ", ": ", "."));
        match &change.change {
            Ok(change) => {
                let (before, now, by) = (sides.before, within(sides.now), within(sides.change));
                let score = unit.standing.score().unwrap_or_default();
                let ends = format!(
                    "{before} {}{comma}{now} {score}{comma}{by} {}",
                    change.against,
                    shown::signed(change.score)
                );
                let causes = self.causes(change);
                if causes.is_empty() { ends + stop } else { format!("{ends}{colon}{causes}{stop}") }
            }
            Err(why) => {
                let why = why.words(self.language);
                match self.language {
                    Language::Chinese => format!("不能对比：{why}。"),
                    Language::English => format!("There is nothing to compare: {why}."),
                }
            }
        }
    }

    /// That the table has not all indicators.
    fn only_the_largest(&self) -> String {
        match self.language {
            Language::Chinese => format!("下表只列上升、下降最多的各 {MOVERS} 项。"),
            Language::English => {
                format!(" The table has the {MOVERS} that raise it most and the {MOVERS} that lower it most.")
            }
        }
    }

    fn table_of_movers(&self, movers: &[Mover<'d>], sides: &Sides) -> Table<'d> {
        let rows: Vec<_> = movers.iter().map(|mover| self.mover(mover)).collect();
        Table::new(self.columns_of_movers(sides), move || rows.clone().into_iter().map(Row::body))
    }

    fn columns_of_movers(&self, sides: &Sides) -> Vec<Column<'d>> {
        let words = self.words;
        vec![
            Column::text(words.indicator).role(Role::Name),
            Column::text(words.activity).role(Role::Within),
            Column::text(sides.before).breaking(),
            Column::text(sides.now).breaking(),
            Column::figures(sides.change).role(Role::Key),
            Column::text(words.causes).breaking(),
        ]
    }

    fn mover(&self, mover: &Mover<'d>) -> [Cell<'d>; 6] {
        let before = mover.before.map(|before| shown::graded_before(before, self.language));
        let now = mover.now.map(|now| shown::graded(now, self.language));
        let [before, now] = [before, now].map(|text| text.map_or(Cell::None, |text| Cell::User(text.into())));
        let causes = mover.change.as_ref().map(|change| self.causes(change)).unwrap_or_default();
        let change = Cell::Change(mover.change.map(|change| change.score));
        [
            Cell::User(mover.name.into()),
            Cell::User(mover.activity.into()),
            before,
            now,
            change,
            Cell::User(causes.into()),
        ]
    }

    /// The indicators that moved the units, in one table; nothing where none did.
    pub(in crate::report) fn movers_of_units(&self) -> Option<Table<'d>> {
        let comparison = self.report.comparison.as_ref()?;
        let mut columns = vec![Column::text(self.words.unit).breaking()];
        columns.extend(self.columns_of_movers(&self.sides(comparison)));
        let document = *self;
        let rows = move || {
            let units = document.report.units.iter().filter_map(|unit| Some((unit, unit.change.as_deref()?)));
            units.flat_map(move |(unit, change)| {
                let name = shown::full_name(document.report, unit, document.language);
                let movers = movers(unit, change, comparison.occasion);
                movers.into_iter().map(move |mover| {
                    let cells = std::iter::once(Cell::User(name.clone())).chain(document.mover(&mover));
                    Row::body(cells.collect::<Vec<_>>())
                })
            })
        };
        rows().next().is_some().then(|| Table::new(columns, rows))
    }
}

/// A term within a sentence: no capital letter where the language has them.
fn within(term: &str) -> String {
    term.to_lowercase()
}

/// The indicators to be shown: in a check those that differ, else those that move the score most.
fn movers<'d>(unit: &'d UnitReport<'d>, change: &'d UnitChange<'d>, occasion: Occasion) -> Vec<Mover<'d>> {
    let zero = Figure::default();
    let mut all: Vec<_> = all(unit, change).collect();
    match occasion {
        Occasion::SameYear => {
            all.retain(|mover| change.earlier.is_some() && (mover.differs() || mover.score() != zero));
            all.sort_by_key(|mover| Reverse(mover.score().hundredths().abs()));
            all
        }
        Occasion::OtherYear => {
            let (mut up, mut down): (Vec<_>, Vec<_>) =
                all.into_iter().filter(|mover| mover.score() != zero).partition(|mover| mover.score() > zero);
            up.sort_by_key(|mover| Reverse(mover.score()));
            down.sort_by_key(Mover::score);
            up.into_iter().take(MOVERS).chain(down.into_iter().take(MOVERS)).collect()
        }
    }
}

/// All indicators of both sides, in the page's order, then those that are gone.
fn all<'d>(unit: &'d UnitReport<'d>, change: &'d UnitChange<'d>) -> impl Iterator<Item = Mover<'d>> {
    let own = unit.indicators().map(|(activity, now)| {
        let against = now.against.as_ref();
        Mover {
            activity: &activity.target.name,
            name: &now.target.name,
            before: against.and_then(|against| against.earlier),
            now: Some(now),
            change: against.and_then(|against| against.change),
        }
    });
    let gone = |gone: &'d GoneIndicator<'d>| {
        let [activity, name] = &gone.earlier.names;
        Mover { activity, name, before: Some(gone.earlier), now: None, change: gone.change }
    };
    own.chain(unit.gone_indicators(&change.gone).map(gone))
}
