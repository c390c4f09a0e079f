//! Tests of the program from outside.

mod fixture;
mod html;
mod markdown;
