//! A workbook as the bytes of its file, the same on every system: an archive says of each of its parts on which one
//! it was made, and always says Unix here.

use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// What ends an archive: how many parts it has, and where their directory is.
const END: usize = 22;
/// An entry of the directory without its three texts, whose lengths stand in it.
const ENTRY: usize = 46;
const UNIX: u8 = 3;

/// Properties with a fixed time of creation: the same content gives the same bytes.
///
/// # Errors
/// Only those of the writer of workbooks.
pub(crate) fn properties() -> Result<DocProperties> {
    Ok(DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// The bytes of the file.
///
/// # Errors
/// Only those of the writer of workbooks.
pub(crate) fn saved(mut workbook: Workbook) -> Result<Vec<u8>> {
    let mut bytes = workbook.save_to_buffer()?;
    made_on_unix(&mut bytes);
    Ok(bytes)
}

fn made_on_unix(archive: &mut [u8]) {
    let number = |archive: &[u8], at: usize| {
        archive.get(at..at + 2).map_or(0, |two| usize::from(two[0]) | usize::from(two[1]) << 8)
    };
    let Some(end) = archive.len().checked_sub(END) else { return };
    let mut at = number(archive, end + 16) | number(archive, end + 18) << 16;
    for _ in 0..number(archive, end + 10) {
        if let Some(system) = archive.get_mut(at + 5) {
            *system = UNIX;
        }
        at += ENTRY + [28, 30, 32].map(|text| number(archive, at + text)).iter().sum::<usize>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_that_was_made_on_windows_is_the_one_made_on_unix() {
        let bytes = saved(Workbook::new()).expect("an empty workbook");
        let entries: Vec<_> = (0..bytes.len() - 4).filter(|&at| bytes[at..].starts_with(b"PK\x01\x02")).collect();
        assert!(entries.len() > 5);
        let mut windows = bytes.clone();
        for entry in entries {
            windows[entry + 5] = 0;
        }
        assert_ne!(windows, bytes);
        made_on_unix(&mut windows);
        assert_eq!(windows, bytes);
    }
}
