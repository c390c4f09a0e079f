//! What all parts of the report share: the words, and how a figure, a grade and a name are written.

use super::View;
use super::grid::{Cell, Paint};
use super::wrap::{clean, columns, hanging};
use crate::grading::{Attainment, Grade};
use crate::language::Language;
use crate::number::{Decimal, Figure};
use crate::report::words::{self, Words};
use crate::report::{ActivityReport, IndicatorReport, Report, Standing, State, UnitReport};
use crate::targets::{Activity, Indicator};

/// Stands where there is no figure. An em dash would do on paper, but it is two columns wide on some
/// terminals and would push the rest of its line out of place.
pub(super) const NONE: &str = "-";

/// A report and for whom it is laid out.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) report: &'p Report<'p>,
    pub(super) view: &'p View,
    pub(super) words: &'static Words,
}

impl<'p> Page<'p> {
    pub(super) fn new(report: &'p Report<'p>, view: &'p View) -> Self {
        Self { report, view, words: words::words(view.language) }
    }

    /// The one of two texts that is in the view's language.
    pub(super) const fn pick<T: Copy>(&self, chinese: T, english: T) -> T {
        self.view.language.pick(chinese, english)
    }

    /// A heading.
    pub(super) fn strong(&self, text: &str) -> String {
        Paint::Strong.on(text, self.view.colour)
    }

    /// Parts of a list in a sentence.
    pub(super) fn list(&self, parts: &[String]) -> String {
        parts.join(self.pick("、", ", "))
    }

    /// `案件办结率（市场监督管理）`: an indicator's name alone may stand under several activities.
    pub(super) fn indicator(&self, activity: &Activity, indicator: &Indicator) -> String {
        let (activity, indicator) = (clean(&activity.name), clean(&indicator.name));
        match self.view.language {
            Language::Chinese => format!("{indicator}（{activity}）"),
            Language::English => format!("{indicator} ({activity})"),
        }
    }

    /// The office's name, or where its rows came from.
    pub(super) fn unit(&self, unit: &UnitReport<'_>) -> String {
        unit.unit.as_deref().map_or_else(|| self.words.standard_input.to_owned(), clean)
    }

    /// A score, or an interval. In English its dash is a hyphen here, for the same reason as [`NONE`].
    pub(super) fn score(&self, standing: &Standing, after_dash: &str) -> String {
        match (standing.score(), standing.range) {
            (Some(score), _) => score.to_string(),
            (None, Some((min, max))) => format!("{min}{}{after_dash}{max}", self.pick("～", "-")),
            (None, None) => NONE.to_owned(),
        }
    }

    /// The band of a score in words, or that it is open.
    pub(super) fn band(&self, standing: &Standing) -> Cell {
        let text = match (standing.grade, standing.range) {
            (Some(grade), _) => words::grade(grade, self.view.language),
            (None, Some(_)) => self.words.undecided,
            (None, None) => NONE,
        };
        Cell::from(text).painted(standing.grade.map(Paint::Grade))
    }

    /// The grade of an indicator with the mark 低于差线, or its state where it has none.
    pub(super) fn grade(&self, indicator: &IndicatorReport<'_>, before_mark: &str) -> Cell {
        let Some(attainment) = indicator.attainment else {
            return Cell::from(words::state(indicator.state, self.view.language));
        };
        let mut text = words::grade(attainment.grade(), self.view.language).to_owned();
        if attainment == Attainment::BelowPoor {
            text = format!("{text}{before_mark}{}", self.words.below_poor);
        }
        Cell::from(text).painted(Some(Paint::Grade(attainment.grade())))
    }

    /// A grade in words.
    pub(super) fn grade_word(&self, grade: Grade) -> &'static str {
        words::grade(grade, self.view.language)
    }

    /// Lines of label and text, the texts under one another.
    pub(super) fn labelled(&self, lines: &[(&str, String)]) -> String {
        let widest = lines.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
        let line = |(label, text): &(&str, String)| {
            let label = format!("{label}{}", " ".repeat(widest + 2 - columns(label)));
            hanging(&label, text, self.view.width)
        };
        lines.iter().map(line).collect()
    }

    /// The indicators of an office in a state, with their activities.
    pub(super) fn in_state<'u, 't>(
        unit: &'u UnitReport<'t>,
        state: State,
    ) -> impl Iterator<Item = (&'u ActivityReport<'t>, &'u IndicatorReport<'t>)> {
        unit.indicators().filter(move |(_, indicator)| indicator.state == state)
    }
}

/// A figure, or that there is none.
pub(super) fn figure(figure: Option<Figure>) -> String {
    figure.map_or_else(|| NONE.to_owned(), |figure| figure.to_string())
}

/// A coverage with its sign.
pub(super) fn percent(figure: Option<Figure>) -> String {
    figure.map_or_else(|| NONE.to_owned(), |figure| format!("{figure}%"))
}

/// A number in its indicator's measure: `92.5%`, `12件`.
pub(super) fn measured(number: Decimal, indicator: &Indicator) -> String {
    format!("{number}{}", clean(&indicator.measure))
}

/// An actual in its measure, or that there is none.
pub(super) fn actual(indicator: &IndicatorReport<'_>) -> String {
    indicator.actual.map_or_else(|| NONE.to_owned(), |actual| measured(actual, indicator.target))
}

/// The four cut-offs in one cell: `90/70/60/50%`.
pub(super) fn cutoffs(indicator: &Indicator) -> String {
    let cutoffs = indicator.cutoffs.written().map(|cutoff| cutoff.to_string());
    cutoffs.join("/") + &clean(&indicator.measure)
}
