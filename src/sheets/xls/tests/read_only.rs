//! Workbooks that are encrypted, with the password that programs try by themselves and with others.

use super::records::{raw, words, workbook, xf};
use super::*;

/// The same workbook in each kind of encryption; `LibreOffice` opens the first two, too, without being asked for
/// a password.
const READ_ONLY: [&[u8]; 4] = [
    include_bytes!("../../tests-data/read-only-rc4.xls"),
    include_bytes!("../../tests-data/read-only-mixed.xls"),
    include_bytes!("../../tests-data/read-only-provider-40.xls"),
    include_bytes!("../../tests-data/read-only-provider-128.xls"),
];

#[test]
fn what_is_read_only_is_read() -> Result<(), Fault> {
    for bytes in READ_ONLY {
        let sheets = read_all(bytes)?;
        let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["绩效", "Two"]);
        assert_eq!(sheets[0].1[3..6], ["A2 \"执法办案\"", "B2 \"督导检查次数\"", "C2 1.125 as 0.0%"]);
        assert_eq!(sheets[1].1, ["B2 \"second\""]);
    }
    Ok(())
}

#[test]
fn other_passwords_and_kinds_are_locked() -> Result<(), Fault> {
    for bytes in READ_ONLY {
        let mut stream = records(&Compound::open(bytes)?)?;
        assert_eq!(cipher::unlock(&mut stream, "another"), Err(Fault::Encrypted));
    }
    for kind in [
        &[][..],
        &[0],
        &[0, 0, 0x9A0A],
        &[0, 0xB359, 0],
        &[1, 1, 1],
        &[1, 2, 2, 0, 0, 0xFFFF, 0xFFFF],
        &[2, 1, 1],
        &[9],
    ] {
        let locked = workbook(&[raw(0x002F, &words(kind)), xf(0, 0)], &[]);
        assert_eq!(open_stream(locked).err(), Some(Fault::Encrypted), "{kind:?}");
    }
    Ok(())
}

#[test]
fn a_record_of_encryption_that_is_cut_short() -> Result<(), Fault> {
    for bytes in READ_ONLY {
        let stream = records(&Compound::open(bytes)?)?;
        let length = u16::from_le_bytes([stream[22], stream[23]]);
        for length in 0..length {
            let body = &stream[24..24 + usize::from(length)];
            let locked = workbook(&[raw(0x002F, body)], &[]);
            assert_eq!(open_stream(locked).err(), Some(Fault::Encrypted), "{length}");
        }
    }
    Ok(())
}
