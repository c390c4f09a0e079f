//! What a year-end script needs: gates, exit status, files that are written, and faults of the machine.

mod check;
mod faults;
mod gates;
// Elsewhere no file can have such names.
#[cfg(unix)]
mod hostile;
mod many;
mod outputs;
mod patterns;
mod problems;
mod slips;
mod who;
