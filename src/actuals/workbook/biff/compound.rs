//! The compound file around the records of a .xls workbook.

use std::io::{Cursor, Read};

use anyhow::{Context, Result, anyhow, ensure};

use super::records::u32_at;

/// The stream with the records, out of the compound file around it.
pub(super) fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>> {
    check_sector_table(bytes)?;
    let damaged = |error: std::io::Error| anyhow!("compound file: {error}");
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = if file.is_stream("/Workbook") { "Workbook" } else { "Book" };
    check_names(bytes, name)?;
    let mut stream = file.open_stream(name).map_err(damaged)?;
    let length = stream.len();
    ensure!(length <= bytes.len() as u64, "the {name} stream is said to be longer than the file");
    let mut content = Vec::new();
    stream.read_to_end(&mut content).map_err(damaged)?;
    ensure!(content.len() as u64 == length, "the {name} stream is cut short");
    Ok(content)
}

/// Refuses a table of sectors that is larger than the file can need, before it is read: a small file
/// may name the same sectors time and again to fill the memory.
fn check_sector_table(bytes: &[u8]) -> Result<()> {
    let shift = bytes.get(30).copied().unwrap_or(0);
    ensure!(shift == 9 || shift == 12, "compound file: the sector size is unknown");
    let size = 1_usize << shift;
    let entries = size / 4;
    let mut left = bytes.len() / size / (entries * (entries - 1)) + 1;
    let mut sector = u32_at(bytes, 68).context("compound file: the header is cut short")?;
    while sector < 0xFFFF_FFFA {
        ensure!(left > 0, "compound file: the sector table is larger than the file needs");
        left -= 1;
        let end =
            (usize::try_from(sector)? + 2).checked_mul(size).context("compound file: the sector table is lost")?;
        sector = u32_at(bytes, end - 4).context("compound file: the sector table is cut short")?;
    }
    Ok(())
}

/// Refuses a workbook that has others embedded. calamine takes the first stream of the name, wherever
/// it is, and the formats of one workbook must not meet the numbers of another.
fn check_names(bytes: &[u8], taken: &str) -> Result<()> {
    let is_named = |entry: &[u8], name: &str| {
        let name: Vec<u8> = name.bytes().chain([0]).flat_map(|letter| [letter, 0]).collect();
        entry.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(&name))
    };
    let count = |name: &str| bytes.chunks(128).filter(|entry| is_named(entry, name)).count();
    ensure!(count(taken) > 0, "the compound file holds no workbook");
    ensure!(count(taken) == 1, "the compound file holds more than one workbook");
    ensure!(taken == "Workbook" || count("Workbook") == 0, "the compound file holds an embedded workbook");
    Ok(())
}
