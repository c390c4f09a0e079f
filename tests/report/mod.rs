//! The report in each of its formats.

mod comparison;
pub(crate) mod contrast;
mod cutoffs;
mod golden;
mod html;
mod json;
mod league;
mod markdown;
mod ndjson;
mod paper;
mod table;
pub(crate) mod workbook;
