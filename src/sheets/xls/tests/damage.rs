//! Damaged workbooks are refused, or read in part, and nothing else.

use super::real::{LIBREOFFICE, NEVER_COMPUTED, PERCENT};
use super::*;
use crate::dice::Dice;

/// Damages of each workbook.
const TRIES: u64 = 1500;

fn read_stream(bytes: Vec<u8>) -> Result<usize, Fault> {
    let (book, stream) = open_stream(bytes)?;
    (0..book.entries.len()).map(|at| Ok(stream.sheet(&book, at).map_or(0, |sheet| lines(&book, &sheet).len()))).sum()
}

#[test]
fn damaged_files_and_streams() -> Result<(), Fault> {
    let mut read = 0;
    for (seed, whole) in (0..).zip([PERCENT, LIBREOFFICE, NEVER_COMPUTED]) {
        let stream = records(&Compound::open(whole)?)?;
        for try_ in 0..TRIES {
            let mut dice = Dice(seed << 32 | try_);
            let (mut file, mut records) = (whole.to_vec(), stream.clone());
            dice.damage(&mut file);
            dice.damage(&mut records);
            read += usize::from(read_all(&file).is_ok()) + usize::from(read_stream(records).is_ok());
        }
    }
    // Most damages hit what does not matter here: fonts, print settings, drawings.
    assert!(read > 1000, "{read}");
    Ok(())
}

#[test]
fn a_cut_file_is_refused_or_whole() -> Result<(), Fault> {
    let whole = read_all(PERCENT)?;
    for length in (0..PERCENT.len()).step_by(64) {
        let cut = read_all(&PERCENT[..length]);
        assert!(cut.is_err() || cut.is_ok_and(|cut| cut == whole), "{length}");
    }
    assert!(read_all(&PERCENT[..PERCENT.len() / 2]).is_err());
    Ok(())
}

#[test]
fn a_cut_stream_is_refused() -> Result<(), Fault> {
    let stream = records(&Compound::open(LIBREOFFICE)?)?;
    let end = stream.iter().rposition(|&byte| byte != 0).unwrap_or(0) - 1;
    for length in 0..end {
        let cut = open_stream(stream[..length].to_vec()).and_then(|(book, stream)| stream.sheet(&book, 0).map(drop));
        assert!(cut.is_err(), "{length}");
    }
    Ok(())
}

#[test]
fn a_stream_of_another_name_is_no_workbook() {
    let name: Vec<u8> = "Workbook".bytes().flat_map(|letter| [letter, 0]).collect();
    let mut bytes = NEVER_COMPUTED.to_vec();
    let at = bytes.windows(name.len()).position(|window| window == name).unwrap_or(0);
    bytes[at] = b'V';
    assert_eq!(read_all(&bytes), Err(Fault::Foreign(crate::Foreign::OtherPackage)));
}
