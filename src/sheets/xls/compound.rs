//! The compound file around the records of a .xls workbook.

use std::io::{Cursor, Read};

use super::records::u32_at;
use crate::{Fault, Foreign};

/// A compound file: streams in folders. Only streams outside of folders are the file's own; those in
/// folders are of other files that are embedded in it.
pub(super) struct Compound<'a> {
    file: cfb::CompoundFile<Cursor<&'a [u8]>>,
    length: usize,
}

impl<'a> Compound<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        check_sector_table(bytes)?;
        let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
        Ok(Self { file, length: bytes.len() })
    }

    /// Whether an .xlsx workbook with a password is in it.
    pub(super) fn is_encrypted_package(&self) -> bool {
        self.file.is_stream("/EncryptedPackage")
    }

    /// The stream with the records of a .xls workbook.
    pub(super) fn workbook(&mut self) -> Result<Vec<u8>, Fault> {
        let names = ["/Workbook", "/Book"];
        let name = names.into_iter().find(|name| self.file.is_stream(name));
        self.stream(name.ok_or(Fault::Foreign(Foreign::OtherPackage))?)
    }

    fn stream(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        let mut stream = self.file.open_stream(name).map_err(damaged)?;
        let length = stream.len();
        if length > self.length as u64 {
            return Err(Fault::damaged(format!("the stream {name} is said to be longer than the file")));
        }
        let mut content = Vec::new();
        stream.read_to_end(&mut content).map_err(damaged)?;
        if content.len() as u64 != length {
            return Err(Fault::damaged(format!("the stream {name} is cut short")));
        }
        Ok(content)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn damaged(error: std::io::Error) -> Fault {
    Fault::damaged(format!("compound file: {error}"))
}

/// Refuses a table of sectors that is larger than the file can need, before it is read: a small file
/// may name the same sectors time and again to fill the memory.
fn check_sector_table(bytes: &[u8]) -> Result<(), Fault> {
    let fault = |what: &str| Fault::damaged(format!("compound file: {what}"));
    let shift = bytes.get(30).copied().unwrap_or(0);
    if shift != 9 && shift != 12 {
        return Err(fault("the sector size is unknown"));
    }
    let size = 1_usize << shift;
    let entries = size / 4;
    let mut left = bytes.len() / size / (entries * (entries - 1)) + 1;
    let mut sector = u32_at(bytes, 68).ok_or_else(|| fault("the header is cut short"))?;
    while sector < 0xFFFF_FFFA {
        left = left.checked_sub(1).ok_or_else(|| fault("the sector table is larger than the file needs"))?;
        let end = (sector as usize + 2).checked_mul(size).ok_or_else(|| fault("the sector table is lost"))?;
        sector = u32_at(bytes, end - 4).ok_or_else(|| fault("the sector table is cut short"))?;
    }
    Ok(())
}
