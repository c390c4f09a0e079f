//! What can be wrong with a workbook as a whole.

use super::wording::{Words, quoted, words};
use crate::language::Both;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookFault {
    /// The reader says so, in its words.
    Damaged(String),
    /// Protected by a password.
    Encrypted,
    /// Unpacks to more than the limit, in MiB.
    TooLarge(u64),
    /// A workbook format that is not read, such as `.xlsb` or `.ods`.
    Unsupported,
    /// No sheet of the name; the sheets there are.
    NoSheet {
        /// What was asked for.
        asked: String,
        /// What there is.
        sheets: Vec<String>,
    },
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
            Self::TooLarge(mebibytes) => words!(
                "工作簿解开后超过 {mebibytes} MiB，不像是填报表",
                "请另存为 CSV，或删去多余的工作表",
                "the workbook unpacks to more than {mebibytes} MiB",
                "save the sheet as CSV, or delete the sheets that are not needed",
            ),
            Self::Unsupported => words!(
                "这不是 .xlsx 或 .xls 工作簿",
                "请在 Excel 或 WPS 里另存为 .xlsx 或 CSV",
                "this is no .xlsx or .xls workbook",
                "save it as .xlsx or CSV in a spreadsheet program",
            ),
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
