//! Compound files (\[MS-CFB\]): streams in folders, in sectors that are chained to one another. The records of a
//! .xls workbook are in one, and so is an encrypted package.
//!
//! No sector is read twice, whatever the file says of its lengths, and wherever its chains lead.
//! Programs differ in what they leave in the unused parts of a file's tables: nothing is made of it.

use std::borrow::Cow;
use std::mem;

use crate::Fault;
use crate::little_endian::{u16_at, u32_at};

/// Numbers from here on are no sectors and no entries of the directory.
const NONE: u32 = 0xFFFF_FFFA;
const HEADER: usize = 512;
/// Bytes of an entry in the directory.
const ENTRY: usize = 128;
const SMALL_SECTOR: usize = 64;

/// A compound file. Only its streams outside of folders are the file's own; those in folders are of other files that
/// are embedded in it.
pub(crate) struct Compound<'a> {
    sectors: Sectors<'a>,
    /// What holds the streams that are short.
    small_sectors: Sectors<'a>,
    /// A stream that is as long as this is not short.
    short: usize,
    streams: Vec<Stream>,
}

impl<'a> Compound<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let header = |at| u32_at(bytes, at).ok_or_else(|| damaged("the header is cut short"));
        let sectors = Sectors::of_file(bytes)?;
        let directory = sectors.read(header(48)?, usize::MAX);
        let (entries, _) = directory.as_chunks();
        let root = entries.first().filter(|entry| entry[66] == 5).ok_or_else(|| damaged("there is no directory"))?;
        let Stream { start, length, .. } = Stream::of(root);
        let small = sectors.read(start, length);
        let next = numbers(&sectors.read(header(60)?, small.len().div_ceil(SMALL_SECTOR) * 4)).collect();
        let small_sectors = Sectors { bytes: small.into(), size: SMALL_SECTOR, next };
        let short = header(56)? as usize;
        Ok(Self { sectors, small_sectors, short, streams: outside_of_folders(entries, root)? })
    }

    /// Whether there is a stream of the name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of a stream.
    pub(crate) fn stream(&self, name: &str) -> Result<Vec<u8>, Fault> {
        let stream = self.find(name).ok_or_else(|| damaged(&format!("there is no stream {name}")))?;
        let sectors = if stream.length < self.short { &self.small_sectors } else { &self.sectors };
        let content = sectors.read(stream.start, stream.length);
        if content.len() < stream.length {
            return Err(damaged(&format!("the stream {name} is cut short")));
        }
        Ok(content)
    }

    /// Names are compared without case.
    fn find(&self, name: &str) -> Option<&Stream> {
        self.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name))
    }
}

/// Sectors, and which one follows each.
struct Sectors<'a> {
    bytes: Cow<'a, [u8]>,
    /// Bytes of a sector.
    size: usize,
    next: Vec<u32>,
}

impl<'a> Sectors<'a> {
    /// The sectors behind the header, which takes the place of one. The table of their chains is in sectors, too.
    fn of_file(bytes: &'a [u8]) -> Result<Self, Fault> {
        let size = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(damaged("the size of sectors is unknown")),
        };
        let behind_header = bytes.get(size..).ok_or_else(|| damaged("the header is cut short"))?;
        let mut sectors = Self { bytes: behind_header.into(), size, next: Vec::new() };
        let mut next = Vec::new();
        for place in sectors.places_of_table(bytes) {
            let part = sectors.sector(place).ok_or_else(|| damaged("the table of sectors is cut short"))?;
            next.extend(numbers(part));
        }
        sectors.next = next;
        Ok(sectors)
    }

    /// The sectors that have the table, as many as the file may need: the first ones are named in the header, others
    /// in a chain of sectors.
    fn places_of_table(&self, header: &[u8]) -> Vec<u32> {
        let needed = self.bytes.len().div_ceil(self.size).div_ceil(self.size / 4);
        let mut places: Vec<u32> = numbers(&header[76..HEADER]).filter(|place| *place < NONE).collect();
        let mut more = u32_at(header, 68).and_then(|place| self.sector(place));
        while let Some(part) = more.filter(|_| places.len() < needed) {
            let before = places.len();
            let last = numbers(part).last().unwrap_or(NONE);
            places.extend(numbers(part).take(self.size / 4 - 1).filter(|place| *place < NONE));
            more = self.sector(last).filter(|_| places.len() > before);
        }
        places.truncate(needed);
        places
    }

    /// None behind the end of the file, where a sector may be cut short.
    fn sector(&self, place: u32) -> Option<&[u8]> {
        let rest = self.bytes.get((place as usize).checked_mul(self.size)?..)?;
        Some(&rest[..rest.len().min(self.size)])
    }

    /// At most so many bytes of a sector and of those that follow it, as long as none comes twice.
    fn read(&self, start: u32, length: usize) -> Vec<u8> {
        let (mut content, mut place) = (Vec::new(), start);
        let mut is_known = vec![false; self.next.len()];
        while let Some((sector, &next)) = self.sector(place).zip(self.next.get(place as usize)) {
            if content.len() >= length || mem::replace(&mut is_known[place as usize], true) {
                break;
            }
            content.extend_from_slice(sector);
            place = if sector.len() == self.size { next } else { NONE };
        }
        content.truncate(length);
        content
    }
}

/// An entry of the directory.
struct Stream {
    name: String,
    start: u32,
    length: usize,
}

impl Stream {
    fn of(entry: &[u8; ENTRY]) -> Self {
        let (letters, _) = entry[..64].as_chunks();
        let letters = letters.iter().copied().map(u16::from_le_bytes).take_while(|letter| *letter != 0);
        let name = char::decode_utf16(letters).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        // Programs do not set the upper half of the length.
        Self { name, start: number(entry, 116), length: number(entry, 120) as usize }
    }
}

/// The streams that are under the root itself: a tree of entries, each with one on its left and on its right.
fn outside_of_folders(entries: &[[u8; ENTRY]], root: &[u8; ENTRY]) -> Result<Vec<Stream>, Fault> {
    let (mut streams, mut waiting) = (Vec::new(), vec![number(root, 76)]);
    let mut is_known = vec![false; entries.len()];
    while let Some(place) = waiting.pop() {
        if place >= NONE {
            continue;
        }
        let known = is_known.get_mut(place as usize).ok_or_else(|| damaged("the directory is cut short"))?;
        if mem::replace(known, true) {
            continue;
        }
        let entry = &entries[place as usize];
        waiting.extend([number(entry, 68), number(entry, 72)]);
        if entry[66] == 2 {
            streams.push(Stream::of(entry));
        }
    }
    Ok(streams)
}

fn number(entry: &[u8; ENTRY], at: usize) -> u32 {
    u32_at(entry, at).unwrap_or(NONE)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().copied().map(u32::from_le_bytes)
}

fn damaged(what: &str) -> Fault {
    Fault::damaged(format!("compound file: {what}"))
}

#[cfg(test)]
mod tests;
