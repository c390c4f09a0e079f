//! What problems of one kind are called, where several of a unit are told in one line.

use super::{Problem, ValueFault};
use crate::language::{Both, Language, both};
use crate::names::printable;

impl Problem {
    /// What the problem and its like are called together; where its message has nothing of its own, that.
    pub fn kind(&self, language: Language) -> String {
        let kind = match self {
            Self::UnknownActivity { .. } => both!("指标表里没有的工作活动", "activities that the table does not have"),
            Self::UnknownIndicator { .. } => both!("指标表里没有的绩效指标", "indicators that the table does not have"),
            Self::AmbiguousIndicator { .. } => both!("几个工作活动都有的指标", "indicators of several activities"),
            Self::Duplicate { .. } => both!("报了两次的指标", "indicators that are reported twice"),
            Self::AmbiguousValue { .. } => both!("不能猜的小数", "numbers that may be read in two ways"),
            Self::Unseen(_) => both!("看到的和存的不一样的单元格", "cells that do not show what they store"),
            Self::RoundedName { .. } => both!("显示不全的名称", "names that are not shown in full"),
            Self::DateValue { .. } => both!("填成了日期的值", "values that are dates"),
            Self::Bureau(_) => both!("没有指标表的部门", "bureaus without a table"),
            Self::CutoffDiffers(_) => both!("优良中差与指标表不同的行", "rows with other cut-offs than the table's"),
            Self::Missing { .. } => both!("未报", "missing"),
            Self::Over100 { .. } => both!("超过 100% 的率", "rates above 100%"),
            Self::Implausible { is_count: true, .. } => both!("像是个数的百分数", "percentages that look like counts"),
            Self::Implausible { .. } => both!("很可能填错的值", "values that are probably mistakes"),
            Self::NoNote { .. } => both!("没有写偏差原因", "values without the note that is demanded"),
            Self::Unexplained { .. } => both!("不适用而没有写原因", "not applicable without a note"),
            Self::Value { fault, .. } => match of_value(fault) {
                Some(kind) => kind,
                None => return self.message(language),
            },
            Self::Unreadable(_)
            | Self::Encoding { .. }
            | Self::Workbook(_)
            | Self::Header(_)
            | Self::ColumnTwice { .. }
            | Self::BareUnit
            | Self::NoIndicator
            | Self::Plan(_)
            | Self::UnitTwice { .. }
            | Self::OtherCutoffs { .. }
            | Self::OtherBureau { .. }
            | Self::Table(_)
            | Self::Book { .. }
            | Self::NoBook(_)
            | Self::NoTable
            | Self::Against(_)
            | Self::OddTable { .. }
            | Self::OtherYear { .. }
            | Self::CutShort
            | Self::MixedPercent { .. } => return self.message(language),
        };
        printable(&kind.pick(language)).into_owned()
    }
}

/// Of the faults of a value whose messages say what stood there.
fn of_value(fault: &ValueFault) -> Option<Both> {
    Some(match fault {
        ValueFault::Unsaid { .. } => {
            both!("不知是不适用还是未报的值", "values that may mean 不适用 (not applicable) or 未报 (missing)")
        }
        ValueFault::Counted { .. } => both!("该填完成率而填了数量的值", "numbers where the share of a plan belongs"),
        ValueFault::DecimalComma { .. } => both!("可能是小数点的逗号", "commas that may be decimal commas"),
        ValueFault::Cut { .. } => both!("像是被逗号分成两格的数", "numbers that a comma seems to have cut"),
        ValueFault::Surplus { .. } => both!("表头以外多出来的单元格", "cells beyond the headings"),
        ValueFault::RowInCell { .. } => both!("一整行都在一格里", "whole rows in one cell"),
        ValueFault::BesidePlan { .. } => {
            both!("看不出是百分数还是完成数的值", "values that may be percentages or what was done")
        }
        ValueFault::Disagree { .. } => {
            both!("实际值与完成数、计划数不一致", "actuals that do not agree with 完成数 and 计划数")
        }
        _ => return None,
    })
}
