//! The cells of tables and the parts of facts: what they hold, not how it is written.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Place, Reader, Severity};
use crate::language::Language;
use crate::number::{Decimal, Figure};
use crate::report::{
    ActivityReport, Counts, IndicatorReport, NextReport, Standing, UnitReport, problems, shown, words,
};
use crate::targets::Indicator;

/// What one cell holds.
#[derive(Clone, Debug)]
pub(in crate::report) enum Cell<'d> {
    Empty,
    /// The report's own words.
    Own(&'static str),
    /// Text from the table or an input, which must stay text.
    User(Cow<'d, str>),
    /// A unit's name; the position of the unit in the report tells where its own part is.
    Unit(&'d UnitReport<'d>, usize),
    /// An activity's name, and its number among the unit's activities, from 1.
    Activity(&'d ActivityReport<'d>, usize),
    Rank(Option<usize>),
    Count(u64),
    /// Of the indicators, per grade and state.
    Counts(&'d Counts),
    Figure(Option<Figure>),
    /// Losses that may not be all: whether all are known.
    Losses(Option<Figure>, bool),
    Percent(Option<Figure>),
    Score(Standing),
    /// The band of a score.
    Band(Standing),
    /// Score and band.
    Total(Standing),
    Budget(Option<Decimal>),
    /// A cut-off of an indicator; none where there is no 差 line.
    Cutoff(Option<Decimal>, &'d Indicator),
    /// How far the next cut-off of an indicator is.
    Distance(Decimal, &'d Indicator),
    Actual(&'d IndicatorReport<'d>),
    /// The grade of an indicator with its mark, or its state.
    Attained(&'d IndicatorReport<'d>),
    /// The next grade with its cut-off.
    NextGrade(NextReport, &'d Indicator),
    /// What is gained.
    Gain(Figure),
    /// How much something has changed; none where that is not known.
    Change(Option<Figure>),
    /// Places won or lost in a league table; none where there is no rank on both sides.
    Places(Option<i64>),
    /// What does not exist.
    None,
    /// An actual against its cut-offs.
    Bullet(&'d IndicatorReport<'d>),
    /// A loss against the largest.
    LossBar(Figure, Figure),
    /// Severity and code of a problem.
    Kind(Code),
    Severity(Code),
    /// Where a problem is.
    Place(&'d Place),
    /// What a problem is.
    Message(&'d Diagnostic),
    /// The way out of a problem.
    Help(&'d Diagnostic),
    /// So many more problems of a kind.
    More(u64),
    /// A file's SHA-256, in hex.
    Digest(&'d str),
}

impl<'d> Cell<'d> {
    /// The next grade of an indicator, how far it is, and what it would bring; nothing where there is none.
    pub(in crate::report) fn of_next(report: &'d IndicatorReport<'d>) -> [Self; 3] {
        match report.next {
            Some(next) => [
                Self::NextGrade(next, report.target),
                Self::Distance(next.distance, report.target),
                Self::Gain(next.gain),
            ],
            None => [Self::None, Self::None, Self::None],
        }
    }

    /// The cell as text for a reader, not escaped for any format.
    pub(in crate::report) fn text(&self, marks: &shown::Marks, language: Language) -> Cow<'_, str> {
        let words = words::words(language);
        match self {
            Self::Empty | Self::Bullet(_) | Self::LossBar(..) => "".into(),
            Self::None => marks.none.into(),
            Self::Own(text) => (*text).into(),
            Self::User(text) => text.as_ref().into(),
            Self::Unit(unit, _) => shown::unit_name(unit, language).into(),
            Self::Activity(activity, _) => activity.target.name.as_str().into(),
            Self::Rank(rank) => rank.map_or_else(|| marks.none.into(), |rank| rank.to_string().into()),
            Self::Count(count) => count.to_string().into(),
            Self::Counts(counts) => shown::counts_line(counts, language).into(),
            Self::Figure(figure) | Self::Losses(figure, true) => marks.figure(*figure).into(),
            Self::Losses(figure, false) => format!("{} {}", words.known_loss, marks.figure(*figure)).into(),
            Self::Percent(share) => marks.percent(*share).into(),
            Self::Score(standing) => marks.score(standing).into(),
            Self::Band(standing) => standing.range().map_or(marks.none, |_| shown::band(standing, language)).into(),
            Self::Total(standing) => format!("{} {}", marks.score(standing), shown::band(standing, language)).into(),
            Self::Budget(budget) => shown::budget(*budget, language).into(),
            Self::Cutoff(cutoff, indicator) => shown::cutoff(*cutoff, indicator, marks).into(),
            Self::Distance(distance, indicator) => shown::distance(*distance, indicator, language).into(),
            Self::Actual(indicator) => shown::actual(indicator, language).into(),
            Self::Attained(indicator) => shown::attained(indicator, language).into(),
            Self::NextGrade(next, indicator) => {
                format!("{} {}", words::grade(next.grade, language), indicator.cutoff(next.cutoff)).into()
            }
            Self::Change(change) => change.map_or_else(|| marks.none.into(), |change| shown::signed(change).into()),
            Self::Places(Some(0)) => "0".into(),
            Self::Places(places) => places.map_or_else(|| marks.none.into(), |places| format!("{places:+}").into()),
            Self::Gain(gain) => format!("+{gain}").into(),
            Self::Kind(code) => format!("{} {}", severity(*code, language), code.name()).into(),
            Self::Severity(code) => severity(*code, language).into(),
            Self::Place(place) => crate::diagnostic::place(place, language).into(),
            Self::Message(diagnostic) => diagnostic.message_with_quote(language).into(),
            Self::Help(diagnostic) => diagnostic.told(Reader::Unit, language).1.into(),
            Self::More(count) => problems::beyond(*count, language).into(),
            Self::Digest(sha256) => format!("SHA-256 {sha256}").into(),
        }
    }
}

/// The severity of a code, in words.
pub(in crate::report) fn severity(code: Code, language: Language) -> &'static str {
    let words = words::words(language);
    match code.severity() {
        Severity::Error => words.error,
        Severity::Warning => words.warning,
    }
}
