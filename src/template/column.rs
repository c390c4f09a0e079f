//! The columns of the form, in their order on the sheet.

use rust_xlsxwriter::{ColNum, RowNum, utility};

use crate::report::workbook::column::range;

/// A column: those up to [`Column::Note`] are printed; the others work the grades out, and are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Duty,
    Activity,
    Indicator,
    Excellent,
    Good,
    Fair,
    Poor,
    Plan,
    Done,
    Actual,
    Grade,
    Score,
    Loss,
    Note,
    PlanRead,
    DoneRead,
    PairRead,
    Text,
    Before,
    After,
    BeforeRead,
    AfterRead,
    TextRead,
    ActualRead,
    PairLevel,
    ActualLevel,
    Agree,
    Level,
    Counted,
    Least,
    Most,
    Budget,
    ExactWeight,
}

/// Each column with its heading and its width in characters, from left to right.
const COLUMNS: [(Column, &str, u16); 33] = [
    (Column::Duty, "职责", 8),
    (Column::Activity, "工作活动", 14),
    (Column::Indicator, "绩效指标", 21),
    (Column::Excellent, "优", 6),
    (Column::Good, "良", 6),
    (Column::Fair, "中", 6),
    (Column::Poor, "差", 6),
    (Column::Plan, "计划数", 7),
    (Column::Done, "完成数", 7),
    (Column::Actual, "实际值", 9),
    (Column::Grade, "等级", 6),
    (Column::Score, "得分", 12),
    (Column::Loss, "失分", 6),
    (Column::Note, "偏差原因", 11),
    (Column::PlanRead, "计划读数", 10),
    (Column::DoneRead, "完成读数", 10),
    (Column::PairRead, "两列之比", 10),
    (Column::Text, "填报文字", 10),
    (Column::Before, "文字前段", 10),
    (Column::After, "文字后段", 10),
    (Column::BeforeRead, "前段读数", 10),
    (Column::AfterRead, "后段读数", 10),
    (Column::TextRead, "文字读数", 10),
    (Column::ActualRead, "填报读数", 10),
    (Column::PairLevel, "比值档次", 10),
    (Column::ActualLevel, "填报档次", 10),
    (Column::Agree, "两处相符", 10),
    (Column::Level, "达标档次", 10),
    (Column::Counted, "计入权数", 10),
    (Column::Least, "计分下限", 10),
    (Column::Most, "计分上限", 10),
    (Column::Budget, "计入预算", 10),
    (Column::ExactWeight, "分值（未舍入）", 10),
];

impl Column {
    /// The columns of the four cut-offs.
    pub(super) const CUTOFFS: [Self; 4] = [Self::Excellent, Self::Good, Self::Fair, Self::Poor];

    /// All columns, from left to right.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        COLUMNS.into_iter().map(|(column, ..)| column)
    }

    /// The columns of the form as text, which computes nothing.
    pub(super) fn of_text() -> impl Iterator<Item = Self> {
        let is_answer = |column: &Self| matches!(column, Self::Grade | Self::Score | Self::Loss);
        Self::all().filter(move |column| *column <= Self::Note && !is_answer(column))
    }

    /// Its heading.
    pub(super) const fn heading(self) -> &'static str {
        COLUMNS[self as usize].1
    }

    /// Its width in characters.
    pub(super) const fn width(self) -> u16 {
        COLUMNS[self as usize].2
    }

    /// Its number on the sheet.
    pub(super) const fn number(self) -> ColNum {
        self as ColNum
    }

    /// Its cell in a row.
    pub(super) fn cell(self, row: RowNum) -> String {
        utility::row_col_to_cell(row, self.number())
    }

    /// Its cells from one row to another.
    pub(super) fn range(self, rows: (RowNum, RowNum)) -> String {
        range("", rows, self.number())
    }
}
