//! Grades a bureau's measured performance indicators against its official table and rolls them up
//! into a budget-weighted score.
//!
//! The flow goes one way: arguments → bytes → text → rows → actuals → an outcome per indicator →
//! scores → a report → a format → a stream.

pub mod actuals;
#[cfg(feature = "command-line")]
pub mod cli;
pub mod crew;
pub mod diagnostic;
pub mod grading;
pub mod language;
mod named;
pub mod names;
pub mod number;
pub mod report;
#[cfg(feature = "command-line")]
pub mod run;
pub mod scoring;
pub mod spec;
pub mod stated;
pub mod targets;
pub mod template;
