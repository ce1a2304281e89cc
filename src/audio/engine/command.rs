//! One run of an engine's command: no shell, a limit of time, and nothing left running.

use super::stop::stopped;
use crate::ssml::Run;
use process_wrap::std::{CommandWrap, ProcessGroup};
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use std::{env, io, thread};

/// Why a run failed.
pub(super) struct Failed {
    /// What to tell.
    pub(super) message: String,
    /// Whether it may help to try again.
    pub(super) again: bool,
    /// Whether it ran out of time.
    pub(super) late: bool,
}

impl Failed {
    /// It would fail again.
    pub(super) fn once(message: String) -> Failed {
        Failed { message, again: false, late: false }
    }

    /// Another time it may work.
    pub(super) fn maybe(message: String) -> Failed {
        Failed { message, again: true, late: false }
    }
}

/// What `{voice}` and the like stand for.
pub(super) struct Places<'p> {
    pub request: &'p Path,
    pub text: &'p str,
    pub out: &'p Path,
    /// For a WAV file a line.
    pub folder: &'p Path,
    pub voice: &'p str,
    /// Lines of the request.
    pub lines: u32,
}

/// Runs the command in its own process group; kills the group when the time is over.
///
/// Standard streams are files in `room`, not pipes: a child that the program leaves behind cannot hold us up.
pub(super) fn run(run: &Run, places: &Places, room: &Path) -> Result<(), Failed> {
    let disk = |error: io::Error| Failed::once(format!("{}: {error}", room.display()));
    let used = |name: &str| run.command.iter().any(|part| part.contains(name));
    let program = run.command.first().map_or("", String::as_str);
    let arguments = run.command.iter().map(|part| fill(part, places)).collect::<Result<Vec<_>, _>>()?;
    let input =
        if used("{in}") || used("{text}") { Stdio::null() } else { File::open(places.request).map_err(disk)?.into() };
    let output =
        if used("{out}") || used("{dir}") { Stdio::null() } else { File::create(places.out).map_err(disk)?.into() };
    let complaints = room.join("stderr");
    let errors = File::create(&complaints).map_err(disk)?;
    let mut command = CommandWrap::with_new(&arguments[0], |command| {
        command.args(&arguments[1..]).stdin(input).stdout(output).stderr(errors);
    });
    #[cfg(unix)]
    command.wrap(ProcessGroup::leader());
    let mut child = command.spawn().map_err(|error| missing(run, program, &error))?;
    let seconds = u64::from(run.timeout) * (1 + u64::from(places.lines) / 10);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut nap = Duration::from_millis(1);
    let status = loop {
        match child.try_wait().map_err(disk)? {
            Some(status) => break status,
            None if stopped() => {
                // Nobody waits for it any more.
                let _ = child.kill();
                return Err(Failed::once(format!("`{program}` was stopped")));
            }
            None if Instant::now() >= end => {
                let _ = child.kill();
                let message = format!(
                    "`{program}` gave no answer in {seconds} seconds and was stopped; if it needs longer, raise `timeout` in its YAML{}",
                    said(&complaints)
                );
                return Err(Failed { late: true, ..Failed::maybe(message) });
            }
            None => thread::sleep(nap),
        }
        nap = (nap * 2).min(Duration::from_millis(20));
    };
    if status.success() {
        return Ok(());
    }
    Err(Failed::maybe(format!("`{program}` failed ({status}){}", said(&complaints))))
}

fn missing(run: &Run, program: &str, error: &io::Error) -> Failed {
    if error.kind() != io::ErrorKind::NotFound {
        return Failed::once(format!("`{program}` cannot be run: {error}"));
    }
    let how = if run.install.is_empty() {
        "install it or give its full path in `run: {command: […]}`".to_owned()
    } else {
        format!("install it: {}", run.install)
    };
    Failed::once(format!("`{program}` is not on this machine; {how}"))
}

/// The last words that a program wrote to standard error.
fn said(path: &Path) -> String {
    const MOST: usize = 300;
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(MOST)..]).trim().replace('\n', " / ");
    if text.is_empty() { String::new() } else { format!(": {text}") }
}

/// An argument with its placeholders filled. What is filled in is not looked at again.
fn fill(part: &str, places: &Places) -> Result<OsString, Failed> {
    let mut out = OsString::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        out.push(before);
        let Some((name, end)) = after.split_once('}') else {
            out.push("{");
            rest = after;
            continue;
        };
        match name {
            "in" => out.push(places.request),
            "out" => out.push(places.out),
            "dir" => out.push(places.folder),
            "text" => out.push(places.text),
            "voice" => out.push(places.voice),
            _ => match name.strip_prefix("env:") {
                Some(variable) => out.push(env::var_os(variable).ok_or_else(|| {
                    Failed::once(format!("the variable {variable} is not set: `export {variable}=…` before loidoc"))
                })?),
                // Braces of the user's own, as in JSON: only the brace is done with.
                None => {
                    out.push("{");
                    rest = after;
                    continue;
                }
            },
        }
        rest = end;
    }
    out.push(rest);
    Ok(out)
}
