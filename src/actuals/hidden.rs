//! Why a text has no header, though a line of it is one: a byte above it that is no text, or a quote
//! that swallows it.

use super::text::{FaultAt, TextFault};
use crate::delimited::batch::{Batch, Row};
use crate::delimited::decoding::{Decoder, Encoding};
use crate::delimited::split::{DELIMITERS, open_quote, split_line};

/// The fault that hides the header of a text under an encoding, if there is one.
pub(super) fn header_fault(
    bytes: &[u8],
    at_end: bool,
    encoding: &'static Encoding,
    is_header: impl Fn(Row<'_>) -> bool,
) -> Option<FaultAt> {
    let mut text = String::new();
    if let Err(error) = Decoder::new(encoding).decode(bytes, at_end, &mut text) {
        let (whole, _) = encoding.decode_without_bom_handling(bytes);
        header_line(&whole, is_header)?;
        return Some(FaultAt::new(TextFault::Undecodable(encoding.name(), error), 1, &text, text.len()));
    }
    let (header, delimiter) = header_line(&text, is_header)?;
    let quote = open_quote(&text[..header], delimiter)?;
    Some(FaultAt::new(TextFault::OpenQuote, 1, &text, quote))
}

/// Where a line begins that is a header by itself, and its delimiter.
fn header_line(text: &str, is_header: impl Fn(Row<'_>) -> bool) -> Option<(usize, &'static str)> {
    let mut batch = Batch::default();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let is_one = |delimiter: &&'static str| {
            split_line(line.trim_end_matches(['\n', '\r']), delimiter, &mut batch);
            batch.rows().any(&is_header)
        };
        if let Some(delimiter) = DELIMITERS.into_iter().find(is_one) {
            return Some((start, delimiter));
        }
        start += line.len();
    }
    None
}
