//! The command line: arguments, output formats, exit codes. The only place that prints.

mod batch;
mod check;
mod explain;
mod failure;
mod feeds;
mod inputs;
mod joints;
mod learn;
mod lexicon;
mod lists;
mod manifest;
mod normalize;
mod options;
mod place;
mod sound;
mod source;
mod speak;
mod ssml;
mod watch;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Vietnamese text as a newsreader says it, and SSML that speech engines accept
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Examples:
  loidoc ssml samples/chinh-tri.txt
  loidoc ssml --engine google -o out/ samples/*.txt
  loidoc batch articles/ -o out/
  loidoc speak articles/ -o bulletin.wav
  echo 'Ngày 18/10, UBND tỉnh họp.' | loidoc normalize
  loidoc explain samples/the-thao.txt
  loidoc check --strict samples/*.txt

Exit codes: 0 done, 1 done with findings (only with --strict or --check) or without some articles, 2 bad use, 3 bad input."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Ssml(ssml::Arguments),
    Batch(batch::Arguments),
    Speak(speak::Arguments),
    Normalize(normalize::Arguments),
    Explain(explain::Arguments),
    Check(check::Arguments),
    Learn(learn::Arguments),
    #[command(subcommand)]
    Lexicon(lexicon::Command),
    Engines(lists::Engines),
    Styles(lists::Styles),
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let cli = Cli::parse(); // clap ends with 2 on bad use
    let result = match cli.command {
        Command::Ssml(arguments) => arguments.run(),
        Command::Batch(arguments) => arguments.run(),
        Command::Speak(arguments) => arguments.run(),
        Command::Normalize(arguments) => arguments.run(),
        Command::Explain(arguments) => arguments.run(),
        Command::Check(arguments) => arguments.run(),
        Command::Learn(arguments) => arguments.run(),
        Command::Lexicon(command) => command.run(),
        Command::Engines(arguments) => arguments.run(),
        Command::Styles(arguments) => arguments.run(),
    };
    match result {
        _ if loidoc::audio::engine::stopped() => ExitCode::from(failure::STOPPED),
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
