//! Workbooks that other programs have encrypted, with the password that programs try by themselves and with another.

use super::*;
use crate::dice::Dice;
use crate::{Seen, Workbook};

/// Of officecrypto-tool, which encrypts as Excel does; its files end in a way that other programs' do not.
const AGILE: &[u8] = include_bytes!("../tests-data/read-only-agile.xlsx");
/// Of `LibreOffice`.
const STANDARD: &[u8] = include_bytes!("../tests-data/read-only-standard.xlsx");
/// Of officecrypto-tool with other algorithms; the first hashes a password only ten times.
const QUICK: &[u8] = include_bytes!("../tests-data/read-only-sha1-128.xlsx");
const SHA256_192: &[u8] = include_bytes!("../tests-data/read-only-sha256-192.xlsx");
const SHA384_256: &[u8] = include_bytes!("../tests-data/read-only-sha384-256.xlsx");
const LOCKED: [&[u8]; 2] =
    [include_bytes!("../tests-data/locked-agile.xlsx"), include_bytes!("../tests-data/locked-standard.xlsx")];

/// The values of all sheets.
fn values(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let workbook = Workbook::open(bytes.to_vec())?;
    let mut values = Vec::new();
    for at in 0..workbook.sheets().len() {
        let sheet = workbook.read(at)?;
        values.extend((0..sheet.len()).filter_map(|cell| match sheet.seen_in(cell)? {
            Seen::Text(text) => Some(text.into_owned()),
            Seen::Number { text, .. } => Some(text),
            Seen::Unseen(_) => None,
        }));
    }
    Ok(values)
}

fn info(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    Compound::open(bytes)?.stream(INFO)
}

/// The fault of a key with another text in what the file says of its encryption.
fn fault_with(bytes: &[u8], from: &str, to: &str) -> Result<Option<Fault>, Fault> {
    let info = info(bytes)?;
    let (numbers, xml) = info.split_at(8);
    let xml = String::from_utf8_lossy(xml);
    assert!(xml.contains(from), "{from}");
    let changed = [numbers, xml.replace(from, to).as_bytes()].concat();
    Ok(Key::of(&changed, &utf_16(PASSWORD)).err())
}

#[test]
fn what_is_read_only_is_read() -> Result<(), Fault> {
    let expected = ["工作活动", "绩效指标", "实际值", "执法办案", "督导检查次数", "112.5%", "second"];
    for bytes in [AGILE, STANDARD, QUICK, SHA256_192, SHA384_256] {
        assert_eq!(values(bytes)?, expected);
    }
    Ok(())
}

#[test]
fn another_password_locks() -> Result<(), Fault> {
    for bytes in LOCKED {
        assert_eq!(Workbook::open(bytes.to_vec()).err(), Some(Fault::Encrypted));
        assert!(package(&Compound::open(bytes)?, "another")?.starts_with(b"PK"));
    }
    for bytes in [STANDARD, QUICK] {
        assert_eq!(package(&Compound::open(bytes)?, "another"), Err(Fault::Encrypted));
    }
    Ok(())
}

#[test]
fn unknown_ways_of_encryption_lock() -> Result<(), Fault> {
    for (from, to) in [
        ("SHA1", "WHIRLPOOL"),
        ("\"AES\"", "\"RC2\""),
        ("ChainingModeCBC", "ChainingModeCFB"),
        ("keyBits=\"128\"", "keyBits=\"64\""),
        ("keyEncryptor/password", "keyEncryptor/certificate"),
        ("spinCount=\"10\"", "spinCount=\"11\""),
    ] {
        assert_eq!(fault_with(QUICK, from, to)?, Some(Fault::Encrypted), "{to}");
    }
    // Versions, the length of keys, and numbers of algorithms.
    for (at, byte) in [(0, 5), (2, 3), (2, 4), (20, 0x01), (21, 0x68), (24, 0x0C)] {
        let mut info = info(STANDARD)?;
        info[at] = byte;
        assert_eq!(Key::of(&info, &utf_16(PASSWORD)).err(), Some(Fault::Encrypted), "{at}");
    }
    Ok(())
}

#[test]
fn damaged_ways_of_encryption() -> Result<(), Fault> {
    for (from, to, what) in [
        ("spinCount=\"10\"", "spinCount=\"1000001\"", "the encryption has a wrong spinCount"),
        ("spinCount=\"10\"", "spinCount=\"ten\"", "the encryption has a wrong spinCount"),
        ("saltValue=\"", "saltValue=\"!", "the encryption has a wrong saltValue"),
        ("encryptedKeyValue=", "keyValue=", "the encryption lacks encryptedKeyValue"),
        ("<keyData", "<key", "the encryption lacks cipherAlgorithm"),
        ("</encryption>", "", "a part is cut short"),
    ] {
        assert_eq!(fault_with(QUICK, from, to)?, Some(Fault::damaged(what)));
    }
    for bytes in [QUICK, STANDARD] {
        let info = info(bytes)?;
        let end = info.iter().rposition(|byte| *byte == b'>').filter(|_| bytes == QUICK).unwrap_or(info.len());
        for length in 0..end.min(400) {
            assert!(Key::of(&info[..length], &utf_16(PASSWORD)).is_err(), "{length}");
        }
    }
    Ok(())
}

#[test]
fn the_length_of_a_package_is_not_believed() -> Result<(), Fault> {
    let file = Compound::open(QUICK)?;
    let key = Key::of(&file.stream(INFO)?, &utf_16(PASSWORD))?;
    let stream = file.stream(PACKAGE)?;
    let with = |length: u64| key.open([&length.to_le_bytes(), &stream[8..]].concat());
    let encrypted = (stream.len() - 8) as u64;
    assert_eq!(with(10)?.len(), 10);
    assert!(with(encrypted)?.starts_with(&with(encrypted - 1)?));
    let cut_short = Err(Fault::damaged("the stream EncryptedPackage is cut short"));
    for length in [encrypted + 1, u64::from(u32::MAX), u64::MAX] {
        assert_eq!(with(length), cut_short);
    }
    assert_eq!(key.open(stream[..7].to_vec()), cut_short);
    assert_eq!(key.open(stream[..stream.len() - 1].to_vec()), cut_short);
    Ok(())
}

#[test]
fn a_damaged_package_is_called_read_only() -> Result<(), Fault> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = AGILE.to_vec();
    let entry = bytes.windows(name.len()).position(|window| window == name).ok_or(Fault::damaged("no entry"))?;
    // The length of the stream.
    bytes[entry + 121] = 0x7F;
    assert!(matches!(Workbook::open(bytes), Err(Fault::ReadOnly(_))));
    Ok(())
}

#[test]
fn damage_gives_no_other_value() -> Result<(), Fault> {
    let whole = values(QUICK)?;
    let mut read = 0;
    for seed in 0..2000 {
        let mut bytes = QUICK.to_vec();
        Dice(seed).damage(&mut bytes);
        if let Ok(values) = values(&bytes) {
            read += 1;
            assert!(values.iter().all(|value| whole.contains(value)), "{seed}: {values:?}");
        }
    }
    assert!(read > 100, "{read}");
    Ok(())
}
