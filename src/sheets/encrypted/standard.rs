//! Standard encryption, as of Excel 2007 (\[MS-OFFCRYPTO\] 2.3.4.5 to 2.3.4.9).

use super::aes::Aes;
use super::hash::Hash;
use crate::Fault;
use crate::little_endian::u32_at;

/// How often a password is hashed again.
const TIMES: u32 = 50_000;

/// A header after its length, and a verifier with its hash.
struct Info<'a> {
    algorithm: u32,
    hash: u32,
    salt: &'a [u8],
    verifier: &'a [u8],
    verifier_hash: &'a [u8],
}

impl<'a> Info<'a> {
    /// None if it is cut short.
    fn read(body: &'a [u8]) -> Option<Self> {
        let header = body.get(4..)?;
        let rest = header.get(usize::try_from(u32_at(body, 0)?).ok()?..)?;
        Some(Self {
            algorithm: u32_at(header, 8)?,
            hash: u32_at(header, 12)?,
            salt: rest.get(4..20)?,
            verifier: rest.get(20..36)?,
            verifier_hash: rest.get(40..72)?,
        })
    }

    /// Length of the key in bytes; none if an algorithm is unknown.
    fn key_length(&self) -> Option<usize> {
        match (self.algorithm, self.hash) {
            // SHA-1, by its number or as what goes without saying.
            (_, hash) if !matches!(hash, 0x8004 | 0) => None,
            (0x660E, _) => Some(16),
            (0x660F, _) => Some(24),
            (0x6610, _) => Some(32),
            _ => None,
        }
    }

    /// Whether the verifier and its hash belong together once they are decrypted.
    fn is_right(&self, key: &Aes) -> bool {
        let (mut verifier, mut hash) = (self.verifier.to_vec(), self.verifier_hash.to_vec());
        key.decrypt_each(&mut verifier);
        key.decrypt_each(&mut hash);
        hash.starts_with(&Hash::Sha1.of(&verifier, &[]))
    }
}

/// The key, if the password is right.
pub(super) fn key(body: &[u8], password: &[u8]) -> Result<Aes, Fault> {
    let info = Info::read(body).ok_or_else(|| Fault::damaged("the stream EncryptionInfo is cut short"))?;
    let length = info.key_length().ok_or(Fault::Encrypted)?;
    let secret = Hash::Sha1.of(&Hash::Sha1.of_password(info.salt, password, TIMES), &[0; 4]);
    Aes::new(&stretched(&secret, length)).filter(|key| info.is_right(key)).ok_or(Fault::Encrypted)
}

/// A key of up to 40 bytes from a hash of 20.
fn stretched(secret: &[u8], length: usize) -> Vec<u8> {
    let half = |filler| {
        let mut mixed = [filler; 64];
        mixed.iter_mut().zip(secret).for_each(|(byte, other)| *byte ^= other);
        Hash::Sha1.of(&mixed, &[])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(length);
    key
}
