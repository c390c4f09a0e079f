//! Problems in words: a message that says what stood there and what was expected, and a help that
//! shows a way out, in either language.

mod table;
mod value;

use super::{Diagnostic, HeaderFault, Problem, Severity, Unreadable, WorkbookFault};
use crate::language::Language::{self, Chinese, English};
use crate::language::counted;
use crate::names::printable;

/// A message and a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    message: String,
    help: String,
}

fn words(message: impl Into<String>, help: impl Into<String>) -> Words {
    Words { message: message.into(), help: help.into() }
}

impl Diagnostic {
    /// The message by itself, for lists that do not show the row: of an error it quotes the cell where
    /// the problem's own words do not.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let message = self.told(language);
        let is_of_cell = self.place.cell.is_some() && self.problem.code().severity() == Severity::Error;
        let excerpt = self.place.excerpt.as_ref().filter(|_| is_of_cell);
        let found = excerpt.map(|excerpt| crate::names::quoted(&printable(&excerpt.text[excerpt.marked.clone()])));
        match (found.filter(|found| !found.is_empty() && !message.contains(&**found)), language) {
            (None, _) => message,
            (Some(found), Chinese) => format!("{message}（原文：{found}）"),
            (Some(found), English) => format!("{message} (found: {found})"),
        }
    }

    /// The message, with the office in front where the problem's own words do not name it.
    #[must_use]
    pub fn told(&self, language: Language) -> String {
        let names_unit =
            matches!(self.problem, Problem::Missing { .. } | Problem::Duplicate { .. } | Problem::UnitTwice { .. });
        let unit = self.place.unit.as_deref().filter(|_| !names_unit);
        let unit = unit.map(|unit| printable(unit).into_owned() + language.pick("：", ": "));
        unit.unwrap_or_default() + &self.problem.message(language)
    }
}

impl Problem {
    /// What stood there and what was expected.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.words(language).message
    }

    /// A way out.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        self.words(language).help
    }

    /// Message and help, each as one printable line whatever the input had in it.
    fn words(&self, language: Language) -> Words {
        let Words { message, help } = self.raw_words(language);
        words(printable(&message), printable(&help))
    }

    fn raw_words(&self, language: Language) -> Words {
        match self {
            Self::Unreadable(why) => unreadable(why, language),
            Self::Workbook(fault) => workbook(fault, language),
            Self::Header(fault) => header(fault, language),
            Self::Value { fault, expected } => value::value(fault, expected, language),
            Self::Table(error) => table::table(error, language),
            Self::Encoding { .. } | Self::ColumnTwice { .. } | Self::BareUnit | Self::UnitTwice { .. } => {
                self.file_words(language)
            }
            Self::UnknownActivity { .. }
            | Self::UnknownIndicator { .. }
            | Self::AmbiguousIndicator { .. }
            | Self::Duplicate { .. }
            | Self::NoIndicator => self.name_words(language),
            Self::AmbiguousValue { text } => value::ambiguous(text, language),
            Self::AmbiguousFormat { text } => value::ambiguous_format(text, language),
            Self::DateValue { text, expected } => value::date(text, expected, language),
            Self::Plan(fault) => value::plan(*fault, language),
            Self::Missing { .. } | Self::Over100 { .. } | Self::Unexplained { .. } | Self::MixedPercent { .. } => {
                self.warning_words(language)
            }
        }
    }

    fn file_words(&self, language: Language) -> Words {
        match (self, language) {
            (Self::Encoding { encoding, bytes }, Chinese) => words(
                format!("字节 {bytes} 在 {encoding} 编码中不是文字"),
                match *encoding {
                    "UTF-8" => "请把文件另存为“CSV UTF-8”，或用 --encoding 指明编码，如 --encoding gb18030",
                    _ => "文件可能损坏了、没有传完，或者不是这个编码：请重新导出，另存为“CSV UTF-8”",
                },
            ),
            (Self::Encoding { encoding, bytes }, English) => words(
                format!("the bytes {bytes} are no text in {encoding}"),
                match *encoding {
                    "UTF-8" => "save the file as “CSV UTF-8”, or name its encoding, as in --encoding gb18030",
                    _ => "the file may be damaged, incomplete or in another encoding: export it again, as “CSV UTF-8”",
                },
            ),
            (Self::ColumnTwice { column, first }, Chinese) => {
                words(format!("这一列和 {first} 都是“{column}”，不知道该用哪一列"), "请删去其中一列，或改掉它的表头")
            }
            (Self::ColumnTwice { column, first }, English) => words(
                format!("this column and {first} both mean “{column}”"),
                "delete one of them, or change its heading",
            ),
            (Self::BareUnit, Chinese) => {
                words("表头“单位”既可以是填报单位，也可以是计量单位", "请把表头改为“填报单位”或“计量单位”")
            }
            (Self::BareUnit, English) => words(
                "the heading “单位” may mean an office (填报单位) or a measure (计量单位)",
                "change the heading to “填报单位” or “计量单位”",
            ),
            (Self::UnitTwice { unit, other }, Chinese) => words(
                format!("填报单位“{unit}”在 {other} 里已经有了，两个文件不能报同一个单位"),
                "同一个文件只给一次；不同的文件请留一个、改名，或在文件里加“填报单位”列",
            ),
            (Self::UnitTwice { unit, other }, English) => words(
                format!("the office “{unit}” is already in {other}; two files cannot report the same office"),
                "give a file once; of different files keep one, rename one, or add a column 填报单位 to both",
            ),
            _ => unreachable!("not a problem of a file"),
        }
    }

    fn name_words(&self, language: Language) -> Words {
        match (self, language) {
            (Self::UnknownActivity { name, .. }, Chinese) if name.is_empty() => {
                words("这一行没有工作活动，上面也没有可以沿用的", "请在“工作活动”列填上这个指标所属的活动")
            }
            (Self::UnknownActivity { name, .. }, English) if name.is_empty() => words(
                "this row has no activity, and there is none above to repeat",
                "fill in the activity that the indicator belongs to",
            ),
            (Self::UnknownActivity { name, nearest }, Chinese) => {
                words(format!("指标表里没有工作活动“{name}”"), suggestion(nearest, language))
            }
            (Self::UnknownActivity { name, nearest }, English) => {
                words(format!("the table has no activity “{name}”"), suggestion(nearest, language))
            }
            (Self::UnknownIndicator { name, activity, nearest, elsewhere }, _) => {
                unknown_indicator(name, activity.as_deref(), nearest, elsewhere, language)
            }
            (Self::AmbiguousIndicator { name, activities }, Chinese) => words(
                format!("指标“{name}”在几个工作活动里都有：{}", activities.join("、")),
                "请加一列“工作活动”，写明是哪一个",
            ),
            (Self::AmbiguousIndicator { name, activities }, English) => words(
                format!("the indicator “{name}” stands under several activities: {}", activities.join(", ")),
                "add a column 工作活动 (activity) that says which one is meant",
            ),
            (Self::Duplicate { .. }, _) => self.duplicate_words(language),
            (Self::NoIndicator, Chinese) => {
                words("这一行有值，却没有绩效指标", "请填上指标名称；如果是合计行，请在首列写“合计”")
            }
            (Self::NoIndicator, English) => words(
                "this row has a value but no indicator",
                "fill in the indicator's name; if it is a total, write 合计 in its first cell",
            ),
            _ => unreachable!("not a problem of names"),
        }
    }

    fn duplicate_words(&self, language: Language) -> Words {
        let Self::Duplicate { unit, activity, indicator, first_file, first_line } = self else {
            unreachable!("not a duplicate")
        };
        let office = unit.as_deref().unwrap_or_default();
        match (language, first_file) {
            (Chinese, file) => words(
                format!(
                    "{office}{}“{activity}”的“{indicator}”报了两次，第一次在{}第 {first_line} 行",
                    if office.is_empty() { "" } else { "：" },
                    file.as_ref().map(|file| format!(" {file} ")).unwrap_or_default(),
                ),
                "请删去其中一行",
            ),
            (English, file) => words(
                format!(
                    "{office}{}“{indicator}” of “{activity}” is reported twice, first at {}line {first_line}",
                    if office.is_empty() { "" } else { ": " },
                    file.as_ref().map(|file| format!("{file} ")).unwrap_or_default(),
                ),
                "delete one of the two rows",
            ),
        }
    }

    fn warning_words(&self, language: Language) -> Words {
        match (self, language) {
            (Self::Missing { unit, activity, indicator }, Chinese) => words(
                format!("{}未报：{activity}／{indicator}", office_prefix(unit.as_deref(), " ")),
                "请补报；确实没有这项工作的，填“不适用”并写明原因。未报怎样计分见 --missing",
            ),
            (Self::Missing { unit, activity, indicator }, English) => words(
                format!("{}not reported: {activity} / {indicator}", office_prefix(unit.as_deref(), ": ")),
                "report it, or write 不适用 (N/A) with a note; --missing says how it counts",
            ),
            (Self::Over100 { indicator, text }, Chinese) => {
                words(format!("“{indicator}”是率，却超过 100%：{text}"), "请核对；确实超额完成的不用改，照此计分")
            }
            (Self::Over100 { indicator, text }, English) => words(
                format!("“{indicator}” is a rate, yet above 100%: {text}"),
                "check it; if the plan was really exceeded, leave it, and it counts as it stands",
            ),
            (Self::Unexplained { indicator }, Chinese) => {
                words(format!("“{indicator}”不适用，但没有写原因"), "请在“偏差原因”列写明为什么不适用")
            }
            (Self::Unexplained { indicator }, English) => words(
                format!("“{indicator}” is not applicable, and no reason is given"),
                "give the reason in the column 偏差原因 (note)",
            ),
            (Self::MixedPercent { bare, percent }, Chinese) => words(
                format!("{percent} 个值带 %，{bare} 个不带（从这里起），不带的也按百分数算"),
                "请统一都写 %，免得 0.9 和 90 混在一起",
            ),
            (Self::MixedPercent { bare, percent }, English) => words(
                format!(
                    "{} a % sign and {} none (the first is here); all count as percentages",
                    counted(*percent, "value has", "values have"),
                    counted(*bare, "has", "have")
                ),
                "write % everywhere, so that 0.9 and 90 cannot be mixed up",
            ),
            _ => unreachable!("not a warning"),
        }
    }
}

fn office_prefix(unit: Option<&str>, separator: &str) -> String {
    unit.map(|unit| format!("{unit}{separator}")).unwrap_or_default()
}

fn quoted(names: &[String], language: Language) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(language.pick("、", ", "))
}

fn suggestion(nearest: &[String], language: Language) -> String {
    match (nearest.is_empty(), language) {
        (false, Chinese) => format!("是不是{}？", quoted(nearest, language)),
        (false, English) => format!("did you mean {}?", quoted(nearest, language)),
        (true, Chinese) => "score targets 列出表中的全部名称".to_owned(),
        (true, English) => "score targets lists all names of the table".to_owned(),
    }
}

fn unknown_indicator(
    name: &str,
    activity: Option<&str>,
    nearest: &[String],
    elsewhere: &[String],
    language: Language,
) -> Words {
    let message = match (activity, language) {
        (Some(activity), Chinese) => format!("工作活动“{activity}”里没有绩效指标“{name}”"),
        (Some(activity), English) => format!("the activity “{activity}” has no indicator “{name}”"),
        (None, Chinese) => format!("指标表里没有绩效指标“{name}”"),
        (None, English) => format!("the table has no indicator “{name}”"),
    };
    let help = match (elsewhere.is_empty(), language) {
        (true, _) => suggestion(nearest, language),
        (false, Chinese) => format!("这个指标属于{}，请核对工作活动一列", quoted(elsewhere, language)),
        (false, English) => format!("it belongs to {}; check the activity", quoted(elsewhere, language)),
    };
    words(message, help)
}

fn unreadable(why: &Unreadable, language: Language) -> Words {
    match (why, language) {
        (Unreadable::Io(fault), _) => {
            let message = format!("{}{}", language.pick("读不了：", "cannot be read: "), fault.reason(language));
            words(message, fault.way_to_read(language))
        }
        (Unreadable::NotFound, Chinese) => words("没有这个文件或文件夹", "请检查名称和所在位置"),
        (Unreadable::NotFound, English) => words("there is no such file or folder", "check its name and place"),
        (Unreadable::EmptyFolder, Chinese) => {
            words("文件夹里没有可以读的文件", "请放入 .csv、.tsv、.txt、.xlsx 或 .xls 文件")
        }
        (Unreadable::EmptyFolder, English) => {
            words("the folder has no file that can be read", "put .csv, .tsv, .txt, .xlsx or .xls files into it")
        }
        (Unreadable::NoMatch, Chinese) => words("没有文件与此相符", "请检查通配符和所在位置"),
        (Unreadable::NoMatch, English) => words("no file matches this pattern", "check the pattern and its place"),
        (Unreadable::OpenQuote, Chinese) => {
            words("这里的引号 \" 一直没有收尾，后面的行会被吞掉", "请补上收尾的引号，或删去这个引号")
        }
        (Unreadable::OpenQuote, English) => words(
            "this quote \" is never closed and would swallow the rows after it",
            "add the closing quote, or delete this one",
        ),
        (Unreadable::LongRow(mebibytes), Chinese) => {
            words(format!("这一行超过 {mebibytes} MiB，不像是一行数据"), "请检查换行符和引号")
        }
        (Unreadable::LongRow(mebibytes), English) => {
            words(format!("this row is longer than {mebibytes} MiB"), "check the line ends and the quotes")
        }
    }
}

fn workbook(fault: &WorkbookFault, language: Language) -> Words {
    match (fault, language) {
        (WorkbookFault::Damaged(reason), Chinese) => {
            words(format!("工作簿不完整或已损坏（{reason}）"), "请用 Excel 或 WPS 打开后另存一份，再试")
        }
        (WorkbookFault::Damaged(reason), English) => words(
            format!("the workbook cannot be read: {reason}"),
            "open it in a spreadsheet program, save it under another name, and try again",
        ),
        (WorkbookFault::Encrypted, Chinese) => words("工作簿有密码", "请去掉密码后另存一份"),
        (WorkbookFault::Encrypted, English) => {
            words("the workbook is protected by a password", "save a copy without the password")
        }
        (WorkbookFault::TooLarge(mebibytes), Chinese) => {
            words(format!("工作簿解开后超过 {mebibytes} MiB，不像是填报表"), "请另存为 CSV，或删去多余的工作表")
        }
        (WorkbookFault::TooLarge(mebibytes), English) => words(
            format!("the workbook unpacks to more than {mebibytes} MiB"),
            "save the sheet as CSV, or delete the sheets that are not needed",
        ),
        (WorkbookFault::Unsupported, Chinese) => {
            words("这不是 .xlsx 或 .xls 工作簿", "请在 Excel 或 WPS 里另存为 .xlsx 或 CSV")
        }
        (WorkbookFault::Unsupported, English) => {
            words("this is no .xlsx or .xls workbook", "save it as .xlsx or CSV in a spreadsheet program")
        }
        (WorkbookFault::NoSheet { asked, sheets }, Chinese) => {
            words(format!("没有工作表“{asked}”"), format!("有的工作表：{}", quoted(sheets, language)))
        }
        (WorkbookFault::NoSheet { asked, sheets }, English) => {
            words(format!("there is no sheet “{asked}”"), format!("the sheets are {}", quoted(sheets, language)))
        }
    }
}

fn header(fault: &HeaderFault, language: Language) -> Words {
    match (fault, language) {
        (HeaderFault::NotFound { encoding: Some(encoding) }, Chinese) => words(
            format!("找不到表头：没有一行有“绩效指标”列（按 {encoding} 编码读的）"),
            "表头要有“绩效指标”和“实际值”（或“完成数”“计划数”）；若打开是乱码，请用 --encoding 指明编码，如 gb18030、utf-8、utf-16le",
        ),
        (HeaderFault::NotFound { encoding: Some(encoding) }, English) => words(
            format!("no header found: no row has a column 绩效指标 (indicator); read as {encoding}"),
            "the header needs 绩效指标 and 实际值 (or 完成数 and 计划数); if the text looks garbled, name its encoding, as in --encoding gb18030, utf-8 or utf-16le",
        ),
        (HeaderFault::NotFound { encoding: None }, Chinese) => words(
            "找不到表头：没有一张工作表有“绩效指标”列",
            "表头要有“绩效指标”和“实际值”（或“完成数”“计划数”）；score template -o 填报表.xlsx 可以生成一份空表",
        ),
        (HeaderFault::NotFound { encoding: None }, English) => words(
            "no header found: no sheet has a column 绩效指标 (indicator)",
            "the header needs 绩效指标 and 实际值 (or 完成数 and 计划数); score template -o FILE.xlsx writes an empty form",
        ),
        (HeaderFault::NoActual, Chinese) => {
            words("表头里没有“实际值”列，也没有“完成数”和“计划数”两列", "请加上“实际值”列，把完成情况填在里面")
        }
        (HeaderFault::NoActual, English) => words(
            "the header has no column 实际值 (actual), nor 完成数 and 计划数",
            "add a column 实际值 with the measured values",
        ),
        (HeaderFault::FractionOfPercent, Chinese) => words(
            "表头说不带 % 的数是百分数，--fraction 却说是 1 的几分之几",
            "请去掉 --fraction，或把表头改为“实际值”",
        ),
        (HeaderFault::FractionOfPercent, English) => words(
            "the heading says that bare numbers are percentages, --fraction says that they are shares of 1",
            "drop --fraction, or change the heading to 实际值",
        ),
        (HeaderFault::Empty, Chinese) => {
            words("里面是空的，没有一行有内容", "请检查是不是给错了文件，或没有保存成功；填好后再试")
        }
        (HeaderFault::Empty, English) => words(
            "it is empty: no row has any content",
            "check that it is the right file and was saved with its content, and try again",
        ),
        (HeaderFault::NoUnit, Chinese) => {
            words("名单里找不到单位", "请把表头写成“填报单位”，下面每行一个单位；或只留一列单位名称，不要表头")
        }
        (HeaderFault::NoUnit, English) => words(
            "the list has no column 填报单位 (unit)",
            "head the column of offices 填报单位, or leave only that column",
        ),
    }
}
