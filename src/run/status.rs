//! How a run ended.

use std::process::ExitCode;

use crate::diagnostic::{Problems, Severity};

/// How a run ended; the number is the exit status ([spec 6.3](crate::spec#63-exit-status)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Done.
    Done = 0,
    /// A gate that was asked for is not met.
    GateNotMet = 1,
    /// The arguments make no sense.
    Usage = 2,
    /// An input or the table is invalid.
    Invalid = 3,
    /// Reading or writing failed, or the program itself.
    Failed = 4,
}

impl Status {
    /// How a run with problems ended, its gates apart.
    pub(super) fn of(problems: &Problems) -> Self {
        match problems.count_of(Severity::Error) {
            _ if problems.has_io() => Self::Failed,
            0 => Self::Done,
            _ => Self::Invalid,
        }
    }

    /// The same where gates are met or not.
    pub(super) fn gated(self, are_met: bool) -> Self {
        if self == Self::Done && !are_met { Self::GateNotMet } else { self }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
