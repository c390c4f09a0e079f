//! Why a workbook cannot be read.

use std::fmt;

use crate::Foreign;

/// What a workbook may unpack to, and a workbook file may be, in MiB: more is refused.
pub const MOST_MEBIBYTES: u64 = 128;

/// Why a workbook, or a sheet of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is locked with a password.
    Encrypted,
    /// It is encrypted to be read only, with the password that all programs try by themselves, and what is encrypted
    /// is broken: what, in English.
    ReadOnly(String),
    /// It is larger, or unpacks to more, than so many MiB.
    TooLarge(u64),
    /// It is a workbook of a kind that is not read.
    Foreign(Foreign),
    /// Something in it is broken: what, in English, for those who look into the file.
    Damaged(String),
}

impl Fault {
    pub(crate) fn damaged(error: impl fmt::Display) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encrypted => f.write_str("the workbook is locked with a password"),
            Self::ReadOnly(what) => write!(f, "the workbook is read-only and damaged: {what}"),
            Self::TooLarge(mebibytes) => write!(f, "the workbook takes more than {mebibytes} MiB"),
            Self::Foreign(kind) => write!(f, "the file is of another kind: {kind:?}"),
            Self::Damaged(what) => write!(f, "the workbook is damaged: {what}"),
        }
    }
}

impl std::error::Error for Fault {}
