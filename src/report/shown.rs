//! How the formats that people read write a figure: always the same text for the same thing, and a
//! dash for what does not exist.

use std::borrow::Cow;
use std::fmt::Write;

use super::words::{grade, state, words};
use super::{Counts, IndicatorReport, Report, Standing, State, UnitReport};
use crate::actuals::{ListedUnit, UnitKey};
use crate::against::{EarlierIndicator, EarlierUnit};
use crate::grading::{Attainment, Grade, Sign};
use crate::language::{self, Language};
use crate::names::with_bureau;
use crate::number::{Decimal, Figure};
use crate::scoring::MissingPolicy;
use crate::stated::Stated;
use crate::targets::{Indicator, TableNumber};

/// What stands where there is no figure, on paper and screens.
pub const NONE: &str = "—";

/// The marks that figures are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Stands where there is no figure.
    pub none: &'static str,
    /// Stands between the two ends of an interval.
    pub to: &'static str,
}

impl Marks {
    /// On paper and screens.
    pub const fn printed(language: Language) -> Self {
        Self { none: NONE, to: language.pick("～", "–") }
    }

    /// On terminals. Dashes are two columns wide on some of them, and would push the rest of their line
    /// out of place there.
    pub const fn typed(language: Language) -> Self {
        Self { none: "-", to: language.pick("～", "-") }
    }

    /// A figure, or the mark of none.
    pub fn figure(&self, figure: Option<Figure>) -> String {
        figure.map_or_else(|| self.none.to_owned(), |figure| figure.to_string())
    }

    /// A share in percent, or the mark of none.
    pub fn percent(&self, share: Option<Figure>) -> String {
        share.map_or_else(|| self.none.to_owned(), |share| format!("{share}%"))
    }

    /// One score, an interval from lower to upper end, or the mark of none.
    pub fn score(&self, standing: &Standing) -> String {
        self.range(standing.range())
    }

    /// The same of both its ends.
    pub fn range(&self, ends: Option<(Figure, Figure)>) -> String {
        match ends {
            None => self.none.to_owned(),
            Some((min, max)) if min == max => min.to_string(),
            Some((min, max)) => format!("{min}{}{max}", self.to),
        }
    }
}

/// A figure, or a dash.
pub fn figure(figure: Option<Figure>) -> String {
    Marks::printed(Language::Chinese).figure(figure)
}

/// A change with its sign; none is 0.00.
pub fn signed(change: Figure) -> String {
    let sign = if change > Figure::default() { "+" } else { "" };
    format!("{sign}{change}")
}

/// A share in percent, or a dash.
pub fn percent(share: Option<Figure>) -> String {
    Marks::printed(Language::Chinese).percent(share)
}

/// An annual budget with two decimals, or that there is none.
pub fn budget(budget: Option<Decimal>, language: Language) -> String {
    budget.map_or_else(|| words(language).no_budget.to_owned(), |budget| budget.fixed(2))
}

/// A value in the indicator's measure: `92.5%`, `12件`.
pub fn measured(value: Decimal, indicator: &Indicator) -> String {
    format!("{value}{}", indicator.measure)
}

/// A cut-off with its sign and measure, or the mark of none where there is no 差 line.
pub fn cutoff(cutoff: Option<Decimal>, indicator: &Indicator, marks: &Marks) -> String {
    cutoff.map_or_else(|| marks.none.to_owned(), |cutoff| indicator.cutoff(cutoff))
}

/// How far a cut-off is, in the indicator's measure; `＞10%` where that much is not yet enough.
pub fn distance(distance: Decimal, indicator: &Indicator, language: Language) -> String {
    let more = if indicator.cutoffs.sign().is_strict() { Sign::Above.mark() } else { "" };
    if indicator.is_percentage() {
        return format!("{more}{distance}{}", percentage_points(language));
    }
    format!("{more}{}", measured(distance, indicator))
}

/// What stands behind a distance between percentages.
pub const fn percentage_points(language: Language) -> &'static str {
    language.pick("个百分点", " pp")
}

/// One score, an interval from lower to upper end, or a dash.
pub fn score(standing: &Standing, language: Language) -> String {
    Marks::printed(language).score(standing)
}

/// The band of a score in words; says so where both ends lie in different bands.
pub fn band(standing: &Standing, language: Language) -> &'static str {
    match (standing.grade(), standing.range()) {
        (Some(band), _) => grade(band, language),
        (None, Some(_)) => words(language).undecided,
        (None, None) => NONE,
    }
}

/// The grade of an indicator in words, marked where it is below the 差 line; its state where it has
/// no grade.
pub fn attained(indicator: &IndicatorReport<'_>, language: Language) -> String {
    indicator
        .attainment()
        .map_or_else(|| state(indicator.state(), language).to_owned(), |attainment| grade_of(attainment, language))
}

/// The grade of an attainment in words, marked where it is below the 差 line.
fn grade_of(attainment: Attainment, language: Language) -> String {
    if attainment == Attainment::BelowPoor {
        let (open, close) = language.pick(("（", "）"), (" (", ")"));
        return format!("{}{open}{}{close}", grade(Grade::Poor, language), words(language).below_poor);
    }
    grade(attainment.grade(), language).to_owned()
}

/// `92.5% 优`: an actual with its grade; the state where there is none.
pub fn graded(indicator: &IndicatorReport<'_>, language: Language) -> String {
    let actual = actual(indicator, language);
    indicator
        .attainment()
        .map_or_else(|| actual.clone(), |attainment| format!("{actual} {}", grade_of(attainment, language)))
}

/// The same of an indicator of an earlier report.
pub fn graded_before(indicator: &EarlierIndicator, language: Language) -> String {
    match indicator.stated {
        Stated::Reported(actual) => {
            let grade = grade_of(indicator.cutoffs.attainment(actual), language);
            format!("{}{} {grade}", actual.shown(), indicator.measure)
        }
        other => state(other.map(|_| ()), language).to_owned(),
    }
}

/// The actual in its measure; the state where there is none.
pub fn actual(indicator: &IndicatorReport<'_>, language: Language) -> String {
    match (indicator.state(), indicator.actual) {
        (State::Reported(()), Some(actual)) => measured(actual, indicator.target),
        (State::Reported(()), None) => indicator.text.clone().unwrap_or_else(|| NONE.to_owned()),
        (other, _) => state(other, language).to_owned(),
    }
}

/// The one score that an indicator counts with: its own, and 0 for a missing one that counts as 0.
pub fn counted(indicator: &IndicatorReport<'_>) -> Option<Figure> {
    indicator.range.filter(|(min, max)| min == max).map(|(min, _)| min)
}

/// Whether a unit's losses are only those that are known: a missing value that gives a range has
/// a loss that nobody knows.
pub fn has_unknown_losses(unit: &UnitReport<'_>, missing: MissingPolicy) -> bool {
    missing.rule().is_interval() && unit.counts.missing > 0
}

/// How many units were scored, and how many were not for which reason.
pub fn units(report: &Report<'_>, language: Language) -> String {
    let parts: Vec<_> = unit_counts(report, language).into_iter().map(|(count, _)| count).collect();
    parts.join(language.pick("，", ", "))
}

/// The same with the names of those that were not: of so many that a line takes them in.
pub fn units_by_name(report: &Report<'_>, language: Language) -> String {
    let parts: Vec<_> = unit_counts(report, language)
        .into_iter()
        .map(|(count, units)| if units.is_empty() { count } else { with_names(&count, units, report, language) })
        .collect();
    parts.join(language.pick("；", "; "))
}

fn with_names(count: &str, units: &[ListedUnit], report: &Report<'_>, language: Language) -> String {
    /// Names that a line takes in; the whole list stands elsewhere in every report.
    const NAMED: usize = 20;
    let more = if units.len() > NAMED { language.pick("等", ", …") } else { "" };
    let listed: Vec<_> = units.iter().take(NAMED).map(|unit| key(&unit.key, report, language)).collect();
    let listed = listed.join(language.pick("、", ", "));
    format!("{count}{}{listed}{more}", language.pick("：", ": "))
}

/// Each kind of unit that there is, with the names of those that have no score.
fn unit_counts<'r>(report: &'r Report<'_>, language: Language) -> Vec<(String, &'r [ListedUnit])> {
    let kinds: [(&str, usize, &[ListedUnit]); 4] = [
        (language.pick("已计分", "scored"), report.units.len(), &[]),
        (language.pick("有错误未计分", "not scored (errors)"), report.left_out.len(), &report.left_out),
        (language.pick("空表", "with empty forms"), report.blank.len(), &report.blank),
        (language.pick("应报未报", "did not report"), report.not_reported.len(), &report.not_reported),
    ];
    let count = |(kind, count, names): (&str, usize, &'r [ListedUnit])| match language {
        Language::Chinese => (format!("{kind} {count} 个"), names),
        Language::English => (format!("{count} {kind}"), names),
    };
    kinds
        .into_iter()
        .enumerate()
        .filter(|(number, kind)| (*number == 0 && report.is_scored) || kind.1 > 0)
        .map(|(_, kind)| count(kind))
        .collect()
}

/// Whether there are units that the figures are without.
pub fn has_absent(report: &Report<'_>) -> bool {
    [&report.left_out, &report.blank, &report.not_reported].into_iter().any(|units| !units.is_empty())
}

/// The unit's name; standard input has none.
pub fn unit_name<'r>(unit: &'r UnitReport<'_>, language: Language) -> &'r str {
    unit.unit.unwrap_or(words(language).standard_input)
}

/// The unit as it is told from all others: by its name, and by its bureau where the report is not of that alone.
pub fn full_name<'r>(report: &Report<'_>, unit: &'r UnitReport<'_>, language: Language) -> Cow<'r, str> {
    told(unit_name(unit, language), Some(unit.table), report)
}

/// The same of a unit without figures; standard input has no name.
pub fn key<'k>(key: &'k UnitKey, report: &Report<'_>, language: Language) -> Cow<'k, str> {
    let name = if key.name.is_empty() { words(language).standard_input } else { &key.name };
    told(name, key.table, report)
}

fn told<'n>(name: &'n str, table: Option<TableNumber>, report: &Report<'_>) -> Cow<'n, str> {
    match table {
        Some(table) if report.library.has_several() && report.tables != [table] => {
            with_bureau(name, &report.library.targets(table).name)
        }
        _ => name.into(),
    }
}

/// `甲县2017（甲县2016）`: a unit, and in brackets what the earlier report calls it.
pub fn recognised(report: &Report<'_>, (unit, earlier): &(ListedUnit, &EarlierUnit), language: Language) -> String {
    let (open, close) = language.pick(("（", "）"), (" (", ")"));
    let before = earlier.name.as_deref().unwrap_or(words(language).standard_input);
    format!("{}{open}{before}{close}", key(&unit.key, report, language))
}

/// `80 个部门`
pub fn bureaus(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("{count} 个部门"),
        Language::English => language::counted(count, "bureau", "bureaus"),
    }
}

/// The counts under their names: the four grades, below the 差 line, missing, not applicable.
pub fn counts(counts: &Counts, language: Language) -> [(&'static str, u32); 7] {
    let [excellent, good, fair, poor] = Grade::ALL.map(|band| grade(band, language));
    let [missing, not_applicable] = [State::Missing, State::NotApplicable].map(|of| state(of, language));
    let names = [excellent, good, fair, poor, words(language).below_poor, missing, not_applicable];
    let counts = counts.all();
    std::array::from_fn(|index| (names[index], counts[index]))
}

/// The counts in one line; what there is none of beyond the grades is left out. Those below the 差
/// line stand in brackets, for they are among the 差.
pub fn counts_line(of: &Counts, language: Language) -> String {
    let [between, open, close] = count_marks(language);
    let mut text = String::new();
    for (index, (name, count)) in counts(of, language).into_iter().enumerate() {
        let separator = if text.is_empty() { "" } else { between };
        let _ = match (index, count) {
            (BELOW_POOR.., 0) => Ok(()),
            (BELOW_POOR, _) => write!(text, "{open}{name} {count}{close}"),
            _ => write!(text, "{separator}{name} {count}"),
        };
    }
    text
}

/// What stands between counts in a line, and before and behind those below the 差 line.
pub const fn count_marks(language: Language) -> [&'static str; 3] {
    language.pick(["，", "（其中", "）"], [", ", " (of these ", ")"])
}

/// Place of those below the 差 line among the counts.
const BELOW_POOR: usize = Grade::ALL.len();
