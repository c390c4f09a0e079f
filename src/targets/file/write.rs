//! A table as its JSON file, made of a table or of what a book says.

use serde_json::Number;

use super::shape::{ActivityFile, BandsFile, CutoffsFile, DutyFile, IndicatorFile, PointsFile, TargetsFile};
use crate::grading::Cutoffs;
use crate::number::Decimal;
use crate::scoring::{Bands, Points};
use crate::targets::{Activity, Duty, Indicator, Targets};

impl TargetsFile {
    /// A table that a book has, with this program's own points and bands.
    pub(in crate::targets) fn published(
        [code, name]: [String; 2],
        title: String,
        budget_unit: String,
        duties: Vec<DutyFile>,
    ) -> Self {
        let (points, bands) = (PointsFile::of(&Points::CONVENTION), BandsFile::of(&Bands::CONVENTION));
        Self { code, name, title, budget_unit, points, bands, duties }
    }

    /// A table that exists.
    pub(in crate::targets) fn of(table: &Targets) -> Self {
        Self {
            code: table.code.clone(),
            name: table.name.clone(),
            title: table.title.clone(),
            budget_unit: table.budget_unit.clone(),
            points: PointsFile::of(&table.points),
            bands: BandsFile::of(&table.bands),
            duties: table.duties.iter().map(DutyFile::of).collect(),
        }
    }
}

impl PointsFile {
    fn of(points: &Points) -> Self {
        let [excellent, good, fair, poor, below_poor] = points.all().map(number);
        Self { excellent, good, fair, poor, below_poor }
    }
}

impl BandsFile {
    fn of(bands: &Bands) -> Self {
        let [excellent, good, fair] = bands.all().map(number);
        Self { excellent, good, fair }
    }
}

impl DutyFile {
    /// A duty that a book has; description and objective are its texts.
    pub(in crate::targets) fn published(
        name: String,
        budget: Number,
        texts: [String; 2],
        activities: Vec<ActivityFile>,
    ) -> Self {
        let [description, objective] = texts;
        Self { name, budget, description, objective, activities }
    }

    fn of(duty: &Duty) -> Self {
        let activities = duty.activities.iter().map(ActivityFile::of).collect();
        Self::published(
            duty.name.clone(),
            number(duty.budget),
            [duty.description.clone(), duty.objective.clone()],
            activities,
        )
    }
}

impl ActivityFile {
    /// An activity that a book has; description and objective are its texts.
    pub(in crate::targets) fn published(
        name: String,
        budget: Option<Number>,
        texts: [String; 2],
        indicators: Vec<IndicatorFile>,
    ) -> Self {
        let [description, objective] = texts;
        Self { name, budget, description, objective, indicators }
    }

    fn of(activity: &Activity) -> Self {
        let texts = [activity.description.clone(), activity.objective.clone()];
        let indicators = activity.indicators.iter().map(IndicatorFile::of).collect();
        Self::published(activity.name.clone(), activity.budget.map(number), texts, indicators)
    }
}

impl IndicatorFile {
    /// An indicator that a book has.
    pub(in crate::targets) fn published(name: String, measure: String, strict: bool, cutoffs: CutoffsFile) -> Self {
        Self { name, aliases: Vec::new(), measure, weight: Number::from(1), strict, cutoffs }
    }

    fn of(indicator: &Indicator) -> Self {
        Self {
            name: indicator.name.clone(),
            aliases: indicator.aliases.clone(),
            measure: indicator.measure.clone(),
            weight: number(indicator.weight),
            strict: indicator.cutoffs.sign().is_strict(),
            cutoffs: CutoffsFile::of(&indicator.cutoffs),
        }
    }
}

impl CutoffsFile {
    /// Cut-offs that a book has: those of 优, 良 and 中, and that of 差 where there is one.
    pub(in crate::targets) fn published([excellent, good, fair]: [Decimal; 3], poor: Option<Decimal>) -> Self {
        let [excellent, good, fair] = [excellent, good, fair].map(number);
        Self { excellent, good, fair, poor: poor.map(number) }
    }

    fn of(cutoffs: &Cutoffs) -> Self {
        Self::published(*cutoffs.best(), cutoffs.poor())
    }
}

/// A number with the decimals that it was written with.
pub(in crate::targets) fn number(number: Decimal) -> Number {
    if let (0, Ok(whole)) = (number.decimals(), u64::try_from(number.mantissa())) {
        return whole.into();
    }
    serde_json::from_str(&number.fixed(number.decimals())).unwrap_or_else(|_| 0.into())
}
