//! What stands above a header: whose form it is, and of which years ([spec 5.5](crate::spec#55-units)).

use unicode_normalization::UnicodeNormalization;

use super::cutoffs::{CutoffColumns, columns_in};
use super::form_name::years;
use super::header::{Columns, value_above};
use super::place::FileName;
use crate::delimited::batch::{CellKind, Row};
use crate::diagnostic::{Diagnostic, HeaderFault, Place, Problem};
use crate::names::{is_blank, is_blank_text};

/// Labels behind which the unit's name stands, the surest first.
const LABELS: [&str; 3] = ["填报单位", "单位名称", "填报部门"];

/// Labels behind which the bureau stands; the first may name a unit instead.
const BUREAU_LABELS: [&str; 3] = ["填报部门", "部门名称", "部门"];

/// Labels of other things that may follow in the same cell.
const OTHERS: [&str; 14] = [
    "填报日期",
    "填报时间",
    "填表日期",
    "填报人",
    "填表人",
    "联系人",
    "负责人",
    "审核人",
    "联系电话",
    "电话",
    "日期",
    "时间",
    "单位",
    "年度",
];

/// What a form says of itself above its rows.
#[derive(Debug, Default)]
pub(super) struct Title {
    /// The names that are given as the unit's, the surest first.
    pub(super) names: Vec<String>,
    /// The names that are given as the bureau's.
    pub(super) bureaus: Vec<String>,
    /// The years that it speaks of, with their cells.
    pub(super) years: Vec<(u16, Place)>,
    /// Where the form has cut-offs of its own.
    pub(super) cutoffs: Option<CutoffColumns>,
}

impl Title {
    /// Reads the rows above a header, and the heading of the actuals in it.
    ///
    /// # Errors
    /// A value stands there: it would not be read.
    pub(super) fn of(
        file: &FileName,
        rows: &[Row<'_>],
        header: Option<Row<'_>>,
        columns: &Columns,
    ) -> Result<Self, Box<Diagnostic>> {
        if let Some((row, column)) = value_above(rows, columns) {
            return Err(file.problem_in(row, column, Problem::Header(HeaderFault::ValueAbove)));
        }
        let behind = |labels: &[&str]| -> Vec<String> {
            labels.iter().flat_map(|label| rows.iter().filter_map(|row| name_in(*row, label))).collect()
        };
        let (names, bureaus) = (behind(&LABELS), behind(&BUREAU_LABELS));
        let cells = rows.iter().flat_map(|row| (0..row.len()).map(move |column| (*row, column)));
        let mut found: Vec<_> = cells.flat_map(|(row, column)| at(file, row, column, false)).collect();
        let heading = header.zip(columns.actual);
        found.extend(heading.into_iter().flat_map(|(row, column)| at(file, row, column, true)));
        // Of a heading in two rows, 评价标准 may stand in the one above.
        let cutoffs = header.into_iter().chain(rows.last().copied()).find_map(columns_in);
        Ok(Self { names, bureaus, years: found, cutoffs })
    }
}

/// The unit that a row names behind a label, as titles do.
pub(super) fn unit_in(row: Row<'_>) -> Option<String> {
    LABELS.iter().find_map(|label| name_in(row, label))
}

/// The years in a cell.
fn at(file: &FileName, row: Row<'_>, column: usize, bare: bool) -> impl Iterator<Item = (u16, Place)> {
    years(row.cell(column), bare).into_iter().map(move |year| (year, file.place_of(row, column)))
}

/// The name that stands behind a label, in its cell or in the next one that is not blank.
fn name_in(row: Row<'_>, label: &str) -> Option<String> {
    let is_text = |column: &usize| row.kind(*column) == CellKind::Text && !is_blank_text(row.cell(*column));
    let mut columns = (0..row.len()).filter(is_text);
    while let Some(column) = columns.next() {
        let text: String = row.cell(column).nfkc().collect();
        let Some(behind) = behind_label(&text, label) else { continue };
        if !is_nothing(behind) {
            return name(behind);
        }
        let next: String = row.cell(columns.next()?).nfkc().collect();
        return if next.contains(':') { None } else { name(&next) };
    }
    None
}

/// What stands behind a label and its colon; there may be blanks in the label and a seal's place behind it.
fn behind_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.filter(|at| !text[..*at].ends_with(char::is_alphanumeric)).find_map(|at| {
        let rest = after_spaced(&text[at..], label)?.trim_start();
        without_seal_before(rest).trim_start().strip_prefix(':')
    })
}

/// What follows a word that may have blanks in it.
fn after_spaced<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    word.chars().try_fold(text, |rest, c| rest.trim_start().strip_prefix(c))
}

/// What comes before a word, blanks in it or not, at the end of a text.
fn before_spaced<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    word.chars().rev().try_fold(text, |rest, c| rest.trim_end().strip_suffix(c))
}

/// `(盖章)`, `(公章)`: where the seal goes is no part of a label or name.
fn without_seal_before(text: &str) -> &str {
    let seal = text.strip_prefix('(').and_then(|text| text.split_once(')'));
    seal.filter(|(inner, _)| inner.trim_end().ends_with('章')).map_or(text, |(_, rest)| rest)
}

fn without_seal_behind(text: &str) -> &str {
    let seal = text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    seal.filter(|(_, inner)| inner.trim_end().ends_with('章')).map_or(text, |(rest, _)| rest)
}

/// A name as it is given, without what else the cell says.
fn name(text: &str) -> Option<String> {
    let own = before_next_label(text)?;
    let own = without_seal_before(without_seal_behind(trimmed(own)));
    let own = without_date_behind(trimmed(own));
    (own.chars().any(char::is_alphabetic) && !is_date(own) && !is_nothing(own)).then(|| own.to_owned())
}

/// `2016年度`, `2016年12月31日`
fn is_date(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || is_blank(c) || "年度月日.-/".contains(c);
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}

fn without_date_behind(text: &str) -> &str {
    let date = text.rsplit_once(is_blank).filter(|(_, last)| is_date(last) && last.contains('年'));
    date.map_or(text, |(name, _)| trimmed(name))
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| is_blank(c) || "_-—,;。、".contains(c))
}

/// Whether a text is nothing but a line to write on, or the place of a seal.
fn is_nothing(text: &str) -> bool {
    trimmed(without_seal_before(text.trim_start())).is_empty()
}

/// A text up to the label of something else; nothing where a colon follows and it is not clear what it belongs to.
fn before_next_label(text: &str) -> Option<&str> {
    let Some((head, _)) = text.split_once(':') else { return Some(text) };
    let last = head.trim_end().rsplit_once(char::is_whitespace);
    let is_label = |word: &str| OTHERS.iter().chain(&LABELS).any(|label| word.ends_with(label));
    if let Some((before, _)) = last.filter(|(before, word)| is_label(word) && !trimmed(before).is_empty()) {
        return Some(before);
    }
    let mut labels = LABELS.iter().chain(&OTHERS);
    labels.find_map(|label| before_spaced(head, label)).or(last.map(|(before, _)| before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delimited::batch::Batch;

    fn title(cells: &[&str]) -> Option<String> {
        let mut batch = Batch::default();
        for cell in cells {
            batch.push_text(cell, CellKind::Text);
        }
        batch.push_row(0..batch.end(), 1, 1);
        let rows: Vec<_> = batch.rows().collect();
        let title = Title::of(&FileName::default(), &rows, None, &Columns::default());
        title.expect("no value stands above").names.into_iter().next()
    }

    #[test]
    fn a_title_names_the_unit_behind_its_label() {
        for (cells, unit) in [
            (&["填报单位：甲县工商局"][..], Some("甲县工商局")),
            (&["填报单位:甲县工商局"], Some("甲县工商局")),
            (&["填报单位：", "甲县工商局"], Some("甲县工商局")),
            (&["填报单位：", "", "甲县工商局", "日期：2017年1月5日"], Some("甲县工商局")),
            (&["填报单位（盖章）：甲县工商局"], Some("甲县工商局")),
            (&["填报单位：甲县工商局（盖章）"], Some("甲县工商局")),
            (&["填 报 单 位 ： 甲县工商局"], Some("甲县工商局")),
            (&["单位名称：甲县"], Some("甲县")),
            (&["填报部门：甲县"], Some("甲县")),
            (&["填报部门：工商局", "填报单位：甲县"], Some("甲县")),
            (&["填报单位：甲县工商局    填报日期：2017年1月5日"], Some("甲县工商局")),
            (&["填报单位：甲县工商局填报日期：2017年1月5日"], Some("甲县工商局")),
            (&["填报单位：甲县工商局　　金额单位：万元"], Some("甲县工商局")),
            (&["填报单位：甲县 单位：万元"], Some("甲县")),
            (&["2016年度  填报单位：甲县"], Some("甲县")),
            (&["填报单位：甲 县"], Some("甲 县")),
            // These name nobody.
            (&["单位：万元"], None),
            (&["单位：甲县"], None),
            (&["预算单位名称：甲县"], None),
            (&["填报单位：________"], None),
            (&["填报单位：", "日期：2017年1月5日"], None),
            (&["填报单位：", "（盖章）"], None),
            (&["填报单位：（盖章）"], None),
            (&["填报单位", "甲县"], None),
            (&["请写明填报单位：甲县"], None),
            (&["填报单位：2017年1月5日"], None),
        ] {
            assert_eq!(title(cells).as_deref(), unit, "{cells:?}");
        }
    }
}
