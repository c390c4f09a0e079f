//! In the place of the crate of this name: a clock that stands still.
//!
//! What writes workbooks asks for the time before it is told a fixed one, and would import it from the page.

/// A time as JavaScript has it.
#[derive(Debug)]
pub struct Date;

impl Date {
    /// Milliseconds since 1970.
    pub const fn now() -> f64 {
        0.0
    }
}
