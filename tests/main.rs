//! All tests from outside, in one binary.

mod architecture;
mod arguments;
mod books;
mod check;
mod faults;
mod fixture;
mod forms;
mod fuzz;
mod gallery;
mod golden;
mod harness;
// Elsewhere no file can have such names.
#[cfg(unix)]
mod hostile;
mod html;
mod inputs;
mod json;
mod laws;
mod markdown;
mod offices;
mod page;
mod readme;
mod reckoning;
mod seen;
mod spec;
mod table;
mod workbook;
mod worked;
