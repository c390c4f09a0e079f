//! The form as a workbook, which grades what is filled in. Everything but the cells to fill in is locked, without a
//! password: a formula that was typed over would answer wrongly, and whoever must can lift it.

use anyhow::Result;
use rust_xlsxwriter::{ProtectionOptions, RowNum};

use super::column::Column;
use super::formulas::Total;
use super::paper::{self, Heights};
use super::row::Writer;
use super::rules;
use super::wording::{self, BUREAU, PERIOD, SIGNATURES, UNIT};
use crate::grading::{Attainment, Grade};
use crate::language::Language;
use crate::number::Decimal;
use crate::report::Standing;
use crate::report::shown::{NONE, band, score};
use crate::report::workbook::formulas::{BANDS, MISSING_MAX, MISSING_MIN, MISSING_MIN_OPEN, POINTS};
use crate::report::workbook::page::Page;
use crate::report::workbook::saved::{properties, saved};
use crate::report::workbook::style::{self, Styles, fillable};
use crate::report::workbook::wording::Labels;
use crate::scoring::{MissingPolicy, Outcome, RollUp};
use crate::targets::Targets;

/// The sheet's name.
const SHEET: &str = "填报表";
/// The rows above the indicators.
const NAMES: RowNum = 1;
const SIGNED: RowNum = 2;
const TOTAL: RowNum = 3;
const HINT: RowNum = 4;
const HEADER: RowNum = 5;
/// The heights of the title and these rows, in points.
const HEIGHTS: [u16; 6] = [26, 18, 18, 22, 28, 18];
/// How the form is filled in.
const HOW: &str = "黄底的格子要填：百分数直接填 92.5%，或填“计划数”“完成数”两列；次数、批次一类考核完成率，填完成数和计划数。没有数填“未报”，不适用填“不适用”，并写明原因。";

/// The form as a workbook.
///
/// # Errors
/// Only those of the writer of workbooks.
pub fn workbook(targets: &Targets) -> Result<Vec<u8>> {
    let scheme = targets.scheme();
    let outcomes = vec![Outcome::Missing; targets.indicators().count()];
    let form = Form { targets, styles: Styles::new(Labels::of(Language::Chinese).font) };
    let page = form.page(&scheme.roll_up(MissingPolicy::Range, &outcomes))?;
    let mut workbook = style::workbook(Labels::of(Language::Chinese).font)?;
    workbook.set_properties(&properties()?);
    workbook.push_worksheet(page.sheet);
    for (name, value) in parameters(targets) {
        workbook.define_name(name, &format!("={value}"))?;
    }
    saved(workbook)
}

/// What the report's formulas take from its sheet 说明.
fn parameters(targets: &Targets) -> Vec<(&'static str, Decimal)> {
    let (points, bands) = (targets.points(), targets.bands());
    let points_of = Attainment::ALL.map(|attainment| points.of(attainment));
    let lowest = Grade::ALL.into_iter().filter_map(|grade| bands.lowest(grade));
    let missing = [
        (MISSING_MIN, Attainment::BelowPoor),
        (MISSING_MIN_OPEN, Attainment::Poor),
        (MISSING_MAX, Attainment::Excellent),
    ];
    let missing = missing.map(|(name, attainment)| (name, points.of(attainment)));
    POINTS.into_iter().zip(points_of).chain(BANDS.into_iter().zip(lowest)).chain(missing).collect()
}

struct Form<'t> {
    targets: &'t Targets,
    styles: Styles,
}

impl Form<'_> {
    /// The sheet, with the figures of a form in which everything is missing.
    fn page(&self, empty: &RollUp<'_>) -> Result<Page> {
        let mut page = Page::new(SHEET)?;
        let count = RowNum::try_from(self.targets.indicators().count())?;
        let rows = (HEADER + 1, HEADER + count.max(1));
        self.head(&mut page)?;
        self.total(&mut page, rows, empty)?;
        self.headings(&mut page)?;
        let heights = Heights::new(self.targets, HEIGHTS.into_iter().map(usize::from).sum());
        Writer { targets: self.targets, styles: &self.styles, rows, heights, empty }.write(&mut page)?;
        rules::add(&mut page, self.targets, rows, TOTAL)?;
        for (row, height) in (0..).zip(HEIGHTS) {
            page.sheet.set_row_height(row, height)?;
        }
        lay_out(&mut page, rows.1, heights)?;
        Ok(page)
    }

    fn text(&self, page: &mut Page, row: RowNum, (first, last): (Column, Column), text: &str) -> Result<()> {
        page.wide_text((row, first.number()), last.number(), text, &self.styles.label())
    }

    /// Cells to fill in.
    fn blank(&self, page: &mut Page, row: RowNum, (first, last): (Column, Column)) -> Result<()> {
        let format = fillable(&self.styles.value().set_num_format("@"));
        if first == last {
            return page.blank((row, first.number()), &format);
        }
        page.sheet.merge_range(row, first.number(), row, last.number(), "", &format)?;
        Ok(())
    }

    /// Title, bureau, unit and period, and who signs.
    fn head(&self, page: &mut Page) -> Result<()> {
        use Column::{Activity, Done, Duty, Excellent, Good, Grade, Indicator, Loss, Note, Plan, Score};
        page.title(Note.number(), &wording::title(self.targets), &self.styles)?;
        self.text(page, NAMES, (Duty, Duty), BUREAU)?;
        let bureau = wording::bureau(self.targets);
        page.wide_text((NAMES, Activity.number()), Indicator.number(), &bureau, &self.styles.value())?;
        self.text(page, NAMES, (Excellent, Good), UNIT)?;
        self.blank(page, NAMES, (Column::Fair, Grade))?;
        self.text(page, NAMES, (Score, Score), PERIOD)?;
        self.blank(page, NAMES, (Loss, Note))?;
        let places = [
            ((Duty, Duty), (Activity, Activity)),
            ((Indicator, Indicator), (Excellent, Good)),
            ((Column::Fair, Plan), (Done, Grade)),
            ((Score, Score), (Loss, Note)),
        ];
        for (label, (label_place, place)) in SIGNATURES.into_iter().zip(places) {
            self.text(page, SIGNED, label_place, label)?;
            self.blank(page, SIGNED, place)?;
        }
        page.wide_text((HINT, 0), Note.number(), HOW, &self.styles.paragraph())?;
        Ok(())
    }

    fn headings(&self, page: &mut Page) -> Result<()> {
        for column in Column::all() {
            let is_working = column > Column::Note;
            let style = if is_working { self.styles.working_header() } else { self.styles.header() };
            page.text((HEADER, column.number()), column.heading(), &style)?;
            page.sheet.set_column_width(column.number(), paper::width(column, self.targets))?;
            if is_working {
                page.sheet.set_column_hidden(column.number())?;
            }
        }
        Ok(())
    }

    /// The running total and what is still to do.
    fn total(&self, page: &mut Page, rows: (RowNum, RowNum), empty: &RollUp<'_>) -> Result<()> {
        use Column::{Activity, Done, Duty, Excellent, Fair, Good, Indicator, Note, Plan};
        let total = Total { rows, row: TOTAL };
        let standing = Standing::new(empty.total().as_ref(), self.targets.bands());
        let working = self.styles.working("0.00");
        let ends = standing
            .range()
            .map_or([NONE.to_owned(), NONE.to_owned()], |(min, max)| [min, max].map(|end| end.to_string()));
        for (column, end) in [Column::Least, Column::Most].into_iter().zip(ends) {
            page.formula((TOTAL, column.number()), &total.end(column), &end, &working)?;
        }
        let score = score(&standing, Language::Chinese);
        self.text(page, TOTAL, (Duty, Duty), "总分")?;
        page.merged_formula(
            (TOTAL, Activity.number()),
            Indicator.number(),
            &total.score(),
            &score,
            &self.styles.total(),
        )?;
        self.text(page, TOTAL, (Excellent, Good), "等级")?;
        let grade = self.styles.total();
        page.merged_formula(
            (TOTAL, Fair.number()),
            Plan.number(),
            &total.band(),
            band(&standing, Language::Chinese),
            &grade,
        )?;
        let progress = self.progress();
        let format = self.styles.value().set_bold();
        page.merged_formula((TOTAL, Done.number()), Note.number(), &total.progress(), &progress, &format)?;
        Ok(())
    }

    /// What an empty form says is still to do.
    fn progress(&self) -> String {
        let first = self.targets.indicators().next();
        first.map_or_else(
            || "已填完".to_owned(),
            |(_, first)| format!("还差 {} 项，下一项：“{}”", self.targets.indicators().count(), first.name),
        )
    }
}

/// The header stays in sight and on every page; A4 landscape, as wide as the page.
fn lay_out(page: &mut Page, last: RowNum, heights: Heights) -> Result<()> {
    page.lay_out(Some((HEADER, HEADER)), Labels::of(Language::Chinese))?;
    if heights.fits {
        page.sheet.set_print_fit_to_pages(1, 1);
    }
    let protection = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
    page.sheet
        .set_freeze_panes(HEADER + 1, Column::Excellent.number())?
        .set_print_area(0, 0, last, Column::Note.number())?
        .protect_with_options(&protection);
    Ok(())
}
