//! What all parts of the report share: the words, and how a figure, a grade and a name stand in a
//! cell of a terminal.

use super::View;
use super::grid::{Cell, Paint};
use super::wrap::{clean, columns, hanging};
use crate::grading::Attainment;
use crate::language::Language;
use crate::number::Decimal;
use crate::report::document::{Block, Document, Fact};
use crate::report::shown::Marks;
use crate::report::words::{self, Words, capital};
use crate::report::{IndicatorReport, Report, Standing, shown};
use crate::targets::{Activity, Indicator};

/// A report and for whom it is laid out.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) report: &'p Report<'p>,
    pub(super) document: Document<'p>,
    pub(super) view: &'p View,
    pub(super) words: &'static Words,
    pub(super) marks: Marks,
}

impl<'p> Page<'p> {
    pub(super) fn new(report: &'p Report<'p>, view: &'p View) -> Self {
        let (document, marks) = (Document::new(report, view.language), Marks::typed(view.language));
        Self { report, document, view, words: document.words, marks }
    }

    /// The one of two texts that is in the view's language.
    pub(super) const fn pick<T: Copy>(&self, chinese: T, english: T) -> T {
        self.view.language.pick(chinese, english)
    }

    /// A heading.
    pub(super) fn strong(&self, text: &str) -> String {
        Paint::Strong.on(text, self.view.colour)
    }

    /// A heading that is numbered where the language does so.
    pub(super) fn numbered_heading(&self, number: usize, heading: &str) -> String {
        const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        match (self.view.language, NUMBERS.get(number - 1)) {
            (Language::Chinese, Some(number)) => format!("{number}、{heading}"),
            (Language::Chinese, None) | (Language::English, _) => heading.to_owned(),
        }
    }

    /// A heading with the number of units below it.
    pub(super) fn counted(&self, heading: &str, blocks: &[Block<'_>]) -> String {
        let units = |block: &Block<'_>| if let Block::Units(units) = block { units.len() } else { 0 };
        format!("{heading}{}{}", self.pick("：", ": "), blocks.iter().map(units).sum::<usize>())
    }

    /// Text under a heading.
    pub(super) fn headed(&self, heading: &str, body: &str) -> String {
        format!("{}\n{body}", self.strong(heading))
    }

    /// A fact as its label and text.
    pub(super) fn fact(&self, fact: &Fact<'_>) -> (&'static str, String) {
        let parts: Vec<_> = fact.value.iter().map(|part| clean(&part.text(&self.marks, self.view.language))).collect();
        (fact.label, parts.join(" "))
    }

    /// An actual in its measure, or the mark of none.
    pub(super) fn actual(&self, indicator: &IndicatorReport<'_>) -> String {
        indicator.actual.map_or_else(|| self.marks.none.to_owned(), |actual| measured(actual, indicator.target))
    }

    /// A title over a line of its own.
    pub(super) fn title(&self) -> String {
        const LINE: usize = 60;
        format!("{}\n{}\n", self.strong(self.words.title), "=".repeat(self.view.width.min(LINE)))
    }

    /// `案件办结率（市场监督管理）`: an indicator's name alone may stand under several activities.
    pub(super) fn indicator(&self, activity: &Activity, indicator: &Indicator) -> String {
        let (open, close) = self.pick(("（", "）"), (" (", ")"));
        clean(&format!("{}{open}{}{close}", indicator.name, activity.name))
    }

    /// A score, or an interval.
    pub(super) fn score(&self, standing: &Standing) -> String {
        self.marks.score(standing)
    }

    /// The band of a score in words, or that it is open.
    pub(super) fn band(&self, standing: &Standing) -> Cell {
        let text = standing.range().map_or(self.marks.none, |_| shown::band(standing, self.view.language));
        Cell::from(text).painted(standing.grade().map(Paint::Grade))
    }

    /// The grade of an indicator with the mark 低于差线, or its state where it has none: two words in
    /// English.
    pub(super) fn grade(&self, indicator: &IndicatorReport<'_>, before_mark: &str, between_words: &str) -> Cell {
        let Some(attainment) = indicator.attainment() else {
            return Cell::from(words::state(indicator.state(), self.view.language).replace(' ', between_words));
        };
        let grade = words::grade(attainment.grade(), self.view.language);
        let below = attainment == Attainment::BelowPoor;
        let text = if below { format!("{grade}{before_mark}{}", self.words.below_poor) } else { grade.to_owned() };
        Cell::from(text).painted(Some(Paint::Grade(attainment.grade())))
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

    /// A numbered list.
    pub(super) fn numbered(&self, items: &[String]) -> String {
        let widest = items.len().to_string().len() + 2;
        let label = |number: usize| format!("{:<widest$}", format!("{number}. "));
        items.iter().enumerate().map(|(index, item)| hanging(&label(index + 1), item, self.view.width)).collect()
    }

    /// `何事：甲；乙。` in the language's punctuation.
    pub(super) fn sentence(&self, label: &str, items: &[String]) -> String {
        match self.view.language {
            Language::Chinese => format!("{label}：{}。", items.join("；")),
            Language::English => format!("{}: {}.", capital(label), items.join("; ")),
        }
    }
}

/// A number in its indicator's measure: `92.5%`, `12件`.
pub(super) fn measured(number: Decimal, indicator: &Indicator) -> String {
    clean(&shown::measured(number, indicator))
}

/// The cut-offs in one cell: `90/70/60/50%`, `≤3/5/7/10天`.
pub(super) fn cutoffs(indicator: &Indicator) -> String {
    let cutoffs: Vec<_> = indicator.cutoffs.written().into_iter().flatten().map(|cutoff| cutoff.to_string()).collect();
    clean(&format!("{}{}{}", indicator.cutoffs.sign().needed_mark(), cutoffs.join("/"), indicator.measure))
}
