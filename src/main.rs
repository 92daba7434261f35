//! The `newsgraph` binary: everything is in the library's [`newsgraph::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    newsgraph::cli::main()
}
