//! What can be wrong with the cells of a value.

use super::Expected;
use super::wording::{Words, words};
use crate::language::{Both, both};
use crate::number::{Decimal, MAX_CELL_DECIMALS, MAX_DECIMALS, MAX_INTEGER_DIGITS};

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueFault {
    /// No number.
    Text,
    /// Words that probably mean 不适用 or 未报.
    Unsaid {
        /// What stood there.
        text: String,
    },
    /// A number of something, such as 12次, for a percentage.
    Counted {
        /// What stood there.
        text: String,
        /// Its number.
        number: String,
    },
    /// Below zero.
    Negative,
    /// NaN or infinity.
    NotFinite,
    /// An exponent, such as 9.2E+01.
    Exponent,
    /// More than [`MAX_INTEGER_DIGITS`] digits before the point.
    TooLarge,
    /// More decimals after the point than are allowed.
    TooPrecise,
    /// Commas that do not stand between groups of three digits.
    Commas,
    /// A comma behind a single zero, which is a decimal comma if anything.
    DecimalComma {
        /// What stood there.
        text: String,
    },
    /// A formula's error, such as `#DIV/0!`.
    FormulaError,
    /// A formula that no program has computed yet.
    NotComputed,
    /// A bare number above 2 where bare numbers are shares of 1.
    ShareAbove2,
    /// A bare number without its measure where bare numbers are shares of 1.
    ShareOfMeasure,
    /// `%` or `/` for an indicator that is no percentage.
    NotPercentage,
    /// 完成数 and 计划数 for an indicator that is no percentage.
    PairOfCount,
    /// A merged cell beside several indicators.
    Merged,
    /// A number that a comma without quotes seems to have cut, with a note that is the rest of it.
    Cut {
        /// What stands in the cell.
        left: String,
        /// What stands in the next one.
        right: String,
    },
    /// A cell to the right of the headings, as a stray delimiter makes one.
    Surplus {
        /// What stands there.
        text: String,
        /// The letters of the last column with a heading.
        last: String,
    },
    /// A bare number in a column whose heading names another measure.
    ColumnMeasure {
        /// What the heading says.
        column: String,
    },
    /// A whole row in one cell: its cells are divided by another delimiter than those of the header.
    RowInCell {
        /// What stands there.
        text: String,
    },
    /// A bare number in a row whose 计量单位 is another measure.
    RowMeasure {
        /// What the row says.
        measure: String,
    },
    /// A bare number beside a plan, without a column of what was done.
    BesidePlan {
        /// The number.
        actual: String,
        /// What stands in 计划数.
        plan: String,
    },
    /// An actual and a pair that do not agree.
    Disagree {
        /// The actual.
        actual: String,
        /// The pair as done/planned.
        pair: String,
        /// What the pair comes to in percent; nothing where it says that the indicator is not applicable.
        percent: Option<Box<Decimal>>,
    },
}

impl ValueFault {
    #[expect(clippy::too_many_lines, reason = "a table: one arm for each fault")]
    pub(super) fn words(&self, expected: &Expected) -> Words {
        let measure = expected.measure();
        match self {
            Self::FormulaError => words!(
                "这里是公式错误，不是数",
                "请更正单元格里的公式，或直接填数",
                "this is a formula's error, not a number",
                "correct the formula in the cell, or type the value",
            ),
            Self::NotComputed => words!(
                "这个公式还没有算出值",
                "请用 Excel 或 WPS 打开、保存一次，或直接填数",
                "this formula has not been computed yet",
                "open and save the file in a spreadsheet program, or type the value",
            ),
            Self::Merged => words!(
                "这个值在合并单元格里，旁边有几个指标，不知道是哪个的",
                "请取消合并，给每个指标各填一个值",
                "this value is in a merged cell beside several indicators, and may be of any of them",
                "unmerge the cell, and give each indicator a value of its own",
            ),
            Self::Cut { left, right } => words!(
                "“{left}”和右边的“{right}”像是一个数被逗号分成了两格",
                "是一个数的，请加上英文双引号，如 \"{left},{right}\"；确是数和备注的，请在备注里再写几个字",
                "“{left}” and “{right}” to its right look like one number that a comma cut in two",
                "put one number in double quotes, as in \"{left},{right}\"; if the right one is a note, add a word to it",
            ),
            Self::Surplus { text, last } => words!(
                "表头到 {last} 列为止，这里却多出一格“{text}”，多半是前面某格里有逗号而没有加引号",
                "请给有逗号的那一格加上英文双引号，如 \"12,345%\"；真是另一列的，请给它加上表头；多余的请删去",
                "the headings end with column {last}, but here is one more cell, “{text}”; probably a cell before it has a comma and no quotes",
                "put the cell with the comma in double quotes, as in \"12,345%\"; give the column a heading if it is one; or delete this cell",
            ),
            Self::RowInCell { text } => words!(
                "这一格里是一整行“{text}”，各列之间的分隔符和表头的不一样",
                "请把这一行的分隔符改得和表头一样，如都用英文逗号",
                "this cell holds a whole row, “{text}”, which is divided in another way than the header",
                "divide this row as the header is divided, as by commas",
            ),
            Self::ShareAbove2 => words!(
                "⦃用了 --fraction，⦄不带 % 的数应是 1 的几分之几，不会大于 2",
                "请写成 0.925 或 92.5%⦃，或去掉 --fraction⦄",
                "⦃with --fraction ⦄a bare number is a share of 1 and cannot exceed 2",
                "write 0.925 or 92.5%⦃, or drop --fraction⦄",
            ),
            Self::ShareOfMeasure => words!(
                "⦃用了 --fraction，⦄不带单位的数是 1 的几分之几，而这个指标以“{measure}”计",
                "请带上单位，如 12{measure}",
                "⦃with --fraction ⦄a bare number is a share of 1, but this indicator is measured in “{measure}”",
                "write the measure behind the number, as in 12{measure}",
            ),
            Self::ColumnMeasure { column } => words!(
                "这一列的表头说以“{column}”计，而这个指标以“{measure}”计",
                "请在数后写明“{measure}”，或改掉表头里的单位",
                "the heading says that this column is in “{column}”, but this indicator is measured in “{measure}”",
                "write “{measure}” behind the number, or change the heading",
            ),
            Self::RowMeasure { measure: row } => {
                let Both { chinese, english } = expected.with_measure();
                words!(
                    "这一行的计量单位是“{row}”，而这个指标以“{measure}”计",
                    "请写{chinese}，或改正计量单位",
                    "this row is in “{row}”, but this indicator is measured in “{measure}”",
                    "write {english}, or correct the measure",
                )
            }
            Self::BesidePlan { actual, plan } => words!(
                "旁边的计划数是 {plan}，看不出 {actual} 是 {actual}% 还是完成了 {actual}",
                "如果是百分数，请写 {actual}%；如果是完成的数量，请把这一列的表头改为“完成数”",
                "beside the plan (计划数) {plan}, {actual} may be {actual}% or the number done",
                "write {actual}% if it is a percentage; if it is what was done, head the column 完成数",
            ),
            Self::Disagree { actual, pair, percent } => {
                let Both { chinese, english } = match percent {
                    Some(percent) => both!("{percent}%", "{percent}%"),
                    None => both!("不适用", "not applicable"),
                };
                words!(
                    "实际值 {actual} 与 {pair}（{chinese}）不一致",
                    "请更正其中一个，或只留一个",
                    "the actual {actual} and {pair} ({english}) do not agree",
                    "correct one of them, or leave only one",
                )
            }
            Self::PairOfCount => words!(
                "这个指标是数量，以“{measure}”计，不用完成数和计划数",
                "请把数量填在“实际值”列（没有就加一列），如 12{measure}，这一行的完成数和计划数留空",
                "this indicator is a count, measured in “{measure}”, without 完成数 (done) and 计划数 (planned)",
                "write the number in a column 实际值 (actual), such as 12{measure}, and leave 完成数 and 计划数 of this row blank",
            ),
            Self::DecimalComma { text } => decimal_comma(text, expected),
            Self::TooPrecise => words!(
                "小数点后位数太多（最多 {MAX_DECIMALS} 位）",
                "请四舍五入到 {MAX_DECIMALS} 位以内",
                "too many decimals ({MAX_DECIMALS} at most)",
                "round it to at most {MAX_DECIMALS} decimals",
            ),
            Self::Unsaid { text } => words!(
                "“{text}”不是数，是不适用还是未报，不能猜",
                "本年没有这项工作的，填“不适用”并写明原因；还没有数的，填“未报”",
                "“{text}” is not a number, and may mean 不适用 (not applicable) or 未报 (missing)",
                "write 不适用 with a note where nothing was due, 未报 where there is no figure yet",
            ),
            Self::Counted { text, number } => words!(
                "这项考核完成率，“{text}”是数量",
                "填 完成数/计划数，如 {number}/{number}；或填百分数，如 92.5%",
                "this is the share of a plan that was done, and “{text}” is a number",
                "write done/planned, as in {number}/{number}; or a percentage such as 92.5%",
            ),
            Self::Text => no_number(text_message(expected), expected),
            Self::Negative => no_number(negative_message(expected), expected),
            Self::NotFinite => no_number(both!("这不是有限的数", "this is not a finite number"), expected),
            Self::Exponent => no_number(both!("不接受科学记数法", "exponents are not accepted"), expected),
            Self::TooLarge => no_number(
                both!(
                    "小数点前超过 {MAX_INTEGER_DIGITS} 位",
                    "more than {MAX_INTEGER_DIGITS} digits before the decimal point",
                ),
                expected,
            ),
            Self::Commas => no_number(
                both!(
                    "逗号只能用来分三位一组，如 1,234.5",
                    "commas may only stand between groups of three digits, as in 1,234.5",
                ),
                expected,
            ),
            Self::NotPercentage => no_number(
                both!(
                    "这个指标以“{measure}”计，不能用 % 或 /",
                    "this indicator is measured in “{measure}”, without % or /",
                ),
                expected,
            ),
        }
    }
}

/// A text that is not the number that the cell is to hold, answered with what to write.
fn no_number(message: Both, expected: &Expected) -> Words {
    Words { message, help: expected.way_out() }
}

fn text_message(expected: &Expected) -> Both {
    match expected {
        Expected::Part => both!("这里只写数，不带 %、/ 和单位", "only a number goes here, without %, / or a measure"),
        Expected::Percentage | Expected::Count(_) => both!("这不是数", "this is not a number"),
    }
}

fn negative_message(expected: &Expected) -> Both {
    match expected {
        Expected::Part => both!("完成数和计划数不能是负数", "done and planned cannot be negative"),
        Expected::Percentage | Expected::Count(_) => both!("实际值不能是负数", "an actual cannot be negative"),
    }
}

fn decimal_comma(text: &str, expected: &Expected) -> Words {
    let point = text.replace(',', ".");
    let is_bare = Decimal::parse(&point, MAX_CELL_DECIMALS).is_ok();
    let Both { chinese, english } = match (expected, is_bare) {
        (Expected::Percentage, true) => {
            let percent = as_percent(&point);
            both!("{percent} 或 {point}%", "{percent} or {point}%")
        }
        _ => both!("{point}", "{point}"),
    };
    words!(
        "{text} 里的逗号可能是小数点，不是千位分隔",
        "小数点请用 . ，写成 {chinese}",
        "the comma in {text} may be a decimal comma; it does not part groups of three",
        "write the decimal point as a point: {english}",
    )
}

/// A bare number above 0 and up to 1 for a percentage.
pub(super) fn ambiguous(text: &str) -> Words {
    let percent = as_percent(text);
    words!(
        "{text} 可能是 {text}%，也可能是 {percent}，不能猜",
        "请写成 {percent} 或 {text}%；整列不带 % 的数都是百分数的，可把表头改为“实际值(%)”⦃；都是 1 的几分之几的，可加 --fraction⦄",
        "{text} may mean {text}% or {percent}; this is not guessed",
        "write {percent} or {text}%; where all bare numbers of the column are percentages, head it 实际值(%)⦃; where all are shares of 1, add --fraction⦄",
    )
}

/// A share of 1 as a percentage: `0.92` as `92%`.
fn as_percent(text: &str) -> String {
    let digits = Decimal::parse(text, MAX_CELL_DECIMALS);
    digits.map_or_else(|_| text.to_owned(), |share| format!("{}%", share.times_hundred()))
}

/// A date where a number is expected.
pub(super) fn date(text: &str, expected: &Expected) -> Words {
    if *expected == Expected::Percentage {
        return words!(
            "这里是日期 {text}；Excel 会把 4/5 变成日期“4月5日”",
            "请写成百分数，如 80%；或用“完成数”“计划数”两列；或先把单元格设为文本，再填 4/5。本来是数的，把单元格格式改为“常规”",
            "this is the date {text}; Excel turns 4/5 into a date (4月5日, 5-Apr)",
            "write a percentage such as 80%, or use two columns 完成数 and 计划数, or format the cell as text before typing 4/5; if it is a number, set the format to general",
        );
    }
    let Both { chinese, english } = expected.way_out();
    words!(
        "这里是日期 {text}，不是数",
        "先把单元格的数字格式改为“常规”；{chinese}",
        "this is the date {text}, not a number",
        "set the cell's number format to general, and {english}",
    )
}

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// Something done of nothing planned.
    Zero,
    /// 完成数 without 计划数.
    Empty,
}

impl PlanFault {
    pub(super) fn words(self) -> Words {
        match self {
            Self::Zero => words!(
                "计划数是 0，却有完成数",
                "请更正计划数；如果本年没有任务，完成数和计划数都填 0，或填“不适用”",
                "the plan is 0, but something was done",
                "correct the plan; if nothing was due, write 0 of 0 or 不适用 (not applicable)",
            ),
            Self::Empty => words!(
                "有完成数，却没有计划数",
                "请填上计划数；或清空完成数，在“实际值”列直接填百分数",
                "there is something done (完成数) but no plan (计划数)",
                "fill in the plan; or clear 完成数, and write the percentage in a column 实际值 (actual)",
            ),
        }
    }
}
