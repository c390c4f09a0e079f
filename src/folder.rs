//! Which files of a folder are inputs or may be tables, by their names.

use std::collections::BTreeSet;

use crate::own;

/// Endings of the files in a folder that are input.
pub const ENDINGS: [&str; 6] = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls"];

/// Endings of the files in a folder that may be tables.
pub const TABLE_ENDINGS: [&str; 8] = ["docx", "xlsx", "xlsm", "xls", "csv", "tsv", "txt", "json"];

/// Endings of files that a unit may have sent in, and that are not read.
const OTHER_ENDINGS: [&str; 11] = ["xlsb", "ods", "et", "numbers", "doc", "docx", "wps", "pdf", "zip", "rar", "7z"];

/// Endings of reports that are no input.
const REPORT_ENDINGS: [&str; 6] = ["json", "ndjson", "jsonl", "html", "htm", "md"];

/// Whether a file is an input.
pub fn is_input(name: &str) -> bool {
    has_ending(name, &ENDINGS) && !is_hidden(name)
}

/// Whether a file may be a table.
pub fn is_table(name: &str) -> bool {
    has_ending(name, &TABLE_ENDINGS) && !is_hidden(name)
}

/// Whether a unit may have sent in a file, though it is not read.
pub fn is_sent_in(name: &str) -> bool {
    has_ending(name, &OTHER_ENDINGS) && !is_hidden(name)
}

/// Whether a file that is no input may be a report of this program.
pub fn may_be_report(name: &str) -> bool {
    has_ending(name, &REPORT_ENDINGS) && !is_hidden(name)
}

/// Hidden files, and the locks of open workbooks, are nobody's.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || is_lock(name)
}

/// Whether a file is there only as long as a workbook is open.
pub fn is_lock(name: &str) -> bool {
    name.starts_with("~$")
}

/// Whether a file has one of the endings, in capitals or not.
pub fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending);
    ending.is_some_and(|ending| endings.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The files of folders: what is read, and what lies there and is not, though a unit may have sent it in.
#[derive(Debug, PartialEq, Eq)]
pub struct Sorted<'n> {
    /// The inputs, in the order of their names.
    pub read: Vec<&'n str>,
    /// Other files, and folders in them with inputs, in the order of their names.
    pub unread: Vec<String>,
}

/// Sorts the files of folders with what they begin with, each named by its folder's name and its way from
/// there: `2016年/甲县.csv`.
pub fn sorted<'n>(files: impl IntoIterator<Item = (&'n str, &'n [u8])>) -> Sorted<'n> {
    let (mut read, mut unread) = (Vec::new(), BTreeSet::new());
    for (name, first) in files {
        let parts: Vec<_> = name.split('/').collect();
        match parts[..] {
            [_, file] if is_input(file) => read.push(name),
            [_, file] if is_sent_in(file) || (may_be_report(file) && own::begins(first)) => {
                unread.insert(name.to_owned());
            }
            // Of a folder's folders only their own files are looked at.
            [folder, below, file] if is_input(file) && !is_hidden(below) => {
                unread.insert(format!("{folder}/{below}"));
            }
            _ => {}
        }
    }
    read.sort_unstable();
    Sorted { read, unread: unread.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_read_in_order_and_what_else_was_sent_in_is_named() {
        let names = [
            "年/乙县.CSV",
            "年/甲县.xlsx",
            "年/.csv",
            "年/~$甲县.xlsx",
            "年/丙县.et",
            "年/说明.png",
            "年/补交/丁县.xls",
            "年/补交/戊县.xls",
            "年/图/图.png",
            "年/.旧/己县.csv",
        ];
        let sorted = sorted(names.map(|name| (name, &b""[..])));
        assert_eq!(sorted.read, ["年/乙县.CSV", "年/甲县.xlsx"]);
        assert_eq!(sorted.unread, ["年/丙县.et", "年/补交"]);
    }
}
