//! All tests from outside, in one binary. Modules that are called like one of `src/` test what it is
//! about; the others go through the whole program.

mod actuals;
mod against;
mod architecture;
mod change;
mod cli;
mod diagnostic;
mod fuzz;
mod harness;
mod laws;
mod page;
mod readme;
mod reckoning;
mod report;
mod run;
mod sheets;
mod spec;
mod targets;
mod template;
mod windows;
mod worked;
