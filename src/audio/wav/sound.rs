//! One sound: what an engine said, or an opening tune.

use super::header;
use crate::error::Error;
use hound::{SampleFormat, WavReader};
use rubato::audioadapter_buffers::owned::InterleavedOwned;
use rubato::{Fft, FixedSync, Resampler};
use std::fs;
use std::io::Cursor;
use std::path::Path;
use symphonia::core::formats::{FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::default::formats::WavReader as WavFile;

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
impl Sound {
    /// Reads a WAV file of any usual format; channels are mixed to one.
    ///
    /// # Errors
    /// [`Error::Sound`] if it is missing, empty, cut short, no WAV file, or holds nothing but silence.
    pub fn read(path: &Path) -> Result<Sound, Error> {
        let wrong = |message: String| Error::Sound { file: path.display().to_string(), message };
        let mut bytes = fs::read(path).map_err(|_| wrong("is not there".into()))?;
        if bytes.is_empty() {
            return Err(wrong("is empty".into()));
        }
        if !header::is_wave(&bytes) {
            return Err(wrong("is no WAV file that we know".into()));
        }
        header::mend(&mut bytes).map_err(wrong)?;
        let Raw { rate, channels, samples } = match plain(&bytes) {
            Ok(raw) => raw,
            // What the small reader refuses a large one may know: A-law, 64 bits.
            Err(hound::Error::IoError(error)) => return Err(wrong(format!("is cut short ({error})"))),
            Err(_) => decoded(bytes).map_err(|error| wrong(format!("is no WAV file that we know ({error})")))?,
        };
        let samples: Vec<f32> =
            samples.chunks_exact(channels).map(|frame| frame.iter().sum::<f32>() / channels as f32).collect();
        if samples.is_empty() || rate == 0 {
            return Err(wrong("holds no sound at all".into()));
        }
        if samples.iter().all(|s| !s.is_finite() || s.abs() < 1e-4) {
            return Err(wrong("holds nothing but silence".into()));
        }
        Ok(Sound { rate, samples })
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

/// The samples of a file as they lie in it.
struct Raw {
    rate: u32,
    channels: usize,
    samples: Vec<f32>,
}

/// Whole numbers and floats of 32 bits, as nearly all files have them.
fn plain(bytes: &[u8]) -> hound::Result<Raw> {
    let reader = WavReader::new(bytes)?;
    let spec = reader.spec();
    let samples = match spec.sample_format {
        SampleFormat::Float => reader.into_samples::<f32>().collect::<hound::Result<_>>()?,
        SampleFormat::Int => {
            let full = (1u64 << (spec.bits_per_sample.max(1) - 1)) as f32;
            reader.into_samples::<i32>().map(|s| s.map(|s| s as f32 / full)).collect::<hound::Result<_>>()?
        }
    };
    Ok(Raw { rate: spec.sample_rate, channels: usize::from(spec.channels.max(1)), samples })
}

/// All that the decoder knows.
fn decoded(bytes: Vec<u8>) -> Result<Raw, symphonia::core::errors::Error> {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut file = WavFile::try_new(stream, Default::default())?;
    let unknown = symphonia::core::errors::Error::Unsupported("a coding that we do not know");
    let Some(track) = file.default_track(TrackType::Audio) else { return Err(unknown) };
    let (id, codec) = (track.id, track.codec_params.as_ref().and_then(|params| params.audio()));
    let Some(codec) = codec else { return Err(unknown) };
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(codec, &Default::default())?;
    let mut raw = Raw { rate: 0, channels: 1, samples: Vec::new() };
    let mut piece: Vec<f32> = Vec::new();
    while let Some(packet) = file.next_packet()? {
        if packet.track_id != id {
            continue;
        }
        let sound = decoder.decode(&packet)?;
        raw.rate = sound.spec().rate();
        raw.channels = sound.spec().channels().count().max(1);
        sound.copy_to_vec_interleaved(&mut piece);
        raw.samples.extend_from_slice(&piece);
    }
    Ok(raw)
}
