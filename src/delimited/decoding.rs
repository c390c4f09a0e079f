//! From bytes to text, strictly: an undecodable byte is an error, never a replacement character.

use std::io::{self, Read};

pub use encoding_rs::Encoding;
use encoding_rs::{DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::digest::Running;

/// Bytes that are looked at to find the encoding and the header.
pub(crate) const FIRST_BLOCK: usize = 256 << 10;
/// Most files of one unit are smaller.
const SMALL_FILE: usize = 8 << 10;
/// Bytes that are read at a time from there on: so few that a block is still in the processor's cache
/// when its rows are resolved and folded.
pub(crate) const BLOCK: usize = 64 << 10;

/// Names of the encodings that text may have; others of these are known too, such as `gb2312`.
pub const ENCODING_NAMES: [&str; 5] = ["utf-8", "gb18030", "gbk", "utf-16le", "utf-16be"];

/// The encoding of a name such as `gbk`, `utf-8` or `utf-16le`, if it is one that text may have.
pub fn encoding_named(name: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(name.as_bytes())?;
    // GBK is a part of GB18030, and the decoder is the same.
    let encoding = if encoding == encoding_rs::GBK { GB18030 } else { encoding };
    [UTF_8, GB18030, UTF_16LE, UTF_16BE].contains(&encoding).then_some(encoding)
}

/// The encodings that text without a mark may be in, the likeliest first.
pub(crate) const fn encodings() -> [&'static Encoding; 2] {
    [UTF_8, GB18030]
}

/// The encoding that a byte order mark tells, and the mark's length.
pub(crate) fn marked(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(bytes).filter(|(encoding, _)| [UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

/// Bytes read in blocks, hashed on the way where the report shows the hash.
pub(crate) struct Bytes {
    reader: Box<dyn Read + Send>,
    digest: Option<Running>,
    at_end: bool,
}

impl Bytes {
    pub(crate) fn new(reader: Box<dyn Read + Send>, hashed: bool) -> Self {
        Self { reader, digest: hashed.then(Running::default), at_end: false }
    }

    /// Appends up to `size` bytes; nothing more comes once [`Bytes::at_end`] says so.
    pub(crate) fn append(&mut self, size: usize, into: &mut Vec<u8>) -> io::Result<()> {
        let start = into.len();
        // Without room for a small file it would be read in pieces of 32 bytes and more.
        into.reserve(SMALL_FILE.min(size));
        let read = (&mut self.reader).take(size as u64).read_to_end(into)?;
        self.at_end = read < size;
        self.digest(&into[start..]);
        Ok(())
    }

    /// Fills a block as far as there are bytes, and gives those back.
    pub(crate) fn read<'b>(&mut self, block: &'b mut [u8]) -> io::Result<&'b [u8]> {
        let mut filled = 0;
        while filled < block.len() && !self.at_end {
            match self.reader.read(&mut block[filled..]) {
                Ok(0) => self.at_end = true,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.digest(&block[..filled]);
        Ok(&block[..filled])
    }

    fn digest(&mut self, bytes: &[u8]) {
        if let Some(digest) = &mut self.digest {
            digest.update(bytes);
        }
    }

    pub(crate) fn at_end(&self) -> bool {
        self.at_end
    }

    /// SHA-256 in hex of everything that was read.
    pub(crate) fn sha256(&self) -> Option<String> {
        self.digest.as_ref().map(Running::hex)
    }
}

/// Bytes that are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    pub(crate) bytes: Vec<u8>,
}

/// Decodes one text, block by block.
pub(crate) struct Decoder {
    encoding: &'static Encoding,
    /// None for UTF-8, which is only validated.
    inner: Option<encoding_rs::Decoder>,
    /// Bytes of a character that the last block cut.
    cut: Vec<u8>,
}

impl Decoder {
    pub(crate) fn new(encoding: &'static Encoding) -> Self {
        let inner = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        Self { encoding, inner, cut: Vec::new() }
    }

    pub(crate) fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Appends the text of a block. What decodes before an undecodable byte is appended too.
    pub(crate) fn decode(&mut self, block: &[u8], last: bool, text: &mut String) -> Result<(), Undecodable> {
        match &mut self.inner {
            Some(decoder) => decode_other(decoder, block, last, text),
            None => self.validate(block, last, text),
        }
    }

    fn validate(&mut self, block: &[u8], last: bool, text: &mut String) -> Result<(), Undecodable> {
        let missing = self.cut.first().map_or(0, |&lead| width(lead) - self.cut.len()).min(block.len());
        let (end_of_cut, block) = block.split_at(missing);
        if !self.cut.is_empty() {
            let mut character = std::mem::take(&mut self.cut);
            character.extend_from_slice(end_of_cut);
            self.validate_from_start(&character, last && block.is_empty(), text)?;
        }
        self.validate_from_start(block, last, text)
    }

    /// Validates bytes that begin with a character, and keeps the beginning of one that is cut.
    fn validate_from_start(&mut self, bytes: &[u8], last: bool, text: &mut String) -> Result<(), Undecodable> {
        let (whole, cut) = if last { (bytes, &[][..]) } else { bytes.split_at(bytes.len() - cut_at_end(bytes)) };
        match simdutf8::basic::from_utf8(whole) {
            Ok(valid) => text.push_str(valid),
            Err(_) => return Err(undecodable(whole, text)),
        }
        self.cut.extend_from_slice(cut);
        Ok(())
    }
}

/// Appends what is valid before an undecodable byte, and gives the bytes that are not.
fn undecodable(bytes: &[u8], text: &mut String) -> Undecodable {
    let Err(error) = simdutf8::compat::from_utf8(bytes) else { return Undecodable { bytes: Vec::new() } };
    let (valid, rest) = bytes.split_at(error.valid_up_to());
    text.push_str(simdutf8::basic::from_utf8(valid).unwrap_or_default());
    Undecodable { bytes: rest[..error.error_len().unwrap_or(rest.len())].to_vec() }
}

/// How many bytes a character of UTF-8 has that begins with this one.
const fn width(lead: u8) -> usize {
    match lead {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

/// How many bytes at the end begin a character that is not complete.
fn cut_at_end(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(3).position(|byte| *byte >= 0xC0 || *byte < 0x80);
    last.map_or(0, |at| if width(bytes[bytes.len() - 1 - at]) > at + 1 { at + 1 } else { 0 })
}

fn decode_other(
    decoder: &mut encoding_rs::Decoder,
    mut block: &[u8],
    last: bool,
    text: &mut String,
) -> Result<(), Undecodable> {
    loop {
        let room = decoder.max_utf8_buffer_length_without_replacement(block.len()).unwrap_or(block.len());
        text.reserve(room.max(16));
        let (result, read) = decoder.decode_to_string_without_replacement(block, text, last);
        match result {
            DecoderResult::InputEmpty => return Ok(()),
            DecoderResult::OutputFull => block = &block[read..],
            DecoderResult::Malformed(length, after) => {
                let end = read.saturating_sub(usize::from(after));
                let start = end.saturating_sub(usize::from(length));
                return Err(Undecodable { bytes: block[start..end].to_vec() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_their_names() {
        let named = ENCODING_NAMES.map(encoding_named);
        assert_eq!(named, [UTF_8, GB18030, GB18030, UTF_16LE, UTF_16BE].map(Some));
        assert_eq!(["gb2312", "UTF8", "big5", ""].map(encoding_named), [Some(GB18030), Some(UTF_8), None, None]);
    }

    #[test]
    fn a_character_cut_between_blocks_is_joined() {
        let (mut decoder, mut text) = (Decoder::new(UTF_8), String::new());
        let bytes = "优良".as_bytes();
        decoder.decode(&bytes[..4], false, &mut text).expect("a cut is no error");
        decoder.decode(&bytes[4..], true, &mut text).expect("and goes on");
        assert_eq!(text, "优良");
    }

    #[test]
    fn a_cut_at_the_very_end_is_an_error() {
        let mut decoder = Decoder::new(UTF_8);
        let error = decoder.decode(&"优".as_bytes()[..2], true, &mut String::new());
        assert_eq!(error, Err(Undecodable { bytes: vec![0xE4, 0xBC] }));
    }

    #[test]
    fn gb18030_reports_the_undecodable_byte() {
        let (mut decoder, mut text) = (Decoder::new(GB18030), String::new());
        let error = decoder.decode(b"ab\xD3\xC5\xFFc", true, &mut text);
        assert_eq!((text.as_str(), error), ("ab优", Err(Undecodable { bytes: vec![0xFF] })));
    }
}
