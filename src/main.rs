//! Parses the arguments and runs the command.

use std::process::ExitCode;

fn main() -> ExitCode {
    terminplaner::cli::run()
}
