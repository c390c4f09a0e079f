//! Problems in words: a message that says what stood there and what was expected, and a help that
//! shows a way out, both languages side by side.

use super::bureau::other_bureau;
use super::wording::{Reader, Words, quoted, words};
use super::{CutoffDifference, Diagnostic, Problem};
use crate::grading::Grade;
use crate::language::{Both, Language, both, counted};
use crate::names::printable;

impl Diagnostic {
    /// The message for lists that do not show the row (page, Markdown): that of an error quotes the cell where the
    /// problem's own words do not.
    pub fn message_with_quote(&self, language: Language) -> String {
        let (message, _) = self.told(Reader::Unit, language);
        let found = self.value().filter(|_| self.is_error()).map(|value| crate::names::quoted(&printable(value)));
        match (found.filter(|found| !message.contains(&**found)), language) {
            (None, _) => message,
            (Some(found), Language::Chinese) => format!("{message}（原文：{found}）"),
            (Some(found), Language::English) => format!("{message} (found: {found})"),
        }
    }

    /// The message for who runs the program.
    pub fn message(&self, language: Language) -> String {
        self.told(Reader::Desk, language).0
    }

    /// Message and way out; the message says so where the cell is hidden.
    pub fn told(&self, reader: Reader, language: Language) -> (String, String) {
        let hidden = if self.place.is_hidden {
            language.pick("（在隐藏的行或列里）", " (in a hidden row or column)")
        } else {
            ""
        };
        let (message, help) = self.problem.told(reader, language);
        (message + hidden, help)
    }
}

impl Problem {
    /// For who runs the program: what stood there and what was expected.
    pub fn message(&self, language: Language) -> String {
        self.told(Reader::Desk, language).0
    }

    /// For who runs the program: a way out.
    pub fn help(&self, language: Language) -> String {
        self.told(Reader::Desk, language).1
    }

    /// What stood there and what was expected, and a way out.
    fn told(&self, reader: Reader, language: Language) -> (String, String) {
        self.words().told(reader, language)
    }

    #[expect(clippy::too_many_lines, reason = "a table: one arm for each problem")]
    fn words(&self) -> Words {
        match self {
            Self::Unreadable(why) => why.words(),
            Self::Encoding { encoding, bytes } => undecodable(encoding, bytes),
            Self::Workbook(fault) => fault.words(),
            Self::Header(fault) => fault.words(),
            Self::ColumnTwice { column, first } => words!(
                "这一列和 {first} 都是“{column}”，不知道该用哪一列",
                "请删去其中一列，或改掉它的表头",
                "this column and {first} both mean “{column}”",
                "delete one of them, or change its heading",
            ),
            Self::BareUnit => words!(
                "表头“单位”既可以是填报单位，也可以是计量单位",
                "请把表头改为“填报单位”或“计量单位”",
                "the heading “单位” may mean a unit (填报单位) or a measure (计量单位)",
                "change the heading to “填报单位” or “计量单位”",
            ),
            Self::UnknownActivity { name, nearest } => unknown_activity(name, nearest),
            Self::UnknownIndicator { name, activity, nearest, elsewhere } => {
                unknown_indicator(name, activity.as_deref(), nearest, elsewhere)
            }
            Self::AmbiguousIndicator { name, activities } => {
                let (chinese, english) = (activities.join("、"), activities.join(", "));
                words!(
                    "指标“{name}”在几个工作活动里都有：{chinese}",
                    "请加一列“工作活动”，写明是哪一个",
                    "the indicator “{name}” stands under several activities: {english}",
                    "add a column 工作活动 (activity) that says which one is meant",
                )
            }
            Self::Duplicate { activity, indicator, first_file, first_line } => {
                duplicate(activity, indicator, first_file.as_deref(), *first_line)
            }
            Self::NoIndicator => words!(
                "这一行有值，却没有绩效指标",
                "请填上指标名称；如果是合计行，请在首列写“合计”",
                "this row has a value but no indicator",
                "fill in the indicator's name; if it is a total, write 合计 in its first cell",
            ),
            Self::Value { fault, expected } => fault.words(expected),
            Self::AmbiguousValue { text } => super::value::ambiguous(text),
            Self::Unseen(unseen) => super::unseen::words(unseen),
            Self::RoundedName { text } => words!(
                "这一格存的是 {text}，显示的位数却少些，不知道名称是哪一个",
                "请把名称按看到的样子写成文字",
                "this cell stores {text} and shows fewer digits, so it is not clear which of them is the name",
                "type the name as text, as it is to be read",
            ),
            Self::DateValue { text, expected } => super::value::date(text, expected),
            Self::Plan(fault) => fault.words(),
            Self::Bureau(fault) => fault.words(),
            Self::UnitTwice { unit, other } => words!(
                "填报单位“{unit}”在 {other} 里已经有了，两个文件不能报同一个单位",
                "同一个文件只给一次；不同的文件请留一个、改名，或在文件里加“填报单位”列",
                "the unit “{unit}” is already in {other}; two files cannot report the same unit",
                "give a file once; of different files keep one, rename one, or add a column 填报单位 to both",
            ),
            Self::OtherBureau { bureau, unknown, known, candidates } => {
                other_bureau(bureau, [*unknown, *known], candidates)
            }
            Self::OtherCutoffs { first, rows } => other_cutoffs(first, *rows),
            Self::CutoffDiffers(CutoffDifference { indicator, form, table }) => words!(
                "填报表上“{indicator}”的优良中差是 {form}，指标表是 {table}",
                "按指标表计分；请核对是不是旧表，或改了标准",
                "the form has {form} as the cut-offs of “{indicator}”, and the table has {table}",
                "the table's count; check that the form is not an old one or changed",
            ),
            Self::Table(error) => super::table_file::words(error),
            Self::Against(fault) => fault.words(),
            Self::Book { .. } | Self::OddTable { .. } | Self::NoBook(_) | Self::NoTable => super::book::problem(self),
            Self::Missing { activity, indicator } => words!(
                "未报：{activity}／{indicator}",
                "请补报；确实没有这项工作的，填“不适用”并写明原因⦃。未报怎样计分见 --missing⦄",
                "missing: {activity} / {indicator}",
                "report it, or write 不适用 (not applicable) with a note⦃; --missing says how it counts⦄",
            ),
            Self::Over100 { indicator, text } => words!(
                "“{indicator}”是率，却超过 100%：{text}",
                "请核对；确实超额完成的不用改，照此计分",
                "“{indicator}” is a rate, yet above 100%: {text}",
                "check it; if the plan was really exceeded, leave it, and it counts as it stands",
            ),
            Self::Implausible { indicator, text, is_count: false } => words!(
                "“{indicator}”填的是 {text}，很可能填错了",
                "请核对小数点、单位和 %（0.9% 是不是 90%？）；确实如此的不用改，照此计分",
                "“{indicator}” has {text}, which is probably a mistake",
                "check the point, the measure and the % sign (is 0.9% 90%?); if it is right, leave it, and it counts as it stands",
            ),
            Self::Implausible { indicator, text, is_count: true } => words!(
                "“{indicator}”填的是 {text}，按 {text}% 计；它像是个数",
                "是个数的，请填完成数和计划数（如 24/30），或自己算出百分数；是百分数的，请写上 %",
                "“{indicator}” has {text}, which counts as {text}%, and looks like a count",
                "if it is a count, write done/planned (such as 24/30) or work out the percentage; if it is a percentage, add the % sign",
            ),
            Self::Unexplained { indicator } => words!(
                "“{indicator}”不适用，但没有写原因",
                "请在“偏差原因”列写明为什么不适用",
                "“{indicator}” is not applicable, and no note says why",
                "say why in the column 偏差原因 (note)",
            ),
            Self::NoNote { indicator, text, grade, has_column } => no_note(indicator, text, *grade, *has_column),
            Self::OtherYear { year, expected, is_period } => other_year(*year, expected, *is_period),
            Self::CutShort => words!(
                "文件到这里中断，这一行不全，没有读",
                "请核对文件是否完整；往下没有行的指标都是未报",
                "the file ends within this row, which was not read",
                "check that the file is whole; indicators without a row below are missing",
            ),
            Self::MixedPercent { bare, percent } => {
                let percents = counted(*percent, "value has", "values have");
                let bares = counted(*bare, "has", "have");
                words!(
                    "{percent} 个值带 %，{bare} 个不带（从这里起），不带的也按百分数算",
                    "请统一都写 %，免得 0.9 和 90 混在一起",
                    "{percents} a % sign and {bares} none (the first is here); all count as percentages",
                    "write % everywhere, so that 0.9 and 90 cannot be mixed up",
                )
            }
        }
    }
}

fn other_cutoffs(CutoffDifference { indicator, form, table }: &CutoffDifference, rows: usize) -> Words {
    words!(
        "填报表上有 {rows} 行的优良中差与指标表不同，如“{indicator}”：填报表是 {form}，指标表是 {table}",
        "可能是往年的表，或另一个部门的表：请用⦃ score template 生成的新表，或用 --targets、--bureau 指定它的指标表⦄⦅今年下发的填报表⦆",
        "the cut-offs of {rows} rows are not the table's, such as those of “{indicator}”: the form has {form}, the table {table}",
        "it may be a form of another year or bureau: use ⦃one that score template makes, or give its table with --targets or --bureau⦄⦅this year's form⦆",
    )
}

fn other_year(year: u16, expected: &[u16], is_period: bool) -> Words {
    let expected: Vec<_> = expected.iter().map(u16::to_string).collect();
    let (chinese, english) = (expected.join("、"), expected.join(", "));
    if is_period {
        words!(
            "填报表写的是 {year} 年，⦃--period 是⦄⦅要报的是⦆ {chinese} 年",
            "请核对是不是交错了年份的表",
            "the form is of {year}, and ⦃--period⦄⦅the period⦆ is {english}",
            "check that it is not a form of another year",
        )
    } else {
        words!(
            "填报表写的是 {year} 年，其他填报表多是 {chinese} 年",
            "请核对是不是交错了年份的表",
            "the form is of {year}, and most other forms are of {english}",
            "check that it is not a form of another year",
        )
    }
}

fn no_note(indicator: &str, text: &str, grade: Option<Grade>, has_column: bool) -> Words {
    let Both { chinese, english } = match grade {
        Some(grade) => {
            let (label, code) = (grade.label(), grade.code());
            both!("，评为{label}", ", which is {code}")
        }
        None => both!("，远超计划", ", far beyond its plan"),
    };
    let message = both!(
        "“{indicator}”填的是 {text}{chinese}，没有写偏差原因",
        "“{indicator}” has {text}{english}, and no note says why"
    );
    let help = if has_column {
        both!("请在“偏差原因”列写明原因和改进措施", "say why in the column 偏差原因 (note)")
    } else {
        both!("请加一列“偏差原因”，写明原因和改进措施", "add a column 偏差原因 (note) that says why")
    };
    Words { message, help }
}

fn undecodable(encoding: &str, bytes: &str) -> Words {
    let help = match encoding {
        "UTF-8" => both!(
            "请把文件另存为“CSV UTF-8”⦃，或用 --encoding 指明编码，如 --encoding gb18030⦄",
            "save the file as “CSV UTF-8”⦃, or name its encoding, as in --encoding gb18030⦄",
        ),
        _ => both!(
            "文件可能损坏了、没有传完，或者不是这个编码：请重新导出，另存为“CSV UTF-8”",
            "the file may be damaged, incomplete or in another encoding: export it again, as “CSV UTF-8”",
        ),
    };
    Words {
        message: both!("字节 {bytes} 在 {encoding} 编码中不是文字", "the bytes {bytes} are no text in {encoding}"),
        help,
    }
}

fn unknown_activity(name: &str, nearest: &[String]) -> Words {
    if name.is_empty() {
        return words!(
            "这一行没有工作活动，上面也没有可以沿用的",
            "请在“工作活动”列填上这个指标所属的活动",
            "this row has no activity, and there is none above to repeat",
            "fill in the activity that the indicator belongs to",
        );
    }
    let message = both!("指标表里没有工作活动“{name}”", "the table has no activity “{name}”");
    Words { message, help: suggestion(nearest) }
}

fn unknown_indicator(name: &str, activity: Option<&str>, nearest: &[String], elsewhere: &[String]) -> Words {
    let message = match activity {
        Some(activity) => {
            both!("工作活动“{activity}”里没有绩效指标“{name}”", "the activity “{activity}” has no indicator “{name}”",)
        }
        None => both!("指标表里没有绩效指标“{name}”", "the table has no indicator “{name}”"),
    };
    if elsewhere.is_empty() {
        return Words { message, help: suggestion(nearest) };
    }
    let Both { chinese, english } = quoted(elsewhere);
    Words {
        message,
        help: both!("这个指标属于{chinese}，请核对工作活动一列", "it belongs to {english}; check the activity"),
    }
}

/// The nearest names, or where all names can be looked up.
fn suggestion(nearest: &[String]) -> Both {
    if nearest.is_empty() {
        return both!(
            "⦃全部名称见 score targets（带同样的 --targets、--bureau）⦄⦅请照下发的填报表上的名称写⦆",
            "⦃score targets, with the same --targets and --bureau, lists all names of the table⦄⦅take the name from the form⦆",
        );
    }
    let Both { chinese, english } = quoted(nearest);
    both!("是不是{chinese}？", "did you mean {english}?")
}

fn duplicate(activity: &str, indicator: &str, file: Option<&str>, line: u64) -> Words {
    let chinese = file.map(|file| format!(" {file} ")).unwrap_or_default();
    let english = file.map(|file| format!("{file} ")).unwrap_or_default();
    words!(
        "“{activity}”的“{indicator}”报了两次，第一次在{chinese}第 {line} 行",
        "请删去其中一行",
        "“{indicator}” of “{activity}” is reported twice, first at {english}line {line}",
        "delete one of the two rows",
    )
}
