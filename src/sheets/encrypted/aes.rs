//! Decryption of blocks with keys of three lengths.

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128Dec, Aes192Dec, Aes256Dec, Block};

/// Bytes of a block.
pub(super) const BLOCK: usize = 16;

/// A key.
pub(super) enum Aes {
    Of128(Aes128Dec),
    Of192(Aes192Dec),
    Of256(Aes256Dec),
}

impl Aes {
    /// None if there are no keys of that length.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        let of_128_bits = || Aes128Dec::new_from_slice(key).map(Self::Of128);
        let of_192_bits = || Aes192Dec::new_from_slice(key).map(Self::Of192);
        let of_256_bits = || Aes256Dec::new_from_slice(key).map(Self::Of256);
        of_128_bits().or_else(|_| of_192_bits()).or_else(|_| of_256_bits()).ok()
    }

    /// Decrypts each block by itself (ECB). Bytes behind the last whole block stay.
    pub(super) fn decrypt_each(&self, bytes: &mut [u8]) {
        let (blocks, _) = Block::slice_as_chunks_mut(bytes);
        match self {
            Self::Of128(aes) => aes.decrypt_blocks(blocks),
            Self::Of192(aes) => aes.decrypt_blocks(blocks),
            Self::Of256(aes) => aes.decrypt_blocks(blocks),
        }
    }

    /// Decrypts blocks that are mixed with the ones before them (CBC), the first with `before`. Bytes behind the
    /// last whole block are lost.
    pub(super) fn decrypt_chain(&self, before: [u8; BLOCK], bytes: &mut [u8]) {
        let encrypted = bytes.to_vec();
        self.decrypt_each(bytes);
        bytes.iter_mut().zip(before.iter().chain(&encrypted)).for_each(|(byte, other)| *byte ^= other);
    }
}
