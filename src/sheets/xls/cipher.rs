//! Workbooks that are encrypted with the password that all programs try by themselves: Excel encrypts so
//! what is to be read only, or whose structure is protected (\[MS-OFFCRYPTO\] 2.3.5 to 2.3.7).

use std::iter;

use md5::Md5;
use sha1::{Digest, Sha1};

use super::records::body_at;
use crate::Fault;
use crate::encrypted::{PASSWORD, utf_16};
use crate::little_endian::{u16_at, u32_at};

/// The key of the password, its verifier and the bytes that it mixes in, in the oldest kind of encryption.
const KEY: u16 = 0xB359;
const VERIFIER: u16 = 0x9A0A;
const MIXED_IN: [u8; 16] =
    [0x87, 0x6B, 0x9A, 0xE2, 0x1E, 0xE3, 0x05, 0x62, 0x1E, 0x69, 0x96, 0x60, 0x98, 0x6E, 0x94, 0x04];

const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
/// BOF, FILEPASS, INTERFACEHDR, RRDHEAD, USREXCL, FILELOCK and RRDINFO.
const NEVER_ENCRYPTED: [u16; 7] = [0x0809, FILE_PASS, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196];

/// Bytes of the stream, encrypted or not, that share a key.
const BLOCK: usize = 1024;

/// Decrypts the records of a workbook in their place, if they are encrypted.
pub(super) fn unlock(stream: &mut [u8], password: &str) -> Result<(), Fault> {
    let Some((mut at, mut cipher)) = find(stream, password)? else { return Ok(()) };
    while let Ok(Some((number, body))) = body_at(stream, at) {
        let (begin, length) = (at + 4, body.len());
        at = begin + length;
        // Where a sheet begins is never encrypted.
        let plain = match number {
            BOUND_SHEET => length.min(4),
            _ if NEVER_ENCRYPTED.contains(&number) => length,
            _ => 0,
        };
        cipher.apply(stream, begin, begin + plain, at);
    }
    Ok(())
}

/// The place behind the record that tells of encryption, and its cipher; none if there is no such record.
fn find(stream: &[u8], password: &str) -> Result<Option<(usize, Cipher)>, Fault> {
    let mut at = 0;
    while let Some((number, body)) = body_at(stream, at)? {
        at += 4 + body.len();
        match number {
            FILE_PASS => return Cipher::of(body, password).ok_or(Fault::Encrypted).map(|cipher| Some((at, cipher))),
            BOUND_SHEET | EOF => return Ok(None),
            _ => {}
        }
    }
    Ok(None)
}

/// A way to decrypt, for the password that was found to be right.
enum Cipher {
    Mixed,
    Rc4(Keystream),
}

impl Cipher {
    /// None if the password is wrong, or the kind of encryption unknown.
    fn of(body: &[u8], password: &str) -> Option<Self> {
        match (u16_at(body, 0)?, u16_at(body, 2)?, u16_at(body, 4)?) {
            (0, KEY, VERIFIER) if password == PASSWORD => Some(Self::Mixed),
            (1, 1, 1) => Keystream::of_40_bits(body.get(6..)?, password).map(Self::Rc4),
            (1, 2..=4, 2) => Keystream::of_provider(body.get(6..)?, password).map(Self::Rc4),
            _ => None,
        }
    }

    /// Decrypts the bytes of a record from the first one that is encrypted.
    fn apply(&mut self, stream: &mut [u8], begin: usize, encrypted: usize, end: usize) {
        let bytes = stream[encrypted..end].iter_mut().zip(encrypted..);
        match self {
            Self::Mixed => bytes.for_each(|(byte, at)| {
                *byte = (*byte ^ MIXED_IN[(at + end - begin) % MIXED_IN.len()]).rotate_left(3);
            }),
            Self::Rc4(keystream) => bytes.for_each(|(byte, at)| *byte ^= keystream.byte(at)),
        }
    }
}

/// What the password comes to, from which the keys of all blocks are made.
enum Secret {
    OfMd5([u8; 5]),
    /// And the length of keys in bytes.
    OfSha1([u8; 20], usize),
}

impl Secret {
    fn key(&self, block: u32) -> Vec<u8> {
        let block = block.to_le_bytes();
        match self {
            Self::OfMd5(secret) => Md5::digest([&secret[..], &block].concat()).to_vec(),
            Self::OfSha1(secret, length) => {
                let mut key = Sha1::digest([&secret[..], &block].concat()).to_vec();
                key.truncate(*length);
                // Keys of 40 bits are filled up with zeros.
                key.resize((*length).max(16), 0);
                key
            }
        }
    }
}

/// The bytes that are mixed in at each place of the stream.
struct Keystream {
    secret: Secret,
    block: usize,
    mixed_in: Vec<u8>,
}

impl Keystream {
    /// Salt, verifier and its digest, each 16 bytes.
    fn of_40_bits(body: &[u8], password: &str) -> Option<Self> {
        let (salt, verifier, digest) = (body.get(..16)?, body.get(16..32)?, body.get(32..48)?);
        let first = Md5::digest(utf_16(password));
        let second = Md5::digest([&first[..5], salt].concat().repeat(16));
        let mut keystream = Self::new(Secret::OfMd5(second[..5].try_into().ok()?));
        keystream.opens(verifier, digest, |verifier| Md5::digest(verifier).to_vec()).then_some(keystream)
    }

    /// A header of some length with the length of keys; salt, verifier and its digest, each after its length.
    fn of_provider(body: &[u8], password: &str) -> Option<Self> {
        const RC4: u32 = 0x6801;
        let header = body.get(8..)?;
        let rest = header.get(usize::try_from(u32_at(body, 4)?).ok()?..)?;
        let (salt, verifier, digest) = (rest.get(4..20)?, rest.get(20..36)?, rest.get(40..60)?);
        let bits = if u32_at(header, 16)? == 0 { 40 } else { u32_at(header, 16)? };
        if u32_at(header, 8)? != RC4 || !(40..=128).contains(&bits) {
            return None;
        }
        let secret = Sha1::digest([salt, &utf_16(password)].concat());
        let mut keystream = Self::new(Secret::OfSha1(secret.into(), usize::try_from(bits / 8).ok()?));
        keystream.opens(verifier, digest, |verifier| Sha1::digest(verifier).to_vec()).then_some(keystream)
    }

    fn new(secret: Secret) -> Self {
        let mixed_in = rc4(&secret.key(0));
        Self { secret, block: 0, mixed_in }
    }

    fn byte(&mut self, at: usize) -> u8 {
        if at / BLOCK != self.block {
            self.block = at / BLOCK;
            self.mixed_in = rc4(&self.secret.key(u32::try_from(self.block).unwrap_or(u32::MAX)));
        }
        self.mixed_in[at % BLOCK]
    }

    /// Whether the password is right: a verifier and its digest are encrypted with the first block's key.
    fn opens(&mut self, verifier: &[u8], digest: &[u8], digest_of: impl Fn(&[u8]) -> Vec<u8>) -> bool {
        let mut plain = [verifier, digest].concat();
        plain.iter_mut().zip(0..).for_each(|(byte, at)| *byte ^= self.byte(at));
        digest_of(&plain[..verifier.len()]) == plain[verifier.len()..]
    }
}

/// The first bytes that a key gives for a block.
fn rc4(key: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| at.to_le_bytes()[0]);
    let mut other = 0_u8;
    for (at, &byte) in (0..256).zip(key.iter().cycle()) {
        other = other.wrapping_add(state[at]).wrapping_add(byte);
        state.swap(at, other.into());
    }
    let (mut at, mut other) = (0_u8, 0_u8);
    let next = || {
        at = at.wrapping_add(1);
        other = other.wrapping_add(state[usize::from(at)]);
        state.swap(at.into(), other.into());
        state[usize::from(state[usize::from(at)].wrapping_add(state[usize::from(other)]))]
    };
    iter::repeat_with(next).take(BLOCK).collect()
}
