//! `loidoc-train`: learns from text which sense of an abbreviation is meant.

mod calibrate;
mod corpus;
mod error;
mod evaluate;
mod fit;
mod lexicon;
mod pack;
mod priors;
mod speak;
mod split;
mod teach;
mod unwrite;
mod vectors;
mod yardstick;

use clap::{Parser, Subcommand};
use corpus::Corpus;
use error::Error;
use lexicon::Lexicon;
use loidoc::evidence::learned::Learned;
use priors::Real;
use split::Split;
use std::path::{Path, PathBuf};
use teach::{Plan, Taught};

/// Learns from text which sense of an abbreviation is meant.
#[derive(Parser)]
struct Arguments {
    /// The folder of the lexicon.
    #[arg(long, default_value = "lexicon", global = true)]
    lexicon: PathBuf,
    /// The folder of the corpora.
    #[arg(long, default_value = "../shared/data", global = true)]
    data: PathBuf,
    #[command(flatten)]
    tuning: Tuning,
    #[command(subcommand)]
    command: Command,
}

/// Settings to try others of.
#[derive(clap::Args)]
struct Tuning {
    /// Weights in the file.
    #[arg(long, default_value_t = 328_000, global = true)]
    weights: usize,
    /// Units that have vectors.
    #[arg(long, default_value_t = vectors::Settings::default().units, global = true)]
    units: usize,
    /// How much of the estimated shares is believed.
    #[arg(long, default_value_t = 0.15, global = true)]
    prior: f32,
    /// Rounds over the examples.
    #[arg(long, default_value_t = 3, global = true)]
    epochs: u32,
    /// What a weight must earn.
    #[arg(long, default_value_t = 0.1, global = true)]
    l1: f32,
    /// How strongly weights are pulled to 0.
    #[arg(long, default_value_t = 1.0, global = true)]
    l2: f32,
    /// How fast weights follow.
    #[arg(long, default_value_t = 0.1, global = true)]
    rate: f32,
    /// No example counts more.
    #[arg(long, default_value_t = 5.0, global = true)]
    most_weight: f32,
    /// Do not learn from the cue phrases of the lexicon.
    #[arg(long, global = true)]
    no_cues: bool,
}

impl Tuning {
    fn plan(&self) -> Plan {
        let (epochs, rate, l1, l2) = (self.epochs, self.rate, self.l1, self.l2);
        let fit = fit::Settings { epochs, rate, l1, l2, most_weight: self.most_weight, ..fit::Settings::default() };
        let vectors = vectors::Settings { units: self.units, ..vectors::Settings::default() };
        Plan { fit, vectors, most_weights: self.weights, prior: self.prior, even: 0.7, cues: !self.no_cues }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Make the file.
    Learn {
        /// Where it is written.
        #[arg(long, default_value = "lexicon/learned/senses.bin")]
        out: PathBuf,
        /// Articles that are left out.
        #[arg(long, default_value = "none")]
        split: Split,
    },
    /// Write articles, a paragraph a line, as `reabbreviate.py` reads them: TRAIN.txt and TEST.txt.
    Split {
        /// The articles of TEST.txt.
        #[arg(long, default_value = "random")]
        split: Split,
        /// The folder of both files: outside the project.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write every line of the standard input with contested abbreviations said in full, as the file has it.
    Speak {
        /// The file.
        #[arg(long, default_value = "lexicon/learned/senses.bin")]
        senses: PathBuf,
        /// Write what weighed most instead.
        #[arg(long)]
        explain: bool,
    },
    /// Learn without some articles and measure on them.
    Evaluate {
        /// Those articles.
        #[arg(long, default_value = "random")]
        split: Split,
        /// Sentences a sense.
        #[arg(long, default_value_t = 60)]
        per_sense: usize,
        /// Print every abbreviation.
        #[arg(long)]
        detail: bool,
        /// Measure this file, made by `learn --split` without these articles, instead of learning.
        #[arg(long)]
        senses: Option<PathBuf>,
        /// Settings one after the other in the same process: `l1=0.2,epochs=8`.
        #[arg(long)]
        also: Vec<String>,
    },
}

fn main() -> std::process::ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("loidoc-train: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Error> {
    let lexicon = Lexicon::read(&arguments.lexicon)?;
    let plan = arguments.tuning.plan();
    match &arguments.command {
        Command::Learn { out, split } => {
            let taught = taught(&lexicon, &arguments.data, *split, &plan)?;
            report(&taught);
            write(out, &taught.bytes)
        }
        Command::Split { split, out } => {
            let corpus = Corpus::read(&arguments.data)?;
            for (name, test) in [("TRAIN.txt", false), ("TEST.txt", true)] {
                let wanted = |n: &usize| split.holds_out(*n, &corpus.articles[*n]) == test;
                let lines = (0..corpus.articles.len()).filter(wanted).flat_map(|n| &corpus.articles[n].paragraphs);
                let text: String = lines.flat_map(|line| [line.as_str(), "\n"]).collect();
                write(&out.join(name), text.as_bytes())?;
            }
            Ok(())
        }
        Command::Speak { senses, explain } => {
            let bytes = std::fs::read(senses).map_err(Error::file(senses))?;
            let learned = Learned::new(&bytes).ok_or_else(|| Error::NotLearned(senses.clone()))?;
            speak::speak(&lexicon, &learned, *explain)
        }
        Command::Evaluate { split, per_sense, detail, senses, also } => {
            let corpus = Corpus::read(&arguments.data)?;
            let held = |n: usize| split.holds_out(n, &corpus.articles[n]);
            eprintln!("{} articles, {} near-duplicates removed", corpus.articles.len(), corpus.removed);
            let test = yardstick::cases(&lexicon, &corpus.articles, held, *per_sense);
            let train = yardstick::cases(&lexicon, &corpus.articles, |n| !held(n), 600);
            if let Some(path) = senses {
                let bytes = std::fs::read(path).map_err(Error::file(path))?;
                let learned = Learned::new(&bytes).ok_or_else(|| Error::NotLearned(path.clone()))?;
                evaluate::evaluate(&lexicon, &learned, &train, &test, *detail);
                return Ok(());
            }
            let real = Real::find(&lexicon, &corpus.articles, |n| !held(n));
            let found = teach::examples(&lexicon, &corpus.articles, &real, *split);
            let mut plans = vec![("as given".to_owned(), plan)];
            plans.extend(also.iter().map(|also| (also.clone(), changed(plan, also))));
            for (name, plan) in plans {
                let begun = std::time::Instant::now();
                let taught = teach::teach(&lexicon, &found, &real, &plan)?;
                eprintln!("{name}: {} bytes, {:.0} s", taught.bytes.len(), begun.elapsed().as_secs_f32());
                if let Some(learned) = Learned::new(&taught.bytes) {
                    evaluate::evaluate(&lexicon, &learned, &train, &test, *detail);
                }
            }
            Ok(())
        }
    }
}

/// The plan with some settings changed.
fn changed(mut plan: Plan, changes: &str) -> Plan {
    for (name, value) in changes.split(',').filter_map(|change| change.split_once('=')) {
        let number: f32 = value.parse().unwrap_or(0.0);
        match name {
            "l1" => plan.fit.l1 = number,
            "l2" => plan.fit.l2 = number,
            "rate" => plan.fit.rate = number,
            "epochs" => plan.fit.epochs = number as u32,
            "least" => plan.fit.least = number as u32,
            "most_weight" => plan.fit.most_weight = number,
            "weights" => plan.most_weights = number as usize,
            "even" => plan.even = number,
            "v_units" => plan.vectors.units = number as usize,
            "v_epochs" => plan.vectors.epochs = number as u32,
            "v_rate" => plan.vectors.rate = number,
            "v_most" => plan.vectors.most = number as usize,
            "v_hidden" => plan.vectors.hidden = number,
            "hidden" => plan.fit.hidden = number,
            "start" => plan.fit.start = number,
            "prior" => plan.prior = number,
            "cues" => plan.cues = number > 0.0,
            _ => eprintln!("{name}: no such setting"),
        }
    }
    plan
}

fn taught(lexicon: &Lexicon, data: &Path, split: Split, plan: &Plan) -> Result<Taught, Error> {
    let corpus = Corpus::read(data)?;
    eprintln!("{} articles, {} near-duplicates removed", corpus.articles.len(), corpus.removed);
    let real = Real::find(lexicon, &corpus.articles, |n| !split.holds_out(n, &corpus.articles[n]));
    let found = teach::examples(lexicon, &corpus.articles, &real, split);
    teach::teach(lexicon, &found, &real, plan)
}

fn report(taught: &Taught) {
    println!("{} bytes; senses that are hardly ever written out:", taught.bytes.len());
    for silent in &taught.silent {
        println!("{}\t{}\t{}", silent.write, silent.read, silent.written);
    }
}

fn write(out: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    }
    std::fs::write(out, bytes).map_err(Error::file(out))
}
