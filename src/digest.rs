//! SHA-256, by which reports say of which file they tell.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The digest of bytes that come one after another.
#[derive(Clone, Default)]
pub(crate) struct Running(Sha256);

impl Running {
    /// Takes in the next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of what came so far, in hex.
    pub(crate) fn hex(&self) -> String {
        hex(self.0.clone().finalize().as_slice())
    }
}

/// The digest of bytes that are at hand, in hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

/// Bytes in lower-case hex.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_pieces_have_the_digest_of_the_whole() {
        let mut running = Running::default();
        running.update(b"a");
        running.update(b"bc");
        // The example of FIPS 180-2.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((running.hex(), sha256(b"abc")), (known.to_owned(), known.to_owned()));
    }
}
