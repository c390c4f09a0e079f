//! What a cell of a value is to hold.

use crate::language::{Both, both};
use crate::targets::PERCENT;

/// What a cell is to hold, so that the way out fits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A percentage, or done/planned.
    Percentage,
    /// A number in this measure.
    Count(String),
    /// 完成数 or 计划数.
    Part,
}

impl Expected {
    /// What the actual of an indicator in this measure is to be.
    pub fn of(measure: &str) -> Self {
        if measure == PERCENT { Self::Percentage } else { Self::Count(measure.to_owned()) }
    }

    /// The measure of the indicator; `%` for a half of a pair, which is a percentage.
    pub fn measure(&self) -> &str {
        match self {
            Self::Count(measure) => measure,
            Self::Percentage | Self::Part => PERCENT,
        }
    }

    /// What to write into the cell.
    pub(super) fn way_out(&self) -> Both {
        match self {
            Self::Percentage => both!(
                "请写百分数，如 92.5%，或 完成数/计划数，如 45/50；未报填 -，不适用填“不适用”",
                "write a percentage such as 92.5%, or done/planned such as 45/50; - for missing, 不适用 or N/A for not applicable",
            ),
            Self::Count(measure) => both!(
                "请写数量，如 12 或 12{measure}；未报填 -，不适用填“不适用”",
                "write a number such as 12 or 12{measure}; - for missing, 不适用 or N/A for not applicable",
            ),
            Self::Part => both!(
                "完成数和计划数各写一个数，如 45 和 50；已是百分数的，填在“实际值”列，这两格留空；未报留空，不适用填“不适用”",
                "write one number each for 完成数 and 计划数, such as 45 and 50; a percentage goes into a column 实际值 (actual), with these two left blank; blank for missing, 不适用 or N/A for not applicable",
            ),
        }
    }

    /// A number that says its measure, as an example of what to write.
    pub(super) fn with_measure(&self) -> Both {
        match self {
            Self::Count(measure) => {
                both!("带单位的数，如 12{measure}", "the number with its measure, such as 12{measure}")
            }
            Self::Percentage | Self::Part => both!(
                "百分数，如 92.5%，或 完成数/计划数，如 45/50",
                "a percentage such as 92.5%, or done/planned such as 45/50",
            ),
        }
    }
}
