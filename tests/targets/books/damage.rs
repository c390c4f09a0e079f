//! Damaged books are refused or read, and never end the program: seeded, so that a failure comes back.

use std::io::{Cursor, Read, Write};

use score::targets::{BookFault, GridFault, read_book};
use sheets::Foreign;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::FORMS;
use crate::harness::dice::Dice;

/// The parts of a package that are read.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let read = |at: usize| {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("it is whole");
        (part.name().expect("a name").into_owned(), content)
    };
    let count = ZipArchive::new(Cursor::new(bytes)).expect("a package").len();
    (0..count).map(read).filter(|(name, _)| !name.contains("tyles") && !name.contains("theme")).collect()
}

fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("a package").into_inner()
}

fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len().max(1));
        match dice.below(4) {
            0 => bytes.truncate(at),
            1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = b"<>/\"&\t\n,\xE4\xFF"[at % 10]),
            2 => drop(bytes.drain(at..(at + 40).min(bytes.len()))),
            _ => {
                let copied = bytes[at..(at + 300).min(bytes.len())].to_vec();
                bytes.splice(at..at, copied);
            }
        }
    }
}

#[test]
fn damaged_books_end_in_tables_or_in_words() {
    let mut dice = Dice::new(15);
    let mut refused = 0;
    for (name, whole) in FORMS {
        for _ in 0..60 {
            let mut bytes = whole.to_vec();
            if name.ends_with('x') {
                let mut parts = parts(whole);
                let at = dice.below(parts.len());
                damage(&mut parts[at].1, &mut dice);
                bytes = package(&parts);
            } else {
                damage(&mut bytes, &mut dice);
            }
            let book = read_book(bytes);
            refused +=
                usize::from(book.is_err() || book.is_ok_and(|book| book.tables.iter().any(|one| one.table.is_err())));
        }
    }
    assert!(refused > 60, "damage is found: {refused}");
}

#[test]
fn files_of_other_kinds_are_refused_by_name() {
    for (bytes, kind) in
        [(&b"%PDF-1.7"[..], Foreign::Pdf), (b"<html><body><table>", Foreign::WebPage), (b"{\\rtf1", Foreign::RichText)]
    {
        assert_eq!(read_book(bytes.to_vec()).err(), Some(GridFault::Foreign(kind)));
    }
    assert!(matches!(read_book(b"\xFF\xFE\x00".to_vec()), Err(GridFault::Encoding { .. }) | Ok(_)));
    assert_eq!(read_book(b"a\n\xC3".to_vec()).err(), Some(GridFault::Encoding { line: 2 }));
}

/// A document of nothing but this body.
fn document(body: &str) -> Vec<u8> {
    let mut parts = parts(FORMS[3].1);
    let document = parts.iter_mut().find(|(name, _)| name == "word/document.xml").expect("a document");
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    document.1 = format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>").into_bytes();
    package(&parts)
}

fn fault(body: &str) -> Option<GridFault> {
    read_book(document(body)).err()
}

#[test]
fn documents_that_are_nested_too_deep_are_refused() {
    let nested = |depth: usize| {
        let (open, close) = ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>");
        open.repeat(depth) + &close.repeat(depth)
    };
    assert_eq!(fault(&nested(60)), None);
    for depth in [70, 100_000] {
        assert!(matches!(fault(&nested(depth)), Some(GridFault::Package(sheets::Fault::Damaged(_)))), "{depth}");
    }
}

/// A few bytes that stand for many cells.
#[test]
fn what_grows_without_end_is_refused() {
    let row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr><w:p/></w:tc></w:tr>";
    let too_many = Some(GridFault::TooManyCells(1_000_000));
    assert_eq!(fault(&format!("<w:tbl>{}</w:tbl>", row.repeat(20_000))), too_many);
    assert_eq!(read_book(",".repeat(2_000_000).into_bytes()).err(), too_many);
    assert_eq!(read_book(format!("\t绩效指标\n{}", "\t\n".repeat(2_000_000)).into_bytes()).err(), too_many);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..5_000 {
        sheet.write(row, 255, 1).expect("it fits");
    }
    assert_eq!(read_book(book.save_to_buffer().expect("a workbook")).err(), too_many);
    let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"64\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>";
    assert!(matches!(fault(wide), Some(GridFault::Package(sheets::Fault::Damaged(_)))));
}

/// What stands in a document and in no cell or paragraph of it is refused or told, and not lost.
#[test]
fn what_is_beside_the_text_is_not_lost() {
    assert_eq!(fault("<w:p/><w:altChunk r:id=\"r9\"/>"), Some(GridFault::Foreign(Foreign::CompositeDocument)));
    let text = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let boxed = |text: &str| {
        format!(
            "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )
    };
    let row =
        |cells: [String; 7]| format!("<w:tr>{}</w:tr>", cells.map(|cell| format!("<w:tc>{cell}</w:tc>")).concat());
    let table = |last: String| {
        let rows = [
            ["职责活动", "年度预算数", "绩效指标", "优", "良", "中", "差"].map(text),
            ["职", "1", "", "", "", "", ""].map(text),
            ["　　甲", "1", "甲率", "90%", "80%", "70%", "60%"].map(text),
        ];
        let mut rows = rows.map(row).concat();
        rows = rows.replace(&text("60%"), &(text("60%") + &last));
        format!("<w:tbl>{rows}</w:tbl>")
    };
    // The bureau stands in a text box above the table, as in a letterhead.
    let above = boxed(&text("414工商局"));
    let tables = |document: String| read_book(self::document(&document)).expect("it is a book").tables;
    assert!(tables(above.clone() + &table(boxed(""))).pop().is_some_and(|one| one.table.is_ok()));
    let refused = tables(above + &table(boxed(&text("不低于"))));
    let errors: Vec<_> = refused.into_iter().filter_map(|one| one.table.err()).flatten().map(|one| one.fault).collect();
    assert_eq!(errors, [BookFault::Boxed("60%\n不低于".to_owned())]);
}

/// A book of 200 pages and more: as many bureaus as there are codes of three digits.
#[test]
fn a_book_of_hundreds_of_pages_is_read() {
    let page = include_str!("../../data/page.txt");
    let book: String = (100..900).map(|code| page.replace("414工商局", &format!("{code}甲{code}局")) + "\n").collect();
    let tables = read_book(book.into_bytes()).expect("it is text").tables;
    assert_eq!(tables.len(), 800);
}

/// A document that says that it is small and unpacks to more than may be held is refused, not unpacked.
#[test]
fn a_document_that_unpacks_to_too_much_is_refused() {
    let mut parts = parts(FORMS[3].1);
    let document = parts.iter_mut().find(|(name, _)| name == "word/document.xml").expect("a document");
    let end = document.1.len() - b"</w:document>".len();
    document.1.splice(end..end, std::iter::repeat_n(b' ', 129 << 20));
    let fault = read_book(package(&parts)).err();
    assert_eq!(fault, Some(GridFault::Package(sheets::Fault::TooLarge(sheets::MOST_MEBIBYTES))));
}
