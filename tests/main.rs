//! All tests from outside, in one binary.

mod faults;
mod fixture;
mod fuzz;
mod gallery;
mod harness;
mod html;
mod laws;
mod markdown;
mod offices;
mod reckoning;
mod table;
mod workbook;
mod worked;
