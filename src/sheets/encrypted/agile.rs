//! Agile encryption, as of Excel 2010 and later (\[MS-OFFCRYPTO\] 2.3.4.10 to 2.3.4.15). The hash of the package is
//! not checked: the archive in it has checksums of its own.

use super::aes::{Aes, BLOCK};
use super::hash::Hash;
use super::info::{Info, Lock, Scheme};
use crate::Fault;

/// What is mixed into the keys of the verifier, of its hash and of the package's key.
const FOR_VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const FOR_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const FOR_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];
/// What fills up keys and vectors that are too short.
const FILLER: u8 = 0x36;
/// Bytes of the package that make a chain of their own.
const SEGMENT: usize = 4096;

/// What opens a package.
pub(super) struct Key {
    aes: Aes,
    hash: Hash,
    salt: Vec<u8>,
}

impl Key {
    /// The key, if the password is right.
    pub(super) fn of(xml: &[u8], password: &[u8]) -> Result<Self, Fault> {
        let Info { package, lock } = Info::read(xml)?;
        let key = lock.open(password)?;
        let key = key.get(..package.key_length).ok_or_else(|| Fault::damaged("the encrypted key is cut short"))?;
        let aes = Aes::new(key).ok_or(Fault::Encrypted)?;
        Ok(Self { aes, hash: package.hash, salt: package.salt })
    }

    /// Decrypts the package's segments in their place.
    pub(super) fn decrypt(&self, package: &mut [u8]) {
        for (number, segment) in (0_u32..).zip(package.chunks_mut(SEGMENT)) {
            let vector = filled(&self.hash.of(&self.salt, &number.to_le_bytes()));
            self.aes.decrypt_chain(vector, segment);
        }
    }
}

impl Scheme {
    fn decrypt(&self, secret: &[u8], purpose: [u8; 8], bytes: &mut [u8]) -> Result<(), Fault> {
        let mut key = self.hash.of(secret, &purpose);
        key.resize(self.key_length, FILLER);
        let aes = Aes::new(&key).ok_or(Fault::Encrypted)?;
        aes.decrypt_chain(filled(&self.salt), bytes);
        Ok(())
    }
}

impl Lock {
    /// The package's key, if the password is right.
    fn open(mut self, password: &[u8]) -> Result<Vec<u8>, Fault> {
        let Scheme { hash, ref salt, .. } = self.scheme;
        let secret = hash.of_password(salt, password, self.times);
        self.scheme.decrypt(&secret, FOR_VERIFIER, &mut self.verifier)?;
        self.scheme.decrypt(&secret, FOR_HASH, &mut self.verifier_hash)?;
        // The verifier is as long as the salt; what follows fills up its last block.
        let verifier = self.verifier.get(..salt.len()).ok_or_else(|| Fault::damaged("the verifier is cut short"))?;
        if !self.verifier_hash.starts_with(&hash.of(verifier, &[])) {
            return Err(Fault::Encrypted);
        }
        self.scheme.decrypt(&secret, FOR_KEY, &mut self.key)?;
        Ok(self.key)
    }
}

/// As many bytes as a block has.
fn filled(bytes: &[u8]) -> [u8; BLOCK] {
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(FILLER))
}
