//! What can be wrong with a workbook as a whole.

use sheets::{Fault, Foreign};

use super::wording::{Words, quoted, words};
use crate::language::Both;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookFault {
    /// The reader says so, in its words.
    Damaged(String),
    /// Protected by a password.
    Encrypted,
    /// Encrypted to be read only, without a password of its own, and broken: the reader says how, in its words.
    ReadOnly(String),
    /// Unpacks to more than the limit, in MiB.
    TooLarge(u64),
    /// A file of a kind that is not read, such as `.xlsb`, or a web page by a workbook's name.
    Foreign(Foreign),
    /// No sheet of the name; the sheets there are.
    NoSheet {
        /// What was asked for.
        asked: String,
        /// What there is.
        sheets: Vec<String>,
    },
}

impl From<Fault> for WorkbookFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damaged(reason) => Self::Damaged(reason),
            Fault::Encrypted => Self::Encrypted,
            Fault::ReadOnly(reason) => Self::ReadOnly(reason),
            Fault::TooLarge(mebibytes) => Self::TooLarge(mebibytes),
            Fault::Foreign(kind) => Self::Foreign(kind),
        }
    }
}

/// What a kind of file is called, behind 这是: Latin letters have a space in front.
pub(super) const fn named(kind: Foreign) -> (&'static str, &'static str) {
    match kind {
        Foreign::BinaryWorkbook => ("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
        Foreign::OpenDocument => (" OpenDocument 文件（.ods、.odt）", "an OpenDocument file (.ods, .odt)"),
        Foreign::OldDocument => ("旧式 Word 文档（.doc）", "an old document of Word (.doc)"),
        Foreign::CompositeDocument => (
            "还没有并入其他文件的文档（altChunk）",
            "a document that other files are still to be taken into (altChunk)",
        ),
        Foreign::OtherPackage => {
            ("别的压缩包或文档（如 .docx、.zip）", "another package or document (such as .docx or .zip)")
        }
        Foreign::BareRecords => {
            ("没有外壳的旧式工作簿数据（BIFF）", "a bare stream of an old workbook's records (BIFF)")
        }
        Foreign::OldWorkbook => (" Excel 95 或更早的工作簿", "a workbook of Excel 95 or before"),
        Foreign::WebPage => ("网页（HTML）", "a web page (HTML)"),
        Foreign::WebArchive => ("单个文件网页（MHTML）", "a web page in one file (MHTML)"),
        Foreign::XmlWorkbook => (" XML 表格 2003", "an XML spreadsheet of 2003"),
        Foreign::Xml => (" XML 文件", "an XML file"),
        Foreign::Pdf => (" PDF 文件", "a PDF file"),
        Foreign::RichText => (" RTF 文档", "an RTF document"),
    }
}

impl WorkbookFault {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Damaged(reason) => words!(
                "工作簿不完整或已损坏（{reason}）",
                "请用 Excel 或 WPS 打开后另存一份，再试",
                "the workbook cannot be read: {reason}",
                "open it in a spreadsheet program, save it under another name, and try again",
            ),
            Self::Encrypted => words!(
                "工作簿有密码",
                "请去掉密码后另存一份",
                "the workbook is protected by a password",
                "save a copy without the password",
            ),
            Self::ReadOnly(reason) => words!(
                "工作簿设为只读，内容不完整或已损坏（{reason}）",
                "请用 Excel 或 WPS 打开，取消只读后另存一份，再试",
                "the workbook is read-only and cannot be read: {reason}",
                "open it in a spreadsheet program, save a copy that is not read-only, and try again",
            ),
            Self::TooLarge(mebibytes) => words!(
                "工作簿解开后超过 {mebibytes} MiB，不像是填报表",
                "请另存为 CSV，或删去多余的工作表",
                "the workbook unpacks to more than {mebibytes} MiB",
                "save the sheet as CSV, or delete the sheets that are not needed",
            ),
            Self::Foreign(kind) => {
                let (chinese, english) = named(*kind);
                words!(
                    "这是{chinese}，不是 .xlsx 或 .xls 工作簿",
                    "请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV",
                    "this is {english}, no .xlsx or .xls workbook",
                    "open it in a spreadsheet program, and save it as .xlsx or CSV",
                )
            }
            Self::NoSheet { asked, sheets } => {
                let Both { chinese, english } = quoted(sheets);
                words!(
                    "没有工作表“{asked}”",
                    "有的工作表：{chinese}",
                    "there is no sheet “{asked}”",
                    "the sheets are {english}",
                )
            }
        }
    }
}
