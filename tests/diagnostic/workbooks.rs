//! Workbooks whose cells show something else than they store, and files that are no workbooks.

use crate::harness::raw_workbook::{RawWorkbook, number, text};

/// A reproducer: the code that it must show, a name, the file's name, and its content.
pub(super) struct Exhibit {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) file: &'static str,
    pub(super) content: Vec<u8>,
}

fn exhibit(code: &'static str, name: &'static str, file: &'static str, content: impl Into<Vec<u8>>) -> Exhibit {
    Exhibit { code, name, file, content: content.into() }
}

/// A form with one value, in a number format.
fn formatted(value: &str, code: &str, change: impl FnOnce(&mut RawWorkbook)) -> Vec<u8> {
    let mut book = RawWorkbook::form(&[("督导检查次数", &number("{C}", 1, value))]);
    book.format(code);
    change(&mut book);
    book.bytes()
}

/// A form with one value, given as the XML of its cell.
fn with_cell(cell: &str) -> Vec<u8> {
    RawWorkbook::form(&[("督导检查次数", cell)]).bytes()
}

pub(super) fn exhibits() -> Vec<Exhibit> {
    let unseen = |name, content: Vec<u8>| exhibit("unseen", name, "甲县.xlsx", content);
    let run = |property: &str, text: &str| format!("<r><rPr>{property}</rPr><t>{text}</t></r>");
    let runs = |runs: &[String]| format!("<c r=\"{{C}}\" t=\"inlineStr\"><is>{}</is></c>", runs.concat());
    let foreign = |name, content: &[u8]| exhibit("workbook", name, "甲县.xls", content);
    vec![
        unseen("guise", formatted("1.125", "# ?/?", |_| ())),
        unseen("hidden", formatted("85", ";;;", |_| ())),
        unseen(
            "conditional-format",
            formatted("0.925", "0.0%", |book| {
                book.differences.push("0.0".to_owned());
                book.behind =
                    "<conditionalFormatting sqref=\"C2:C9\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" \
                               operator=\"greaterThan\"><formula>0</formula></cfRule></conditionalFormatting>"
                        .into();
            }),
        ),
        unseen("unknown-format", with_cell(&number("{C}", 7, "1.125"))),
        unseen("marked-text", with_cell(&runs(&[run("", "92.5"), run("<vertAlign val=\"superscript\"/>", "1")]))),
        unseen("struck-out", formatted("92.5", "General", |book| book.struck[0] = true)),
        unseen("covered", {
            let mut book =
                RawWorkbook::form(&[("网络监管率", &number("{C}", 0, "92")), ("案件办结率", &number("{C}", 0, "75"))]);
            book.rows[1] = book.rows[1].replace("执法办案", "市场监督管理");
            book.rows[2] = book.rows[2].replace("执法办案", "市场主体登记与监管");
            book.behind = "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>".into();
            book.bytes()
        }),
        unseen("junk", with_cell("<c r=\"{C}\"><v>九十</v></c>")),
        unseen("name-not-computed", {
            let mut book = RawWorkbook::form(&[("", &number("{C}", 0, "92"))]);
            book.rows[1] = book.rows[1].replace(&text("B2", 0, ""), "<c r=\"B2\"><f>A9</f></c>");
            book.bytes()
        }),
        unseen("name-is-a-date", {
            let mut book = RawWorkbook::form(&[("督导检查次数", &number("{C}", 0, "92"))]);
            let style = book.format("m\"月\"d\"日\"");
            book.rows[1] = book.rows[1].replace(&text("A2", 0, "执法办案"), &number("A2", style, 42465));
            book.bytes()
        }),
        unseen("rounded-name", {
            let mut book = RawWorkbook::form(&[("督导检查次数", &number("{C}", 0, "92"))]);
            let style = book.format("000");
            book.rows[0] += &text("D1", 0, "填报单位");
            book.rows[1] += &number("D2", style, "1.4");
            book.bytes()
        }),
        unseen("in-a-hidden-row", {
            let mut book = RawWorkbook::form(&[("督导检查次数", &number("{C}", 1, "1.125"))]);
            book.format("# ?/?");
            book.before = "<cols><col min=\"3\" max=\"3\" width=\"9\" hidden=\"1\"/></cols>".into();
            book.bytes()
        }),
        exhibit("value", "not-computed", "甲县.xlsx", with_cell("<c r=\"{C}\"><f>45/40</f></c>")),
        exhibit("date-value", "of-a-workbook", "甲县.xlsx", formatted("42465", "yyyy-mm-dd", |_| ())),
        exhibit("header", "on-a-hidden-sheet", "甲县.xlsx", {
            let mut book = RawWorkbook::form(&[("督导检查次数", &number("{C}", 0, "92"))]);
            book.is_hidden = true;
            book.bytes()
        }),
        foreign("a-web-archive", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
        foreign(
            "xml-of-2003",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        ),
        foreign("other-xml", b"<?xml version=\"1.0\"?><a/>"),
        foreign("bare-records", &[0x09, 0x08, 0x10, 0, 0, 6, 5, 0]),
        foreign("pdf", b"%PDF-1.7"),
        foreign("rtf", b"{\\rtf1}"),
    ]
}
