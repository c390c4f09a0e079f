//! Faults of values in words.

use super::{Words, words};
use crate::diagnostic::{Expected, PlanFault, ValueFault};
use crate::language::Language::{self, Chinese, English};
use crate::number::Decimal;

/// Decimals that a number which was read has at most: those of a workbook's cell.
const MOST_DECIMALS: u8 = 18;

/// A share of 1 as a percentage: `0.92` as `92%`.
fn as_percent(text: &str) -> String {
    let digits = Decimal::parse(text, MOST_DECIMALS);
    digits.map_or_else(|_| text.to_owned(), |share| format!("{}%", share.times_hundred()))
}

pub(super) fn ambiguous(text: &str, language: Language) -> Words {
    let percent = as_percent(text);
    match language {
        Chinese => words(
            format!("{text} 可能是 {text}%，也可能是 {percent}，不能猜"),
            format!(
                "请写成 {percent} 或 {text}%；或把表头改为“实际值(%)”（不带 % 的数都是百分数）；或加 --fraction（不带 % 的数都是 1 的几分之几）"
            ),
        ),
        English => words(
            format!("{text} may mean {text}% or {percent}; this is not guessed"),
            format!(
                "write {percent} or {text}%; or head the column 实际值(%) (bare numbers are percentages); or add --fraction (bare numbers are shares of 1)"
            ),
        ),
    }
}

pub(super) fn ambiguous_format(text: &str, language: Language) -> Words {
    match language {
        Chinese => words(
            format!("这一格的数字格式把有的数显示成百分数，有的不是，看不出 {text} 是不是百分数"),
            "请把这一格的数字格式改为“百分比”（不是百分数的，改为“数值”），再核对显示的值",
        ),
        English => words(
            format!(
                "the number format of this cell shows some numbers as percentages and others not, so {text} may be either"
            ),
            "set the cell's number format to percentage (or to number, if it is none), and check the value that it shows",
        ),
    }
}

pub(super) fn date(text: &str, expected: &Expected, language: Language) -> Words {
    match (expected, language) {
        (Expected::Percentage, Chinese) => words(
            format!("这里是日期 {text}；Excel 会把 4/5 变成日期“4月5日”"),
            "请写成百分数，如 80%；或用“完成数”“计划数”两列；或先把单元格设为文本，再填 4/5。本来是数的，把单元格格式改为“常规”",
        ),
        (Expected::Percentage, English) => words(
            format!("this is the date {text}; Excel turns 4/5 into a date (4月5日, 5-Apr)"),
            "write a percentage such as 80%, or use two columns 完成数 and 计划数, or format the cell as text before typing 4/5; if it is a number, set the format to general",
        ),
        (_, Chinese) => words(
            format!("这里是日期 {text}，不是数"),
            format!("先把单元格的数字格式改为“常规”；{}", way_out(expected, language)),
        ),
        (_, English) => words(
            format!("this is the date {text}, not a number"),
            format!("set the cell's number format to general, and {}", way_out(expected, language)),
        ),
    }
}

pub(super) fn plan(fault: PlanFault, language: Language) -> Words {
    match (fault, language) {
        (PlanFault::Zero, Chinese) => {
            words("计划数是 0，却有完成数", "请更正计划数；如果本年没有任务，完成数和计划数都填 0，或填“不适用”")
        }
        (PlanFault::Zero, English) => words(
            "the plan is 0, but something was done",
            "correct the plan; if nothing was due, write 0 of 0 or 不适用 (N/A)",
        ),
        (PlanFault::Empty, Chinese) => {
            words("有完成数，却没有计划数", "请填上计划数；或清空完成数，在“实际值”列直接填百分数")
        }
        (PlanFault::Empty, English) => words(
            "there is something done (完成数) but no plan (计划数)",
            "fill in the plan; or clear 完成数, and write the percentage in a column 实际值 (actual)",
        ),
    }
}

/// A value that says its measure.
fn in_measure(measure: &str, language: Language) -> String {
    let is_percentage = measure == crate::targets::PERCENT;
    match language {
        Chinese if is_percentage => "百分数，如 92.5%，或 完成数/计划数，如 45/50".to_owned(),
        English if is_percentage => "a percentage such as 92.5%, or done/planned such as 45/50".to_owned(),
        Chinese => format!("带单位的数，如 12{measure}"),
        English => format!("the number with its measure, such as 12{measure}"),
    }
}

/// What to write into a cell.
fn way_out(expected: &Expected, language: Language) -> String {
    match (expected, language) {
        (Expected::Percentage, Chinese) => {
            "请写百分数，如 92.5%，或 完成数/计划数，如 45/50；未报填 -，不适用填“不适用”".to_owned()
        }
        (Expected::Percentage, English) => "write a percentage such as 92.5%, or done/planned such as 45/50; - for missing, 不适用 (N/A) for not applicable".to_owned(),
        (Expected::Count(measure), Chinese) => {
            format!("请写数量，如 12 或 12{measure}；未报填 -，不适用填“不适用”")
        }
        (Expected::Count(measure), English) => format!("write a number such as 12 or 12{measure}; - for missing, 不适用 (N/A) for not applicable"),
        (Expected::Part, Chinese) => {
            "完成数和计划数各写一个数，如 45 和 50；已是百分数的，填在“实际值”列，这两格留空；未报留空，不适用填“不适用”".to_owned()
        }
        (Expected::Part, English) => "write one number each for 完成数 and 计划数, such as 45 and 50; a percentage goes into a column 实际值 (actual), with these two left blank; blank for missing, 不适用 (N/A) for not applicable".to_owned(),
    }
}

pub(super) fn value(fault: &ValueFault, expected: &Expected, language: Language) -> Words {
    match fault {
        ValueFault::FormulaError
        | ValueFault::NotComputed
        | ValueFault::Merged
        | ValueFault::Surplus { .. }
        | ValueFault::RowInCell { .. }
        | ValueFault::Cut { .. } => cell(fault, language),
        ValueFault::ShareAbove2
        | ValueFault::ShareOfMeasure
        | ValueFault::ColumnMeasure { .. }
        | ValueFault::PairOfCount
        | ValueFault::BesidePlan { .. }
        | ValueFault::RowMeasure { .. }
        | ValueFault::Disagree { .. } => beside(fault, expected.measure(), language),
        ValueFault::DecimalComma { text } => decimal_comma(text, expected, language),
        ValueFault::TooPrecise => {
            let message = language.pick("小数点后位数太多（最多 6 位）", "too many decimals (6 at most)");
            words(message, language.pick("请四舍五入到 6 位以内", "round it to at most 6 decimals"))
        }
        _ => words(number(fault, expected, language), way_out(expected, language)),
    }
}

/// What keeps a text from being the number that is expected.
fn number(fault: &ValueFault, expected: &Expected, language: Language) -> String {
    let is_part = *expected == Expected::Part;
    let measure = expected.measure();
    match (fault, language) {
        (ValueFault::Negative, Chinese) if is_part => "完成数和计划数不能是负数".to_owned(),
        (ValueFault::Negative, English) if is_part => "done and planned cannot be negative".to_owned(),
        (ValueFault::Negative, Chinese) => "实际值不能是负数".to_owned(),
        (ValueFault::Negative, English) => "an actual cannot be negative".to_owned(),
        (ValueFault::NotFinite, Chinese) => "这不是有限的数".to_owned(),
        (ValueFault::NotFinite, English) => "this is not a finite number".to_owned(),
        (ValueFault::Exponent, Chinese) => "不接受科学记数法".to_owned(),
        (ValueFault::Exponent, English) => "exponents are not accepted".to_owned(),
        (ValueFault::TooLarge, Chinese) => "小数点前超过 12 位".to_owned(),
        (ValueFault::TooLarge, English) => "more than 12 digits before the decimal point".to_owned(),
        (ValueFault::Commas, Chinese) => "逗号只能用来分三位一组，如 1,234.5".to_owned(),
        (ValueFault::Commas, English) => {
            "commas may only stand between groups of three digits, as in 1,234.5".to_owned()
        }
        (ValueFault::NotPercentage, Chinese) => format!("这个指标以“{measure}”计，不能用 % 或 /"),
        (ValueFault::NotPercentage, English) => {
            format!("this indicator is measured in “{measure}”, without % or /")
        }
        (_, Chinese) if is_part => "这里只写数，不带 %、/ 和单位".to_owned(),
        (_, English) if is_part => "only a number goes here, without %, / or a measure".to_owned(),
        (_, Chinese) => "这不是数".to_owned(),
        (_, English) => "this is not a number".to_owned(),
    }
}

/// Cells that hold no text of their own to be corrected.
fn cell(fault: &ValueFault, language: Language) -> Words {
    match (fault, language) {
        (ValueFault::FormulaError, Chinese) => words("这里是公式错误，不是数", "请更正单元格里的公式，或直接填数"),
        (ValueFault::FormulaError, English) => {
            words("this is a formula's error, not a number", "correct the formula in the cell, or type the value")
        }
        (ValueFault::Merged, Chinese) => {
            words("这个值在合并单元格里，旁边有几个指标，不知道是哪个的", "请取消合并，给每个指标各填一个值")
        }
        (ValueFault::Merged, English) => words(
            "this value is in a merged cell beside several indicators, and may be of any of them",
            "unmerge the cell, and give each indicator a value of its own",
        ),
        (ValueFault::Cut { left, right }, Chinese) => words(
            format!("“{left}”和右边的“{right}”像是一个数被逗号分成了两格"),
            format!("是一个数的，请加上英文双引号，如 \"{left},{right}\"；确是数和备注的，请在备注里再写几个字"),
        ),
        (ValueFault::Cut { left, right }, English) => words(
            format!("“{left}” and “{right}” to its right look like one number that a comma cut in two"),
            format!(
                "put one number in double quotes, as in \"{left},{right}\"; if the right one is a note, add a word to it"
            ),
        ),
        (ValueFault::Surplus { text, last }, Chinese) => words(
            format!("表头到 {last} 列为止，这里却多出一格“{text}”，多半是前面某格里有逗号而没有加引号"),
            "请给有逗号的那一格加上英文双引号，如 \"12,345%\"；真是另一列的，请给它加上表头；多余的请删去",
        ),
        (ValueFault::Surplus { text, last }, English) => words(
            format!(
                "the headings end with column {last}, but here is one more cell, “{text}”; probably a cell before it has a comma and no quotes"
            ),
            "put the cell with the comma in double quotes, as in \"12,345%\"; give the column a heading if it is one; or delete this cell",
        ),
        (ValueFault::RowInCell { text }, Chinese) => words(
            format!("这一格里是一整行“{text}”，各列之间的分隔符和表头的不一样"),
            "请把这一行的分隔符改得和表头一样，如都用英文逗号",
        ),
        (ValueFault::RowInCell { text }, English) => words(
            format!("this cell holds a whole row, “{text}”, which is divided in another way than the header"),
            "divide this row as the header is divided, as by commas",
        ),
        (_, Chinese) => words("这个公式还没有算出值", "请用 Excel 或 WPS 打开、保存一次，或直接填数"),
        (_, English) => words(
            "this formula has not been computed yet",
            "open and save the file in a spreadsheet program, or type the value",
        ),
    }
}

/// Values that do not fit the option, heading or cells beside them.
fn beside(fault: &ValueFault, measure: &str, language: Language) -> Words {
    match (fault, language) {
        (ValueFault::ShareAbove2, Chinese) => words(
            "用了 --fraction，不带 % 的数应是 1 的几分之几，不会大于 2",
            "请写成 0.925 或 92.5%，或去掉 --fraction",
        ),
        (ValueFault::ShareAbove2, English) => words(
            "with --fraction a bare number is a share of 1 and cannot exceed 2",
            "write 0.925 or 92.5%, or drop --fraction",
        ),
        (ValueFault::ShareOfMeasure, Chinese) => words(
            format!("用了 --fraction，不带单位的数是 1 的几分之几，而这个指标以“{measure}”计"),
            format!("请带上单位，如 12{measure}"),
        ),
        (ValueFault::ShareOfMeasure, English) => words(
            format!("with --fraction a bare number is a share of 1, but this indicator is measured in “{measure}”"),
            format!("write the measure behind the number, as in 12{measure}"),
        ),
        (ValueFault::ColumnMeasure { column }, Chinese) => words(
            format!("这一列的表头说以“{column}”计，而这个指标以“{measure}”计"),
            format!("请在数后写明“{measure}”，或改掉表头里的单位"),
        ),
        (ValueFault::ColumnMeasure { column }, English) => words(
            format!(
                "the heading says that this column is in “{column}”, but this indicator is measured in “{measure}”"
            ),
            format!("write “{measure}” behind the number, or change the heading"),
        ),
        (ValueFault::RowMeasure { measure: row }, Chinese) => words(
            format!("这一行的计量单位是“{row}”，而这个指标以“{measure}”计"),
            format!("请写{}，或改正计量单位", in_measure(measure, language)),
        ),
        (ValueFault::RowMeasure { measure: row }, English) => words(
            format!("this row is in “{row}”, but this indicator is measured in “{measure}”"),
            format!("write {}, or correct the measure", in_measure(measure, language)),
        ),
        (ValueFault::BesidePlan { actual, plan }, Chinese) => words(
            format!("旁边的计划数是 {plan}，看不出 {actual} 是 {actual}% 还是完成了 {actual}"),
            format!("如果是百分数，请写 {actual}%；如果是完成的数量，请把这一列的表头改为“完成数”"),
        ),
        (ValueFault::BesidePlan { actual, plan }, English) => words(
            format!("beside the plan (计划数) {plan}, {actual} may be {actual}% or the number done"),
            format!("write {actual}% if it is a percentage; if it is what was done, head the column 完成数"),
        ),
        (ValueFault::Disagree { actual, pair, percent }, Chinese) => {
            words(format!("实际值 {actual} 与 {pair}（{percent}）不一致"), "请更正其中一个，或只留一个")
        }
        (ValueFault::Disagree { actual, pair, percent }, English) => words(
            format!("the actual {actual} and {pair} ({percent}) do not agree"),
            "correct one of them, or leave only one",
        ),
        (_, Chinese) => words(
            format!("这个指标是数量，以“{measure}”计，不用完成数和计划数"),
            format!("请把数量填在“实际值”列（没有就加一列），如 12{measure}，这一行的完成数和计划数留空"),
        ),
        (_, English) => words(
            format!("this indicator is a count, measured in “{measure}”, without 完成数 (done) and 计划数 (planned)"),
            format!(
                "write the number in a column 实际值 (actual), such as 12{measure}, and leave 完成数 and 计划数 of this row blank"
            ),
        ),
    }
}

fn decimal_comma(text: &str, expected: &Expected, language: Language) -> Words {
    let point = text.replace(',', ".");
    let is_bare = Decimal::parse(&point, MOST_DECIMALS).is_ok();
    let ways = match (expected, is_bare) {
        (Expected::Percentage, true) => format!("{}{}{point}%", as_percent(&point), language.pick(" 或 ", " or ")),
        _ => point,
    };
    match language {
        Chinese => words(format!("{text} 里的逗号可能是小数点，不是千位分隔"), format!("小数点请用 . ，写成 {ways}")),
        English => words(
            format!("the comma in {text} may be a decimal comma; it does not part groups of three"),
            format!("write the decimal point as a point: {ways}"),
        ),
    }
}
