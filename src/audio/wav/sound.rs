//! One sound: what an engine said, or an opening tune.

use crate::error::Error;
use hound::{SampleFormat, WavReader};
use rubato::audioadapter_buffers::owned::InterleavedOwned;
use rubato::{Fft, FixedSync, Resampler};
use std::fs;
use std::path::Path;

/// Sound on one channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Sound {
    /// Samples a second.
    pub rate: u32,
    /// From -1 to 1.
    pub samples: Vec<f32>,
}

/// What lies this far below the loudest sample, before and after, is no speech: -48 dB.
const QUIET: f32 = 0.004;
/// What is left before speech and after it, and how long it takes to fade in and out, in milliseconds.
const HEAD: usize = 10;
const TAIL: usize = 30;
const FADE: usize = 5;
/// Programs that write a WAV to a pipe do not know its length and leave a very large one in its header.
const STREAMED: u32 = 0x7000_0000;

impl Sound {
    /// Reads a WAV file of any usual format; channels are mixed to one.
    ///
    /// # Errors
    /// [`Error::Sound`] if it is missing, empty, cut short, no WAV file, or holds nothing but silence.
    pub fn read(path: &Path) -> Result<Sound, Error> {
        let wrong = |message: String| Error::Sound { file: path.display().to_string(), message };
        let size = fs::metadata(path).map_err(|_| wrong("wrote no WAV file".into()))?.len();
        if size == 0 {
            return Err(wrong("its WAV file is empty".into()));
        }
        let reader = WavReader::open(path)
            .map_err(|error| wrong(format!("what it wrote is no WAV file that we know ({error})")))?;
        let spec = reader.spec();
        let streamed = reader.len().saturating_mul(u32::from(spec.bits_per_sample / 8)) >= STREAMED;
        let samples = match spec.sample_format {
            SampleFormat::Float => collect(reader.into_samples::<f32>(), streamed, |s| s),
            SampleFormat::Int => {
                let full = (1u64 << (spec.bits_per_sample.max(1) - 1)) as f32;
                collect(reader.into_samples::<i32>(), streamed, |s| s as f32 / full)
            }
        }
        .map_err(|error| wrong(format!("its WAV file is cut short ({error})")))?;
        let channels = usize::from(spec.channels.max(1));
        let samples: Vec<f32> =
            samples.chunks_exact(channels).map(|frame| frame.iter().sum::<f32>() / channels as f32).collect();
        if samples.is_empty() || spec.sample_rate == 0 {
            return Err(wrong("its WAV file holds no sound at all".into()));
        }
        if samples.iter().all(|s| !s.is_finite() || s.abs() < 1e-4) {
            return Err(wrong("its WAV file holds nothing but silence".into()));
        }
        Ok(Sound { rate: spec.sample_rate, samples })
    }

    /// Without the silence before and after, with short fades so that no join clicks.
    pub fn trimmed(&self) -> Sound {
        let loudest = self.samples.iter().fold(0f32, |most, s| most.max(s.abs()));
        let heard = |s: &f32| s.abs() > loudest * QUIET;
        let first = self.samples.iter().position(heard).unwrap_or(0);
        let last = self.samples.iter().rposition(heard).unwrap_or(0);
        let start = first.saturating_sub(self.frames(HEAD));
        let end = (last + 1 + self.frames(TAIL)).min(self.samples.len());
        let mut sound = Sound { rate: self.rate, samples: self.samples[start..end].to_vec() };
        sound.fade();
        sound
    }

    /// Fades in and out over a few milliseconds.
    pub(super) fn fade(&mut self) {
        let fade = self.frames(FADE).min(self.samples.len() / 2);
        let end = self.samples.len();
        for n in 0..fade {
            let gain = 0.5 - 0.5 * (std::f32::consts::PI * (n as f32 + 0.5) / fade as f32).cos();
            self.samples[n] *= gain;
            self.samples[end - 1 - n] *= gain;
        }
    }

    /// At another rate.
    ///
    /// # Errors
    /// [`Error::Sound`] if no such rate can be made.
    pub fn at(self, rate: u32) -> Result<Sound, Error> {
        if rate == self.rate {
            return Ok(self);
        }
        let wrong = |error: String| Error::Sound {
            file: format!("a sound of {} Hz", self.rate),
            message: format!("cannot be brought to {rate} Hz ({error})"),
        };
        let mut resampler = Fft::<f32>::new(self.rate as usize, rate as usize, 1024, 1, FixedSync::Both)
            .map_err(|error| wrong(error.to_string()))?;
        let frames = self.samples.len();
        let input = InterleavedOwned::new_from(self.samples, 1, frames).map_err(|error| wrong(error.to_string()))?;
        let output = resampler.process_all(&input, frames, None).map_err(|error| wrong(error.to_string()))?;
        Ok(Sound { rate, samples: output.take_data() })
    }

    fn frames(&self, milliseconds: usize) -> usize {
        milliseconds * self.rate as usize / 1000
    }
}

/// All samples; a sound from a pipe ends where its file ends.
fn collect<S>(
    samples: impl Iterator<Item = hound::Result<S>>,
    streamed: bool,
    to: impl Fn(S) -> f32,
) -> hound::Result<Vec<f32>> {
    let mut all = Vec::new();
    for sample in samples {
        match sample {
            Ok(sample) => all.push(to(sample)),
            Err(_) if streamed => break,
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}
