//! All tests from outside, in one binary.

mod fixture;
mod gallery;
mod harness;
mod html;
mod markdown;
mod table;
mod workbook;
