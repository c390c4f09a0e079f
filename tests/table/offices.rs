//! Reports built by hand from the worked inputs.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use score::diagnostic::Problems;
use score::grading::Actual;
use score::number::Decimal;
use score::report::{Detail, League, Level, LossSums, Office, Order, Report, Scorer, Source};
use score::scoring::{MissingPolicy, Outcome};
use score::targets::Targets;

/// What one office has to say: an outcome and what stood in the cell, for each indicator.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) unit: Option<String>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) details: Vec<Option<Detail>>,
}

impl Sheet {
    /// The values of one office in the page's order, as they stand in the cells.
    pub(super) fn new<'v>(targets: &Targets, unit: &str, values: impl IntoIterator<Item = &'v str>) -> Self {
        let mut sheet = Self { unit: Some(unit.to_owned()), outcomes: Vec::new(), details: Vec::new() };
        for ((_, indicator), value) in targets.indicators().zip(values) {
            let number = value.trim_end_matches(&indicator.measure);
            let actual = Decimal::parse(number, 6).ok().map(Actual::from_decimal);
            sheet.outcomes.push(match (actual, value) {
                (Some(actual), _) => Outcome::Reported(indicator.cutoffs.attainment(actual)),
                (None, "") => Outcome::Missing,
                (None, _) => Outcome::NotApplicable,
            });
            sheet.details.push(Some(Detail { actual, text: value.to_owned(), note: None }));
        }
        sheet
    }

    /// A worked input.
    pub(super) fn worked(targets: &Targets, name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked").join(name).with_extension("csv");
        let text = fs::read_to_string(path).expect("the worked input is there");
        let values = text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default());
        Self::new(targets, name, values)
    }

    /// Adds a note to the first indicator of the name.
    pub(super) fn with_note(mut self, targets: &Targets, name: &str, note: &str) -> Self {
        let position = targets.indicators().position(|(_, indicator)| indicator.name == name);
        let detail = position.and_then(|position| self.details[position].as_mut());
        detail.expect("a known indicator").note = Some(note.to_owned());
        self
    }
}

/// The report on offices, a league where there are several.
pub(super) fn report<'t>(targets: &'t Targets, missing: MissingPolicy, sheets: &[Sheet]) -> Report<'t> {
    let scorer = Scorer::new(targets, missing);
    let source = Arc::new(Source::default());
    let mut sums = LossSums::new(&scorer);
    let mut units = Vec::new();
    for sheet in sheets {
        let office = Office {
            unit: sheet.unit.as_deref(),
            source: &source,
            outcomes: &sheet.outcomes,
            details: Some(&sheet.details),
        };
        sums.add(office);
        units.push(scorer.unit(office, Level::Indicator));
    }
    Order::Score.sort(&mut units);
    let league = (units.len() > 1).then(|| League::new(&units, sums.finish(targets)));
    Report {
        targets,
        targets_sha256: "",
        period: Some("2016年度".to_owned()),
        missing,
        level: Level::Indicator,
        units,
        league,
        left_out: Vec::new(),
        not_reported: Vec::new(),
        problems: Problems::default(),
    }
}
