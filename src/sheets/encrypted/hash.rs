//! Hashes by their names.

use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A hash that keys are made with.
#[derive(Clone, Copy)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// None if the name is unknown.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "SHA1" | "SHA-1" => Some(Self::Sha1),
            "SHA256" | "SHA-256" => Some(Self::Sha256),
            "SHA384" | "SHA-384" => Some(Self::Sha384),
            "SHA512" | "SHA-512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The hash of two pieces, one after the other.
    pub(super) fn of(self, first: &[u8], second: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => digest::<Sha1>(first, second),
            Self::Sha256 => digest::<Sha256>(first, second),
            Self::Sha384 => digest::<Sha384>(first, second),
            Self::Sha512 => digest::<Sha512>(first, second),
        }
    }

    /// The hash of a password, which is hashed again so many times to make it slow to guess.
    pub(super) fn of_password(self, salt: &[u8], password: &[u8], times: u32) -> Vec<u8> {
        (0..times).fold(self.of(salt, password), |hash, time| self.of(&time.to_le_bytes(), &hash))
    }
}

fn digest<D: Digest>(first: &[u8], second: &[u8]) -> Vec<u8> {
    D::new().chain_update(first).chain_update(second).finalize().to_vec()
}
