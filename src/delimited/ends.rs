//! Where in a text its cells and rows may end, found 64 bytes at a time.

use wide::u8x64;

/// Bytes that are compared together.
const PIECE: usize = u64::BITS as usize;

/// Finds a delimiter's first byte and line ends, in order, and writes their places over `ends`. There
/// are fewer than 4 GiB.
pub(crate) fn find_ends(bytes: &[u8], delimiter: u8, ends: &mut Vec<u32>) {
    ends.clear();
    let (pieces, rest) = bytes.as_chunks::<PIECE>();
    let mut last = [0; PIECE];
    last[..rest.len()].copy_from_slice(rest);
    let mut start = 0;
    for piece in pieces.iter().chain([&last]) {
        let mut marks = marks(*piece, delimiter);
        while marks != 0 {
            ends.push(start + marks.trailing_zeros());
            marks &= marks - 1;
        }
        start += u64::BITS;
    }
}

/// Marks the ends among some bytes, with a bit for each.
#[inline]
fn marks(piece: [u8; PIECE], delimiter: u8) -> u64 {
    let piece = u8x64::new(piece);
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
                .filter_map(|(at, _)| u32::try_from(at).ok())
                .collect();
            let mut ends = Vec::new();
            find_ends(text.as_bytes(), delimiter, &mut ends);
            prop_assert_eq!(ends, expected);
        }
    }
}
