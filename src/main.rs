//! The command `loidoc`. Everything it prints is printed in `cli`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
