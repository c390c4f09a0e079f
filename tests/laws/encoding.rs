//! One text, however it is encoded, gives one report.

use encoding_rs::{GB18030, GBK};
use proptest::prelude::*;
use score::scoring::MissingPolicy;
use score::targets::Targets;

use super::without_hashes;
use crate::harness::depth;
use crate::harness::in_process::{File, grade};
use crate::harness::random;
use crate::harness::tables::{HEADINGS, comma_separated};

const ENGLISH: [&str; 4] = ["activity", "indicator", "actual", "note"];

/// The text in every encoding that is told apart without being named.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf_16 = |mark: u16, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        [mark].into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let mut all = vec![
        ("UTF-8 with BOM", format!("\u{FEFF}{text}").into_bytes()),
        ("GB18030", GB18030.encode(text).0.into_owned()),
        ("UTF-16LE", utf_16(0xFEFF, u16::to_le_bytes)),
        ("UTF-16BE", utf_16(0xFEFF, u16::to_be_bytes)),
    ];
    let (gbk, _, has_unmappable) = GBK.encode(text);
    if !has_unmappable {
        all.push(("GBK", gbk.into_owned()));
    }
    all
}

proptest! {
    #![proptest_config(depth::cases(10, 60))]

    #[test]
    fn the_encoding_changes_nothing_but_the_hash(
        case in random::case(),
        english in any::<bool>(),
        wrong in any::<bool>(),
        notes in prop::collection::vec("[甲-癸 a-z€ü，。😀]{0,12}|[一-龥]{0,6}", 8),
    ) {
        let targets = Targets::parse(&case.table()).expect("the table is legal");
        let mut rows = case.rows();
        for (row, note) in rows.iter_mut().zip(notes) {
            row[3] = note;
        }
        if let (Some(row), true) = (rows.last_mut(), wrong) {
            "约九成".clone_into(&mut row[2]);
        }
        let text = comma_separated(if english { &ENGLISH } else { &HEADINGS }, &rows);
        let report = |content: &[u8]| {
            let file = File::new("某单位.csv", content);
            without_hashes(grade(&targets, MissingPolicy::Range, &[file]).value())
        };
        let expected = report(&text);
        for (encoding, content) in encodings(std::str::from_utf8(&text).expect("written as UTF-8")) {
            prop_assert_eq!(&expected, &report(&content), "{}", encoding);
        }
    }
}
