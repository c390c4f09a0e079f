//! Compound files of another library, which writes, too.

use std::io::{Cursor, Write};

use super::*;

/// Lengths around the size of every kind of sector. The last one needs more sectors than the header has room for.
const LENGTHS: [usize; 12] = [0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 8_000_000];

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at % 251).to_le_bytes()[0]).collect()
}

fn written(version: cfb::Version) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(version, Cursor::new(Vec::new()))?;
    file.create_storage("/folder")?;
    for length in LENGTHS {
        file.create_stream(format!("/Stream of {length}"))?.write_all(&content(length))?;
        file.create_stream(format!("/folder/{length}"))?.write_all(b"another's")?;
    }
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

#[test]
fn streams_of_every_length() -> Result<(), Box<dyn std::error::Error>> {
    for version in [cfb::Version::V3, cfb::Version::V4] {
        let bytes = written(version)?;
        let file = Compound::open(&bytes)?;
        for length in LENGTHS {
            assert!(file.stream(&format!("STREAM OF {length}"))? == content(length), "{length}");
            assert!(!file.has(&length.to_string()));
        }
    }
    Ok(())
}

#[test]
fn a_file_that_is_cut_short() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = written(cfb::Version::V3)?;
    for length in (0..bytes.len()).step_by(bytes.len() / 200) {
        let stream = Compound::open(&bytes[..length]).and_then(|file| file.stream("Stream of 8000000"));
        assert!(matches!(stream, Err(Fault::Damaged(_))), "{length}");
    }
    Ok(())
}

/// Sets what follows a sector.
fn follow(bytes: &mut [u8], place: u32, next: u32) -> Option<()> {
    let part = u32_at(bytes, 76 + 4 * (place as usize / 128))? as usize;
    let at = 512 * (1 + part) + 4 * (place as usize % 128);
    bytes.get_mut(at..at + 4)?.copy_from_slice(&next.to_le_bytes());
    Some(())
}

#[test]
fn chains_that_lead_round_in_a_circle() -> Result<(), Box<dyn std::error::Error>> {
    let whole = written(cfb::Version::V3)?;
    let read = |bytes: &[u8]| Compound::open(bytes)?.stream("Stream of 8000000");
    let mut bytes = whole.clone();
    follow(&mut bytes, 7001, 7000).ok_or("no table")?;
    assert_eq!(read(&bytes), Err(Fault::damaged("compound file: the stream Stream of 8000000 is cut short")));
    let mut bytes = whole;
    let directory = u32_at(&bytes, 48).ok_or("no directory")?;
    follow(&mut bytes, directory, directory).ok_or("no table")?;
    assert_eq!(read(&bytes), Err(Fault::damaged("compound file: the directory is cut short")));
    Ok(())
}
