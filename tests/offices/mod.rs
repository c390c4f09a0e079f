//! Many offices in one run, from outside: what a year-end script needs.

mod expect;
pub(crate) mod form;
mod gates;
mod inputs;
mod league;
mod lines;
mod many;
mod outputs;
mod titles;
