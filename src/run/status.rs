//! How a run ended.

use std::process::ExitCode;

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
    /// How a run ended that read and wrote all it was to.
    pub(super) const fn of(lacks_input: bool, is_invalid: bool, are_gates_met: bool) -> Self {
        match (lacks_input, is_invalid, are_gates_met) {
            (true, ..) => Self::Failed,
            (false, true, _) => Self::Invalid,
            (false, false, false) => Self::GateNotMet,
            (false, false, true) => Self::Done,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
