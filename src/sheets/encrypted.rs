//! .xlsx workbooks that are encrypted (\[MS-OFFCRYPTO\] 2.3.4): a compound file with the encrypted package in one
//! stream and in another how it is encrypted.
//!
//! The password is verified before anything is decrypted. What a file says of its lengths is not to be believed.

mod aes;
mod agile;
mod hash;
mod info;
mod standard;

use crate::Fault;
use crate::compound::Compound;
use crate::little_endian::u16_at;

/// The password that all programs try by themselves: Excel encrypts with it what is to be read only, or whose
/// structure is protected.
pub(crate) const PASSWORD: &str = "VelvetSweatshop";

const INFO: &str = "EncryptionInfo";
const PACKAGE: &str = "EncryptedPackage";
/// Bytes before the package that tell its length.
const LENGTH: usize = 8;

/// Whether the file holds an encrypted package.
pub(crate) fn is_package(file: &Compound<'_>) -> bool {
    file.has(PACKAGE)
}

/// Decrypts the package.
pub(crate) fn package(file: &Compound<'_>, password: &str) -> Result<Vec<u8>, Fault> {
    let key = Key::of(&file.stream(INFO)?, &utf_16(password))?;
    let package = file.stream(PACKAGE).and_then(|package| key.open(package));
    // From here on the password is right: what is broken is a workbook that is read-only, not one that is locked.
    package.map_err(|fault| match fault {
        Fault::Damaged(what) => Fault::ReadOnly(what),
        fault => fault,
    })
}

/// What opens a package, of a password that was found to be right.
enum Key {
    Agile(agile::Key),
    Standard(aes::Aes),
}

impl Key {
    fn of(info: &[u8], password: &[u8]) -> Result<Self, Fault> {
        let body = info.get(8..).ok_or_else(|| Fault::damaged("the stream EncryptionInfo is cut short"))?;
        match (u16_at(info, 0), u16_at(info, 2)) {
            (Some(4), Some(4)) => agile::Key::of(body, password).map(Self::Agile),
            (Some(2..=4), Some(2)) => standard::key(body, password).map(Self::Standard),
            _ => Err(Fault::Encrypted),
        }
    }

    /// Decrypts a package in its place. What fills up its last block is cut off.
    fn open(&self, mut package: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let cut_short = || Fault::damaged("the stream EncryptedPackage is cut short");
        let length = package.first_chunk().copied().map(u64::from_le_bytes).ok_or_else(cut_short)?;
        package.drain(..LENGTH);
        let whole_blocks = package.len() - package.len() % aes::BLOCK;
        let length = usize::try_from(length).ok().filter(|length| *length <= whole_blocks).ok_or_else(cut_short)?;
        match self {
            Self::Agile(key) => key.decrypt(&mut package),
            Self::Standard(key) => key.decrypt_each(&mut package),
        }
        package.truncate(length);
        Ok(package)
    }
}

/// A password as it is hashed.
pub(crate) fn utf_16(password: &str) -> Vec<u8> {
    password.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests;
