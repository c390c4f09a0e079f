//! The `score` command: arguments in, exit status out.

use std::process::ExitCode;

use clap::Parser;
use score::cli::Cli;
use score::run::run;

fn main() -> ExitCode {
    run(&Cli::parse_from(wild::args_os())).into()
}
