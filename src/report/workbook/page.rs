//! A worksheet under way: every cell goes through here, so that text can never become a formula and
//! every formula has its stored result.

use anyhow::Result;
use rust_xlsxwriter::{
    ColNum, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DataValidationRule, Format, Formula,
    RowNum, Worksheet,
};

use unicode_width::UnicodeWidthStr;

use super::style::{self, Styles};
use super::wording::Labels;
use crate::grading::Grade;
use crate::language::Language;
use crate::number::{Decimal, Figure, Fraction};
pub(crate) use crate::report::shown::{NONE, band as band_word, figure};
use crate::report::table::wrap::wrap;
use crate::report::words;

/// A cell's text has at most so many UTF-16 units.
const MAX_TEXT: usize = 32_000;

/// Paper size of A4.
const A4: u8 = 9;

/// Height of a row with one line, of each further line, and the most that there is, in points.
const ROW: usize = 17;
pub(crate) const LINE: usize = 13;
pub(crate) const MAX_HEIGHT: u16 = 409;

/// A row and a column, from 0.
pub(crate) type At = (RowNum, ColNum);

/// A worksheet under way.
pub(crate) struct Page {
    pub(crate) sheet: Worksheet,
}

impl Page {
    pub(crate) fn new(name: &str) -> Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        // Without this an empty text as the result of a formula would be stored as 0.
        sheet.set_formula_result_default("");
        Ok(Self { sheet })
    }

    /// Text as it is, whatever it starts with.
    pub(crate) fn text(&mut self, (row, column): At, text: &str, format: &Format) -> Result<()> {
        self.sheet.write_string_with_format(row, column, fitting(text), format)?;
        Ok(())
    }

    pub(crate) fn number(&mut self, (row, column): At, value: Decimal, format: &Format) -> Result<()> {
        self.sheet.write_number_with_format(row, column, double(value)?, format)?;
        Ok(())
    }

    pub(crate) fn count(&mut self, (row, column): At, count: u64, format: &Format) -> Result<()> {
        self.number((row, column), Decimal::new(i128::from(count), 0), format)
    }

    /// A figure as a number, or the mark of one that does not exist.
    pub(crate) fn figure(&mut self, at: At, figure: Option<Figure>, format: &Format) -> Result<()> {
        match figure {
            Some(figure) => self.number(at, figure.to_decimal(), format),
            None => self.text(at, NONE, format),
        }
    }

    /// A formula with its stored result.
    pub(crate) fn formula(&mut self, (row, column): At, formula: &str, result: &str, format: &Format) -> Result<()> {
        let formula = Formula::new(formula).set_result(result);
        self.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    pub(crate) fn blank(&mut self, (row, column): At, format: &Format) -> Result<()> {
        self.sheet.write_blank(row, column, format)?;
        Ok(())
    }

    /// Text over several cells. The covered cells hold it as well: formulas that look a name up, and
    /// programs that know no merged cells, find it in every row.
    pub(crate) fn merged(&mut self, from: At, to: At, text: &str, format: &Format) -> Result<()> {
        if from != to {
            self.sheet.merge_range(from.0, from.1, to.0, to.1, "", format)?;
        }
        for row in from.0..=to.0 {
            self.text((row, from.1), text, format)?;
        }
        Ok(())
    }

    /// Text over several cells of a row.
    pub(crate) fn wide_text(&mut self, (row, column): At, last: ColNum, text: &str, format: &Format) -> Result<()> {
        if column != last {
            self.sheet.merge_range(row, column, row, last, "", format)?;
        }
        self.text((row, column), text, format)
    }

    /// A formula over several cells of a row.
    pub(crate) fn merged_formula(
        &mut self,
        (row, column): At,
        last: ColNum,
        formula: &str,
        result: &str,
        format: &Format,
    ) -> Result<()> {
        if column != last {
            self.sheet.merge_range(row, column, row, last, "", format)?;
        }
        self.formula((row, column), formula, result, format)
    }

    /// Colours cells that name a grade, whatever their formulas come to.
    pub(crate) fn colour_grades(&mut self, from: At, to: At, language: Language) -> Result<()> {
        for grade in Grade::ALL {
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(words::grade(grade, language)))
                .set_format(style::grade(grade));
            self.sheet.add_conditional_format(from.0, from.1, to.0, to.1, &rule)?;
        }
        let undecided = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(words::words(language).undecided))
            .set_format(style::undecided());
        self.sheet.add_conditional_format(from.0, from.1, to.0, to.1, &undecided)?;
        Ok(())
    }

    /// The sheet's title over its columns.
    pub(crate) fn title(&mut self, last: ColNum, text: &str, styles: &Styles) -> Result<()> {
        self.wide_text((0, 0), last, text, &styles.title())?;
        self.sheet.set_row_height(0, 30)?;
        Ok(())
    }

    /// Lets only numbers that are not negative into cells.
    pub(crate) fn only_numbers(&mut self, from: At, to: At, hint: &str) -> Result<()> {
        let rule = DataValidation::new()
            .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
            .set_error_message(hint)?;
        self.sheet.add_data_validation(from.0, from.1, to.0, to.1, &rule)?;
        Ok(())
    }

    /// A4 landscape, fit to width, with page numbers, and with the header's rows on every page.
    pub(crate) fn lay_out(&mut self, header: Option<(RowNum, RowNum)>, labels: &Labels) -> Result<()> {
        let footer = format!("&L&A&R{}", labels.page);
        self.sheet
            .set_paper_size(A4)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer(footer)
            .set_screen_gridlines(false);
        if let Some((first, last)) = header {
            self.sheet.set_repeat_rows(first, last)?;
            self.sheet.set_freeze_panes(last + 1, 0)?;
        }
        Ok(())
    }

    /// Makes a row high enough for texts that run over several lines in columns of some widths. Not
    /// every spreadsheet fits heights when it opens a file.
    pub(crate) fn fit_row(&mut self, row: RowNum, cells: &[(&str, u16)]) -> Result<()> {
        let lines = cells.iter().map(|(text, width)| lines(text, *width)).max().unwrap_or(1);
        let height = u16::try_from(lines * LINE + ROW - LINE)?.min(MAX_HEIGHT);
        self.sheet.set_row_height(row, height)?;
        Ok(())
    }

    /// Headings in a row, one cell each, with the widths of their columns.
    pub(crate) fn headings(&mut self, row: RowNum, headings: &[(&str, u16)], styles: &Styles) -> Result<()> {
        self.fit_row(row, headings)?;
        for (column, (heading, width)) in (0..).zip(headings) {
            self.text((row, column), heading, &styles.header())?;
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }
}

/// Lines that a text takes in a column of some width.
pub(crate) fn lines(text: &str, width: u16) -> usize {
    let width = usize::from(width);
    let lines_of = |line: &str| if line.width_cjk() <= width { 1 } else { wrap(line, width).len() };
    text.lines().map(lines_of).sum::<usize>().max(1)
}

/// The double nearest to a decimal.
pub(crate) fn double(value: Decimal) -> Result<f64> {
    Ok(value.to_string().parse()?)
}

/// A figure in percent as a share of 1.
pub(super) fn share(percent: Figure) -> Decimal {
    Decimal::new(i128::from(percent.hundredths()), 4)
}

/// A fraction as the stored result of a formula, with as many digits as a double holds.
pub(crate) fn digits(value: &Fraction) -> String {
    value.cut(15).to_string()
}

/// Text that was read, as the stored result of a formula. One that looks like a number or an error
/// would be stored as such, and `inf` would spoil the file: a space keeps it a text until the
/// spreadsheet computes.
pub(crate) fn text_result(text: &str) -> String {
    let text = fitting(text);
    let special = text.starts_with('#') || matches!(text.as_str(), "TRUE" | "FALSE");
    if special || text.parse::<f64>().is_ok() { text + " " } else { text }
}

/// As much of a text as a cell holds.
pub(crate) fn fitting(text: &str) -> String {
    if text.len() <= MAX_TEXT {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MAX_TEXT
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() < text.len() { kept + "…" } else { kept }
}

/// Text as a literal within a formula.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
