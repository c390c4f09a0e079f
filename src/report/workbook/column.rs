//! The columns of the indicators, in their order on the sheet.

use rust_xlsxwriter::{ColNum, RowNum, utility};

use crate::language::Language;

/// The columns from left to right: of each its name here, its width in characters (in English, where that differs,
/// behind a bar), and its heading in Chinese and English.
macro_rules! columns {
    ($($column:ident: $width:literal $(| $english_width:literal)?, $chinese:literal, $english:literal;)*) => {
        /// A column of the indicators: those up to [`Column::Note`] are printed; those from [`Column::Text`] on are the
        /// working.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Column {
            $($column,)*
        }

        impl Column {
            /// All columns, from left to right.
            pub(super) const ALL: [Self; [$($width,)*].len()] = [$(Self::$column,)*];

            /// Its width in characters.
            pub(super) const fn width(self, language: Language) -> u16 {
                let (chinese, english) = match self {
                    // The English width, else the one for both.
                    $(Self::$column => ($width, [$($english_width,)? $width][0]),)*
                };
                language.pick(chinese, english)
            }

            /// Its heading.
            pub(super) const fn heading(self, language: Language) -> &'static str {
                match self {
                    $(Self::$column => language.pick($chinese, $english),)*
                }
            }
        }
    };
}

columns! {
    // Up to the notes they fill the width of a page in type of 9 points.
    Duty: 7, "职责", "Duty";
    Activity: 12 | 11, "工作活动", "Activity";
    Indicator: 14 | 12, "绩效指标", "Indicator";
    Measure: 7 | 8, "计量单位", "Measure";
    Excellent: 7 | 9, "优", "Excellent";
    Good: 7, "良", "Good";
    Fair: 7, "中", "Fair";
    Poor: 7, "差", "Poor";
    Actual: 11, "实际完成值", "Actual";
    Grade: 6 | 9, "等级", "Grade";
    Weight: 7, "分值", "Weight";
    // A missing value scores from 0.00 to 100.00.
    Score: 12, "得分", "Score";
    Loss: 7, "失分", "Loss";
    Note: 13 | 10, "偏差原因及改进措施", "Note";
    State: 8, "状态", "State";
    Mark: 9, "标记", "Mark";
    Target: 10, "优的标准", "Excellent from";
    Earned: 9, "折合得分", "Earned";
    Text: 13, "填报原文", "As reported";
    Share: 10, "活动内权数", "Weight in activity";
    Direction: 10, "方向", "Direction";
    Sign: 10, "符号", "Sign";
    Level: 10, "达标档次", "Level";
    Counted: 10, "计入权数", "Counted weight";
    Least: 10, "计分下限", "Least points";
    Most: 10, "计分上限", "Most points";
    ExactWeight: 13, "分值（未舍入）", "Exact weight";
    NextLevel: 10, "下一档次", "Next level";
    NextCutoff: 13, "下一等级标准", "Next cut-off";
    Distance: 10, "差距", "Distance";
    Gain: 10, "可增分", "Gain";
    Rank: 10, "失分序", "Loss rank";
}

impl Column {
    /// The columns of the four cut-offs.
    pub(super) const CUTOFFS: [Self; 4] = [Self::Excellent, Self::Good, Self::Fair, Self::Poor];

    /// Its number on the sheet.
    pub(super) const fn number(self) -> ColNum {
        self as ColNum
    }
}

/// The rows of one unit's indicators on some sheet.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// The sheet as formulas on other sheets name it, with its exclamation mark.
    pub(super) prefix: String,
    /// The row of the first indicator.
    pub(super) first: RowNum,
    /// How many indicators there are.
    pub(super) count: RowNum,
    /// Whether cut-offs of theirs are strict.
    pub(super) has_strict_cutoffs: bool,
}

impl Rows {
    /// The same for formulas on the same sheet.
    pub(super) fn local(&self) -> Self {
        Self { prefix: String::new(), ..self.clone() }
    }

    /// The last row; a table without indicators keeps an empty one, so that every sum has a range.
    pub(super) fn last(&self) -> RowNum {
        self.first + self.count.max(1) - 1
    }

    /// The row of the totals.
    pub(super) fn total(&self) -> RowNum {
        self.last() + 1
    }

    /// A column over some rows.
    pub(super) fn part(&self, rows: &std::ops::Range<RowNum>, column: Column) -> String {
        range(&self.prefix, (self.first + rows.start, self.first + rows.end - 1), column.number())
    }

    /// A whole column.
    pub(super) fn all(&self, column: Column) -> String {
        range(&self.prefix, (self.first, self.last()), column.number())
    }
}

/// `Sheet!$C$5:$C$9`
pub(crate) fn range(prefix: &str, (first, last): (RowNum, RowNum), column: ColNum) -> String {
    format!("{prefix}{}", utility::cell_range_absolute(first, column, last, column))
}

/// `$C5`, as a rule for many rows names a cell: the column stays, the row is that of the rule.
pub(super) fn cell_in_column(row: RowNum, column: ColNum) -> String {
    format!("${}{}", utility::column_number_to_name(column), row + 1)
}

/// `Sheet!$C$5`
pub(crate) fn cell(prefix: &str, row: RowNum, column: ColNum) -> String {
    format!("{prefix}{}", utility::row_col_to_cell_absolute(row, column))
}
