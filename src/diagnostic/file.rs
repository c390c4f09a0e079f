//! What can be wrong with a file or its header.

use std::io::ErrorKind;

use super::SystemFault;
use super::wording::{Words, words};
use crate::folder;
use crate::language::{Both, both};

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The operating system says so.
    Io(SystemFault),
    /// There is no such file or folder.
    NotFound,
    /// A folder without a single input.
    EmptyFolder,
    /// A folder without a single table.
    NoTables,
    /// A pattern that matches nothing.
    NoMatch,
    /// A quote that is never closed.
    OpenQuote,
    /// A row above the limit, in MiB.
    LongRow(usize),
    /// A report of this program.
    OwnReport,
    /// The program failed while it was read, and had to be started again.
    ProgramFault,
}

impl Unreadable {
    /// Whether there is nothing to read, or the system does not give it; else what was named is at fault.
    pub const fn is_io(&self) -> bool {
        match self {
            Self::Io(fault) => !matches!(fault.kind, ErrorKind::IsADirectory),
            Self::NotFound | Self::NoMatch => true,
            _ => false,
        }
    }

    pub(super) fn words(&self) -> Words {
        match self {
            Self::Io(fault) => Words {
                message: Both::each(|language| {
                    language.pick("读不了：", "cannot be read: ").to_owned() + &fault.reason(language)
                }),
                help: Both::each(|language| fault.way_to_read(language).to_owned()),
            },
            Self::NotFound => words!(
                "没有这个文件或文件夹",
                "请检查名称和所在位置",
                "there is no such file or folder",
                "check its name and place",
            ),
            Self::EmptyFolder => Words {
                message: both!("文件夹里没有可以读的文件", "the folder has no file that can be read"),
                help: put_into(&folder::ENDINGS),
            },
            Self::NoTables => Words {
                message: both!("文件夹里没有指标表", "the folder has no table"),
                help: put_into(&folder::TABLE_ENDINGS),
            },
            Self::NoMatch => words!(
                "没有文件与此相符",
                "请检查通配符和所在位置",
                "no file matches this pattern",
                "check the pattern and its place",
            ),
            Self::OwnReport => words!(
                "这是本程序打出的评分报告，不是填报表",
                "请给出填报的表；报告里的分数不能再计分",
                "this is a score report of this program, not a form",
                "name the form that was filled in; a report is not scored again",
            ),
            Self::OpenQuote => words!(
                "这里的引号 \" 一直没有收尾，后面的行会被吞掉",
                "请补上收尾的引号，或删去这个引号",
                "this quote \" is never closed and would swallow the rows after it",
                "add the closing quote, or delete this one",
            ),
            Self::LongRow(mebibytes) => words!(
                "这一行超过 {mebibytes} MiB，不像是一行数据",
                "请检查换行符和引号",
                "this row is longer than {mebibytes} MiB",
                "check the line ends and the quotes",
            ),
            Self::ProgramFault => words!(
                "程序读这个文件时自身出错，没有读它；其余文件不受影响",
                "请另存为 .xlsx 或 .csv 再试，并把这个文件报告给维护者",
                "the program failed while it read this file, which was not read to its end; the other files are not affected",
                "save it anew as .xlsx or .csv and try again, and report this file",
            ),
        }
    }
}

/// Which files a folder is to have.
fn put_into(endings: &[&str]) -> Both {
    let endings: Vec<_> = endings.iter().map(|ending| format!(".{ending}")).collect();
    let Some((last, others)) = endings.split_last() else { return both!("", "") };
    let (chinese, english) = (others.join("、"), others.join(", "));
    both!("请放入 {chinese} 或 {last} 文件", "put {english} or {last} files into it")
}

/// What is missing from a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderFault {
    /// No row has an indicator column.
    NotFound {
        /// The encoding that was assumed; none for a workbook.
        encoding: Option<&'static str>,
    },
    /// No sheet that is shown has a header, but a hidden one has.
    OnHiddenSheet {
        /// Its name.
        sheet: String,
    },
    /// A row has the indicator column but no column of actuals.
    NoActual,
    /// A heading that is not known, and near one that is needed.
    Near {
        /// What stood there.
        found: String,
        /// What it is near to.
        known: &'static str,
    },
    /// `--fraction` was given, and the column says that its numbers are percentages.
    FractionOfPercent,
    /// A second header gives a column another meaning than the first one.
    Otherwise,
    /// Below a form of one unit stands that of another one.
    OtherForm {
        /// The other unit.
        unit: String,
    },
    /// A row with a value stands above the header.
    ValueAbove,
    /// There is nothing but empty rows.
    Empty,
    /// A list of units without a column of them.
    NoUnit,
}

impl HeaderFault {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::NotFound { encoding: Some(encoding) } => words!(
                "找不到表头：没有一行有“绩效指标”列（按 {encoding} 编码读的）",
                "表头要有“绩效指标”和“实际值”（或“完成数”“计划数”）；若打开是乱码，⦃请用 --encoding 指明编码，如 gb18030、utf-8、utf-16le⦄⦅请另存为“CSV UTF-8”或 .xlsx⦆",
                "no header found: no row has a column 绩效指标 (indicator); read as {encoding}",
                "the header needs 绩效指标 and 实际值 (or 完成数 and 计划数); if the text looks garbled, ⦃name its encoding, as in --encoding gb18030, utf-8 or utf-16le⦄⦅save it as “CSV UTF-8” or .xlsx⦆",
            ),
            Self::NotFound { encoding: None } => words!(
                "找不到表头：没有一张工作表有“绩效指标”列",
                "表头要有“绩效指标”和“实际值”（或“完成数”“计划数”）⦃；score template -o 填报表.xlsx 可以生成一份空表⦄⦅，可照下发的填报表填写⦆",
                "no header found: no sheet has a column 绩效指标 (indicator)",
                "the header needs 绩效指标 and 实际值 (or 完成数 and 计划数)⦃; score template -o FILE.xlsx writes an empty form⦄",
            ),
            Self::OnHiddenSheet { sheet } => words!(
                "找不到表头：只有隐藏的工作表“{sheet}”有“绩效指标”列，隐藏的不读",
                "要读它，请取消隐藏后保存⦃，或加 --sheet \"{sheet}\"⦄；否则请把表头写在看得见的工作表里",
                "no header found: only the hidden sheet “{sheet}” has a column 绩效指标 (indicator), and hidden sheets are not read",
                "to have it read, unhide it and save⦃, or add --sheet \"{sheet}\"⦄; else put the header into a sheet that is shown",
            ),
            Self::NoActual => words!(
                "表头里没有“实际值”列，也没有“完成数”和“计划数”两列",
                "请加上“实际值”列，把完成情况填在里面",
                "the header has no column 实际值 (actual), nor 完成数 and 计划数",
                "add a column 实际值 with the actuals",
            ),
            Self::Near { found, known } => words!(
                "不认得表头“{found}”，它像是“{known}”列",
                "是的话，请把表头改成“{known}”；不是的，请换一个不会混淆的表头",
                "the heading “{found}” is not known; it looks like the column “{known}”",
                "if it is, head the column {known}; if not, give it a heading that cannot be taken for one",
            ),
            Self::FractionOfPercent => words!(
                "表头说不带 % 的数是百分数，⦃--fraction 却说⦄⦅这次却要求⦆是 1 的几分之几",
                "请⦃去掉 --fraction，或⦄把表头改为“实际值”",
                "the heading says that bare numbers are percentages, ⦃--fraction says⦄⦅this run needs⦆ that they are shares of 1",
                "⦃drop --fraction, or ⦄change the heading to 实际值",
            ),
            Self::Otherwise => words!(
                "这里又是表头，各列和上面的表头不一样，下面的行不知道按哪个读",
                "请把各列调成和上面一样，或把下面的部分另存为一个文件",
                "this is another header, whose columns are not those of the header above, so it is not known how to read the rows below",
                "put the columns into the order of the first header, or save the part below as a file of its own",
            ),
            Self::OtherForm { unit } => words!(
                "从这里起是另一个单位“{unit}”的填报表，不知道下面的行算谁的",
                "请每个单位各存一个文件；或并成一张表，加一列“填报单位”，每行写明单位",
                "from here on this is the form of another unit, “{unit}”, so it is not known whose the rows below are",
                "save each unit's form as a file of its own, or put them into one table with a column 填报单位 (unit)",
            ),
            Self::ValueAbove => words!(
                "这一行在表头上面，却像是指标和实际值",
                "请把表头移到最上面一行指标之前（排序时不要带上表头）",
                "this row stands above the header and seems to be an indicator with its actual",
                "move the header above all indicators; leave it out when sorting",
            ),
            Self::Empty => words!(
                "里面是空的，没有一行有内容",
                "请检查是不是给错了文件，或没有保存成功；填好后再试",
                "it is empty: no row has any content",
                "check that it is the right file and was saved with its content, and try again",
            ),
            Self::NoUnit => words!(
                "名单里找不到单位",
                "请把表头写成“填报单位”，下面每行一个单位；或只留一列单位名称，不要表头",
                "the list has no column 填报单位 (unit)",
                "head the column of units 填报单位, or leave only that column",
            ),
        }
    }
}
