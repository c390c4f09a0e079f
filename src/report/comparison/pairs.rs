//! Which indicator of an earlier report is which of a table, and what both sides say of it.

use std::collections::HashMap;

use crate::against::{EarlierIndicator, EarlierUnit};
use crate::change::{Change, Counted, Pair};
use crate::names::normal_form;
use crate::number::Decimal;
use crate::report::change::{ActivityChange, ChangeReport, GoneActivity, GoneIndicator, IndicatorChange};
use crate::report::unit::{ActivityReport, IndicatorReport, UnitReport};
use crate::scoring::MissingPolicy;
use crate::targets::Targets;

/// The places of a table's indicators, by activity and name in normal form.
pub(super) struct Names {
    own: HashMap<[String; 2], usize>,
    aliases: HashMap<[String; 2], usize>,
    measures: Vec<String>,
}

/// The indicators of a unit, each with what it was; and those that its table has no more.
pub(super) struct Matched<'r> {
    earlier: Vec<Option<&'r EarlierIndicator>>,
    gone: Vec<&'r EarlierIndicator>,
}

impl Names {
    pub(super) fn new(targets: &Targets) -> Self {
        let mut names = Self { own: HashMap::new(), aliases: HashMap::new(), measures: Vec::new() };
        for (place, (activity, indicator)) in targets.indicators().enumerate() {
            let key = |name: &str| [normal_form(&activity.name), normal_form(name)];
            names.own.insert(key(&indicator.name), place);
            names.aliases.extend(indicator.aliases.iter().map(|alias| (key(alias), place)));
            names.measures.push(normal_form(&indicator.measure));
        }
        names
    }

    /// Finds what each indicator of a unit was: by its name, else by another name that the table knows for it. One in
    /// another measure is another indicator.
    pub(super) fn matched<'r>(&self, earlier: Option<&'r EarlierUnit>, unit: &UnitReport<'_>) -> Matched<'r> {
        let mut matched = Matched { earlier: vec![None; unit.indicators().count()], gone: Vec::new() };
        let mut rest: Vec<_> = earlier.into_iter().flat_map(|earlier| &earlier.indicators).collect();
        for names in [&self.own, &self.aliases] {
            rest.retain(|indicator| {
                let place = names.get(&indicator.names.each_ref().map(|name| normal_form(name)));
                let place = place.filter(|place| self.measures[**place] == normal_form(&indicator.measure));
                match place.and_then(|place| matched.earlier.get_mut(*place)) {
                    Some(free @ None) => {
                        *free = Some(indicator);
                        false
                    }
                    Some(Some(_)) | None => true,
                }
            });
        }
        Matched { gone: rest, ..matched }
    }
}

impl<'r> Matched<'r> {
    /// What both sides say of each indicator that either has: those of the table in its order, then those that are gone.
    pub(super) fn pairs<'p>(
        &'p self,
        unit: &'p UnitReport<'r>,
        (earlier, targets): (&'p EarlierUnit, &'p Targets),
        policy: MissingPolicy,
    ) -> Vec<Pair<'p>> {
        let now = unit.activities().enumerate().flat_map(|(number, activity)| {
            let all = activity.indicators.iter().flatten();
            all.map(move |indicator| counted((number, activity, indicator), targets, policy))
        });
        let before = |indicator: &'p EarlierIndicator| earlier.counted(indicator, policy);
        let both = self.earlier.iter().zip(now);
        let both = both.map(|(earlier, now)| Pair { before: earlier.and_then(before), now });
        let gone = self.gone.iter().map(|indicator| Pair { before: before(indicator), now: None });
        both.chain(gone).collect()
    }

    /// Gives a unit's activities and indicators what became of them: the changes of its pairs, or none. Returns the
    /// activities that are gone.
    pub(super) fn give(self, unit: &mut UnitReport<'r>, changes: &[Change]) -> Vec<GoneActivity<'r>> {
        let (own, of_gone) = changes.split_at_checked(self.earlier.len()).unwrap_or_default();
        let mut gone: Vec<_> = self.gone.iter().enumerate().map(|(at, gone)| (*gone, of_gone.get(at))).collect();
        let is_known = !changes.is_empty();
        let mut numbers = 0..self.earlier.len();
        let activities = unit.breakdown.iter_mut().flat_map(|whole| whole.duties.iter_mut().flatten());
        for activity in activities.flat_map(|duty| &mut duty.activities) {
            let mut sum = Sum::new(is_known);
            for (indicator, number) in activity.indicators.iter_mut().flatten().zip(numbers.by_ref()) {
                let (earlier, change) = (self.earlier[number], sum.add(own.get(number)));
                indicator.against = Some(Box::new(IndicatorChange { earlier, change }));
            }
            let name = normal_form(&activity.target.name);
            let its = gone.extract_if(.., |(gone, _)| normal_form(&gone.names[0]) == name);
            let gone = its.map(|its| sum.gone(its)).collect();
            activity.against = Some(Box::new(ActivityChange { change: sum.report(), gone }));
        }
        gone.chunk_by(|(one, _), (other, _)| one.activity == other.activity)
            .map(|gone| gone_activity(gone, is_known))
            .collect()
    }
}

type Gone<'r, 'c> = (&'r EarlierIndicator, Option<&'c Change>);

fn gone_activity<'r>(gone: &[Gone<'r, '_>], is_known: bool) -> GoneActivity<'r> {
    let mut sum = Sum::new(is_known);
    let indicators = gone.iter().map(|gone| sum.gone(*gone)).collect();
    GoneActivity { name: &gone[0].0.names[0], change: sum.report(), indicators }
}

/// What several indicators contribute together; nothing where that is not known.
struct Sum(Option<Change>);

impl Sum {
    fn new(is_known: bool) -> Self {
        Self(is_known.then(Change::default))
    }

    /// Adds what an indicator contributes, and gives it as it is printed.
    fn add(&mut self, change: Option<&Change>) -> Option<ChangeReport> {
        let change = change?;
        self.0.as_mut()?.add(change);
        Some(ChangeReport::of_contribution(change))
    }

    fn gone<'r>(&mut self, (earlier, change): Gone<'r, '_>) -> GoneIndicator<'r> {
        GoneIndicator { earlier, change: self.add(change) }
    }

    fn report(&self) -> Option<ChangeReport> {
        self.0.as_ref().map(ChangeReport::of_contribution)
    }
}

/// An indicator of a unit as it counts; nothing where it does not.
fn counted<'u>(
    (number, activity, indicator): (usize, &'u ActivityReport<'_>, &'u IndicatorReport<'_>),
    targets: &'u Targets,
    policy: MissingPolicy,
) -> Option<Counted<'u>> {
    policy.counts(indicator.outcome).then_some(Counted {
        activity: number,
        actual: indicator.exact,
        cutoffs: &indicator.target.cutoffs,
        points: targets.points(),
        weight: indicator.target.weight,
        budget: activity.target.budget.unwrap_or(Decimal::new(0, 0)),
    })
}
