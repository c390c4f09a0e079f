//! Rows of delimited text.

use super::{Cell, Grid, GridFault, Row, RowPlace};
use crate::delimited::batch::Batch;
use crate::delimited::decoding::{Decoder, encodings, marked};
use crate::delimited::split::{DELIMITERS, Splitter, Stop, line_ends};

/// The text of a file in the first encoding that fits it.
pub(super) fn decode(bytes: &[u8]) -> Result<String, GridFault> {
    let (candidates, content) = match marked(bytes) {
        Some((encoding, mark)) => (vec![encoding], &bytes[mark..]),
        None => (encodings().to_vec(), bytes),
    };
    let mut line = 1;
    for encoding in candidates {
        let mut text = String::new();
        if Decoder::new(encoding).decode(content, true, &mut text).is_ok() {
            return Ok(text);
        }
        line = line.max(1 + line_ends(&text));
    }
    Err(GridFault::Encoding { line })
}

/// Reads text with the delimiter under which a row has the heading of indicators as a cell.
pub(super) fn read(text: &str, is_indicator: fn(&str) -> bool) -> Result<Grid, GridFault> {
    let mut first = None;
    for delimiter in DELIMITERS {
        let rows = split(text, delimiter);
        let is_header = |row: &Row| row.cells.len() > 2 && row.cells.iter().any(|cell| is_indicator(&cell.text));
        let has_header = |grid: &Grid| grid.rows.iter().any(is_header);
        match rows {
            Ok(grid) if has_header(&grid) => return Ok(grid),
            other => first = first.or(Some(other)),
        }
    }
    first.unwrap_or_else(|| Ok(Grid::default()))
}

fn split(text: &str, delimiter: &'static str) -> Result<Grid, GridFault> {
    let mut batch = Batch::default();
    let split = Splitter::new(delimiter).split(text.to_owned(), true, &mut batch);
    if let Stop::OpenQuote(quote) = split.stop {
        return Err(GridFault::OpenQuote { line: 1 + line_ends(&text[..quote]) });
    }
    let mut grid = Grid::default();
    for row in batch.rows() {
        let cells = row.cells().map(Cell::plain).collect();
        grid.push(Some(0), RowPlace::Text { line: row.line(), row: row.number() }, cells)?;
    }
    Ok(grid)
}
