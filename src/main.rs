//! Arguments, then hand over; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    terminplaner::cli::run()
}
