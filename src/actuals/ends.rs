//! Where in a text its cells and rows may end, found 64 bytes at a time.

use wide::u8x64;

/// The places of a delimiter's first byte and of line ends, in order.
pub(super) struct Ends<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    /// Where the piece begins that is being gone through.
    piece: usize,
    /// Which of its bytes are still to be told, a bit for each.
    marks: u64,
}

/// Bytes that are compared together.
const PIECE: usize = 64;

impl<'t> Ends<'t> {
    pub(super) fn new(delimiter: u8, bytes: &'t [u8]) -> Self {
        Self { bytes, delimiter, piece: 0, marks: marks(delimiter, bytes) }
    }
}

impl Iterator for Ends<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.marks == 0 {
            let next = self.piece + PIECE;
            self.marks = marks(self.delimiter, self.bytes.get(next..)?);
            self.piece = next;
        }
        let at = self.piece + self.marks.trailing_zeros() as usize;
        self.marks &= self.marks - 1;
        Some(at)
    }
}

/// Marks the ends among the first bytes of a text.
#[inline]
fn marks(delimiter: u8, bytes: &[u8]) -> u64 {
    let piece = match bytes.first_chunk::<PIECE>() {
        Some(piece) => u8x64::new(*piece),
        None => {
            let mut piece = [0; PIECE];
            piece[..bytes.len()].copy_from_slice(bytes);
            u8x64::new(piece)
        }
    };
    let is = |byte| piece.simd_eq(u8x64::splat(byte));
    (is(delimiter) | is(b'\n') | is(b'\r')).to_bitmask()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_end_is_found(text in "[,;\n\r\"0优，]{0,300}", delimiter in prop::sample::select(vec![b',', b';', b'\t', 0xEF])) {
            let expected: Vec<_> = text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| [delimiter, b'\n', b'\r'].contains(byte))
                .map(|(at, _)| at)
                .collect();
            prop_assert_eq!(Ends::new(delimiter, text.as_bytes()).collect::<Vec<_>>(), expected);
        }
    }
}
