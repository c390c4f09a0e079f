//! A unit's values to be typed and changed, with the figures that they come to beside them: the part of the
//! page that scores in a browser where one tries what a change would bring.
//!
//! What changes as one types is of the class `moves`; there are always as many of these, in the same order.

use maud::{Markup, html as markup};

use super::rows::{badge, content};
use super::text::scrolling;
use super::{Page, Shape};
use crate::diagnostic::{Code, Problems, Reader, Severity};
use crate::grading::Grade;
use crate::language::Language;
use crate::report::document::Cell;
use crate::report::shown;
use crate::report::words::grade;
use crate::report::{IndicatorReport, Report, UnitReport};
use crate::targets::{Indicator, Targets};

/// What is typed for an indicator, and what stood there before.
#[derive(Clone, Debug)]
pub struct TypedRow<'t> {
    /// The actual as it is typed.
    pub actual: &'t str,
    /// The reason for a deviation.
    pub note: &'t str,
    /// The actual as it was.
    pub before: &'t str,
    /// What is wrong or odd with it, and whether it is wrong.
    pub remark: Option<(String, bool)>,
}

/// What is wrong or odd with each row of a form that has an indicator on each line from the first one on; that
/// nothing is typed yet is neither.
pub fn remarks(problems: &Problems, first: u64, rows: usize, language: Language) -> Vec<Option<(String, bool)>> {
    let mut remarks = vec![None; rows];
    for diagnostic in problems.kept() {
        let code = diagnostic.problem.code();
        let row = diagnostic.place.line.and_then(|line| usize::try_from(line.checked_sub(first)?).ok());
        let Some(remark) = row.and_then(|row| remarks.get_mut(row)) else { continue };
        if code != Code::Missing && remark.is_none() {
            let (message, help) = diagnostic.told(Reader::Unit, language);
            let text = if help.is_empty() { message } else { format!("{message}{}{help}", language.pick("；", "; ")) };
            *remark = Some((text, code.severity() == Severity::Error));
        }
    }
    remarks
}

/// The values of the only unit of a report, if it has one, beside those of the report on what they were.
pub fn trial(
    targets: &Targets,
    [report, before]: [&Report<'_>; 2],
    rows: &[TypedRow<'_>],
    language: Language,
) -> String {
    let page = Page::new(report, language, Shape::Whole);
    let trial = Trial { page, targets, unit: report.units.first(), before: before.units.first(), rows };
    trial.markup().into_string()
}

struct Trial<'r> {
    page: Page<'r>,
    targets: &'r Targets,
    unit: Option<&'r UnitReport<'r>>,
    before: Option<&'r UnitReport<'r>>,
    rows: &'r [TypedRow<'r>],
}

impl Trial<'_> {
    fn markup(&self) -> Markup {
        let label = self.page.pick("实际值和得分", "Actuals and scores");
        markup! {
            p.moves.sum role="status" { (self.total()) }
            (scrolling(label, &markup! { table.trial { (self.head()) (self.bodies()) } }))
        }
    }

    /// The total at once, and what it was; none while a value cannot be read.
    fn total(&self) -> Markup {
        let (page, words) = (&self.page, self.page.words);
        let wrong = self.rows.iter().filter(|row| row.is_wrong()).count();
        let is_changed = self.rows.iter().any(TypedRow::is_changed);
        markup! {
            @if is_changed { mark { (page.pick("试算", "what if")) } " " }
            (words.total) " "
            @match self.unit.filter(|_| wrong == 0) {
                Some(unit) => {
                    strong { (page.marks.score(&unit.standing)) } " " (badge(&unit.standing, page))
                    " " span.of { (words.loss) " " (shown::figure(unit.loss())) " " (words.coverage) " " (shown::percent(unit.coverage)) }
                }
                None => strong.none { (page.marks.none) },
            }
            @if wrong > 0 { " " span.is-error { (self.are_wrong(wrong)) } }
            @if let Some(before) = self.before.filter(|_| is_changed) {
                " " span.of { (page.pick("原为 ", "was ")) (page.marks.score(&before.standing)) " " (shown::band(&before.standing, page.language)) }
            }
        }
    }

    fn are_wrong(&self, count: usize) -> String {
        match self.page.language {
            Language::Chinese => format!("有 {count} 处无法识别，改正后才有总分"),
            Language::English if count == 1 => "1 value cannot be read; correct it to see the total".to_owned(),
            Language::English => format!("{count} values cannot be read; correct them to see the total"),
        }
    }

    fn head(&self) -> Markup {
        let (page, words) = (&self.page, self.page.words);
        markup! {
            thead { tr {
                th scope="col" { (words.indicator) }
                @for of in Grade::ALL { th.n.cut scope="col" { (grade(of, page.language)) } }
                th scope="col" { (words.actual) }
                th scope="col" { (words.grade) }
                @for figure in [words.score, words.loss] { th.n scope="col" { (figure) } }
                th scope="col" { (words.next_grade) }
                @for figure in [words.distance, words.gain] { th.n scope="col" { (figure) } }
                th scope="col" { (words.note) }
            } }
        }
    }

    /// A body for each activity.
    fn bodies(&self) -> Markup {
        let reports = self.unit.into_iter().flat_map(UnitReport::indicators).map(|(_, indicator)| Some(indicator));
        let mut rows = self.rows.iter().zip(reports.chain(std::iter::repeat(None))).enumerate();
        let activities = self.targets.duties().iter().flat_map(|duty| &duty.activities);
        markup! {
            @for activity in activities {
                tbody {
                    tr.duty { th scope="rowgroup" colspan="13" { (super::input(&activity.name, &self.page)) } }
                    @for (target, (number, (row, report))) in activity.indicators.iter().zip(&mut rows) {
                        (self.row(&format!("r{number}"), row, [&activity.name, &target.name], (target, report)))
                    }
                }
            }
        }
    }

    fn row(
        &self,
        remark: &str,
        row: &TypedRow<'_>,
        [activity, indicator]: [&str; 2],
        (target, report): (&Indicator, Option<&IndicatorReport<'_>>),
    ) -> Markup {
        let page = &self.page;
        let label = |of: &str| format!("{activity} {indicator} {of}");
        markup! {
            tr {
                th scope="row" { (super::input(indicator, page)) }
                @for cutoff in target.cutoffs.written() { td.n.cut { (content(&Cell::Cutoff(cutoff, target), page)) } }
                td.typed {
                    input name="actual" value=(row.actual) autocomplete="off" spellcheck="false" aria-label=(label(page.words.actual)) aria-describedby=(remark);
                    span.moves.remark-of id=(remark) { (self.remark(row)) }
                }
                @for (cell, is_text) in figures(report.filter(|_| !row.is_wrong())).into_iter().zip(IN_WORDS) { td.moves.n[!is_text] { (content(&cell, page)) } }
                td.typed { input name="note" value=(row.note) autocomplete="off" aria-label=(label(page.words.note)); }
            }
        }
    }

    fn remark(&self, row: &TypedRow<'_>) -> Markup {
        let before = if row.before.is_empty() { self.page.marks.none } else { row.before };
        markup! {
            @if row.is_changed() { mark { (self.page.pick("试算", "what if")) } " " (self.page.pick("原为 ", "was ")) (before) " " }
            @if let Some((text, is_wrong)) = &row.remark { span.is-error[*is_wrong] { (text) } }
        }
    }
}

impl TypedRow<'_> {
    fn is_changed(&self) -> bool {
        self.actual != self.before
    }

    fn is_wrong(&self) -> bool {
        self.remark.as_ref().is_some_and(|(_, is_wrong)| *is_wrong)
    }
}

/// Which of the figures are in words.
const IN_WORDS: [bool; 6] = [true, false, false, true, false, false];

/// What an indicator comes to, and what its next grade would bring.
fn figures<'d>(report: Option<&'d IndicatorReport<'d>>) -> [Cell<'d>; 6] {
    let Some(report) = report else { return std::array::from_fn(|_| Cell::None) };
    let [grade, distance, gain] = Cell::of_next(report);
    [Cell::Attained(report), Cell::Figure(shown::counted(report)), Cell::Figure(report.loss), grade, distance, gain]
}
