//! All tests from outside, in one binary.

mod gallery;
mod harness;
