//! What was left unread of the files and folders that were given, and why.

use serde::Serialize;

use super::Report;
use crate::actuals::Unread;
use crate::diagnostic::place;
use crate::folder;
use crate::language::Language;
use crate::names::printable;

/// A file that was not read, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadFile {
    /// The file, or the folder.
    pub file: String,
    /// Why it was not read, or what of it.
    pub why: String,
}

impl Report<'_> {
    /// Files, sheets and rows that were not read, though a unit may have sent them in. Notes and signatures below the
    /// rows of a form are none.
    pub fn unread(&self, language: Language) -> Vec<UnreadFile> {
        let of_folders = self.unread_files.iter().map(|file| {
            let why = if folder::is_sent_in(file) {
                language.pick("不是能读的格式", "not in a format that is read")
            } else if folder::may_be_report(file) {
                language.pick(OWN_REPORT.0, OWN_REPORT.1)
            } else {
                language.pick("文件夹里的文件夹不读", "a folder within a folder is not read")
            };
            UnreadFile { file: file.clone(), why: why.to_owned() }
        });
        let of_files = self.actuals.unread.iter().filter_map(|unread| of_file(unread, language));
        of_folders.chain(of_files).collect()
    }
}

/// What a report of this program is, where forms are read.
const OWN_REPORT: (&str, &str) = ("评分报告，不是填报表", "a score report, and no form");

fn of_file(unread: &Unread, language: Language) -> Option<UnreadFile> {
    let (place, why) = match unread {
        Unread::Footers { .. } => return None,
        Unread::Report(file) => (file, language.pick(OWN_REPORT.0, OWN_REPORT.1).to_owned()),
        Unread::Rows(at) => (at, below(at.line, language)),
        Unread::Sheets { file, read, others } => {
            let others: Vec<_> = others.iter().map(|other| printable(other)).collect();
            let (read, others) = (printable(read), others.join(language.pick("、", ", ")));
            let why = match language {
                Language::Chinese => format!("读了工作表 {read}，没有读 {others}"),
                Language::English => format!("the sheet {read} was read, not {others}"),
            };
            (file, why)
        }
    };
    let file = crate::diagnostic::Place { line: None, ..place.clone() };
    Some(UnreadFile { file: self::place(&file, language), why })
}

/// Where reading broke off.
fn below(line: Option<u64>, language: Language) -> String {
    let line = line.map(|line| line.to_string()).unwrap_or_default();
    match language {
        Language::Chinese => format!("读到第 {line} 行为止，往下的行没有读"),
        Language::English => format!("read up to row {line}; the rows below were not read"),
    }
}
