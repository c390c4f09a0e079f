//! The `score` command: arguments in, exit status out.

use std::process::ExitCode;

use score::run::run;

fn main() -> ExitCode {
    run(std::env::args_os()).into()
}
