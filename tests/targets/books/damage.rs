//! Damaged books are refused or read, and never end the program: seeded, so that a failure comes back.

use std::io::{Cursor, Read, Write};

use score::targets::{GridFault, read_book};
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
