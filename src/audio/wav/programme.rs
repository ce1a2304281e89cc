//! Parts and silences, joined, levelled and written. Samples wait in a temporary file, so that a book takes no more memory
//! than a headline.

use super::bext;
use super::level::{Loudness, Meter};
use super::limiter::Limiter;
use super::sound::Sound;
use super::store::store;
use crate::error::Error;
use hound::{SampleFormat, WavSpec, WavWriter};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

/// How a programme is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// 16 or 24 bits a sample.
    pub bits: u16,
    /// 1, or 2 that carry the same.
    pub channels: u16,
}

impl Default for Format {
    fn default() -> Format {
        Format { bits: 16, channels: 1 }
    }
}

/// How loud it is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    /// This integrated loudness, in LUFS: -23 by EBU R 128, -16 is usual on the web.
    Lufs(f64),
    /// As it is.
    Kept,
}

/// The highest true peak that EBU R 128 permits, in dBTP.
const HIGHEST: f64 = -1.0;
/// Rounds of limiting and measuring before we take what we have.
const ROUNDS: usize = 6;
/// How near to the loudness that was asked for is near enough, in LU.
const NEAR: f64 = 0.1;

/// A programme in the making.
#[derive(Debug)]
pub struct Programme {
    rate: u32,
    frames: u64,
    spool: BufWriter<File>,
}

impl Programme {
    /// An empty one, of so many samples a second.
    ///
    /// # Errors
    /// [`Error::Io`] if there is no room for temporary files.
    pub fn new(rate: u32) -> Result<Programme, Error> {
        let spool = BufWriter::new(tempfile::tempfile().map_err(|error| spooled(&error))?);
        Ok(Programme { rate, frames: 0, spool })
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Samples so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Appends speech without the silence around it; from which sample to which it is heard.
    ///
    /// # Errors
    /// [`Error::Sound`] if it cannot be brought to the programme's rate.
    pub fn speech(&mut self, sound: &Sound) -> Result<Range<u64>, Error> {
        self.append(sound.trimmed().at(self.rate)?)
    }

    /// Appends a tune: whole, with fades at its ends.
    ///
    /// # Errors
    /// As [`Programme::speech`].
    pub fn tune(&mut self, sound: Sound) -> Result<Range<u64>, Error> {
        let mut sound = sound.at(self.rate)?;
        sound.fade();
        self.append(sound)
    }

    fn append(&mut self, sound: Sound) -> Result<Range<u64>, Error> {
        for sample in &sound.samples {
            self.spool.write_all(&sample.to_le_bytes()).map_err(|error| spooled(&error))?;
        }
        let start = self.frames;
        self.frames += sound.samples.len() as u64;
        Ok(start..self.frames)
    }

    /// Appends a silence of so many milliseconds.
    ///
    /// # Errors
    /// [`Error::Io`] if the disk is full.
    pub fn silence(&mut self, milliseconds: u32) -> Result<(), Error> {
        let frames = u64::from(milliseconds) * u64::from(self.rate) / 1000;
        self.frames += frames;
        // A hole in the file reads as zeros and takes no room.
        self.spool.seek(SeekFrom::Start(self.frames * 4)).map_err(|error| spooled(&error))?;
        Ok(())
    }

    /// Writes it, under a temporary name first; how loud it came out.
    ///
    /// # Errors
    /// [`Error::Sound`] if it would be larger than a WAV file can be, or holds nothing; [`Error::Io`] if it cannot be
    /// written.
    pub fn write(&mut self, path: &Path, format: Format, level: Level) -> Result<Loudness, Error> {
        let wrong = |message: &str| Error::Sound { file: path.display().to_string(), message: message.into() };
        if self.frames == 0 {
            return Err(wrong("there is nothing to say in it"));
        }
        let bytes = self.frames * u64::from(format.channels) * u64::from(format.bits / 8);
        if bytes > u64::from(u32::MAX) - (1 << 16) {
            return Err(wrong(
                "would be larger than 4 GiB, which no WAV file can be: make it of fewer articles, or with \
                              fewer bits, channels or samples a second",
            ));
        }
        self.spool.flush().map_err(|error| spooled(&error))?;
        self.spool.get_ref().set_len(self.frames * 4).map_err(|error| spooled(&error))?;
        let channels = u32::from(format.channels);
        let (gain, ceiling) = self.settle(channels, level)?;
        let spec = WavSpec {
            channels: format.channels,
            sample_rate: self.rate,
            bits_per_sample: format.bits,
            sample_format: SampleFormat::Int,
        };
        let full = (1i32 << (format.bits - 1)) as f32;
        let mut meter = Meter::new(self.rate, channels)?;
        store(path, |part| {
            let unwritable = |error: hound::Error| Error::Io {
                path: path.to_owned(),
                message: format!("cannot be written: {error}"),
            };
            let mut writer = WavWriter::create(part, spec).map_err(unwritable)?;
            self.play(gain, ceiling, |samples| {
                for sample in samples.iter_mut() {
                    let value = (*sample * full).round().clamp(-full, full - 1.0);
                    *sample = value / full;
                    for _ in 0..format.channels {
                        writer.write_sample(value as i32).map_err(unwritable)?;
                    }
                }
                meter.add(samples)
            })?;
            writer.finalize().map_err(unwritable)?;
            bext::append(part, &meter.loudness()?)
        })?;
        meter.loudness()
    }

    /// The gain, and the ceiling if a limiter is needed, that bring it to a level.
    fn settle(&mut self, channels: u32, level: Level) -> Result<(f32, Option<f32>), Error> {
        let Level::Lufs(wanted) = level else { return Ok((1.0, None)) };
        let linear = |decibels: f64| 10f64.powf(decibels / 20.0) as f32;
        let measured = self.measure(channels, 1.0, None)?;
        if !measured.lufs.is_finite() {
            // Too short or too quiet to be measured.
            return Ok((1.0, Some(linear(HIGHEST - 0.3))));
        }
        let mut gain = wanted - measured.lufs;
        if measured.peak + gain <= HIGHEST - 0.1 {
            return Ok((linear(gain), None));
        }
        // A limiter takes some loudness away, so that it needs a little more gain, and so on.
        let mut ceiling = HIGHEST - 0.3;
        for _ in 0..ROUNDS {
            let measured = self.measure(channels, linear(gain), Some(linear(ceiling)))?;
            let (off, over) = (wanted - measured.lufs, measured.peak - (HIGHEST - 0.1));
            if off.abs() <= NEAR && over <= 0.0 {
                break;
            }
            gain += off;
            ceiling -= over.max(0.0);
        }
        Ok((linear(gain), Some(linear(ceiling))))
    }

    fn measure(&mut self, channels: u32, gain: f32, ceiling: Option<f32>) -> Result<Loudness, Error> {
        let mut meter = Meter::new(self.rate, channels)?;
        self.play(gain, ceiling, |samples| meter.add(samples))?;
        meter.loudness()
    }

    /// Plays it from the beginning, block by block: as many samples as went in.
    fn play(
        &mut self,
        gain: f32,
        ceiling: Option<f32>,
        mut hear: impl FnMut(&mut [f32]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        const BLOCK: usize = 1 << 14;
        let file = self.spool.get_mut();
        file.seek(SeekFrom::Start(0)).map_err(|error| spooled(&error))?;
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut limiter = ceiling.map(|ceiling| Limiter::new(self.rate, ceiling));
        let mut late = limiter.as_ref().map_or(0, Limiter::delay);
        let mut bytes = vec![0; BLOCK * 4];
        let mut block = Vec::with_capacity(BLOCK);
        let mut left = self.frames;
        // The limiter's delay comes off at the beginning and is made up for with silence at the end.
        let mut tail = late;
        while left > 0 || tail > 0 {
            block.clear();
            let frames = left.min(BLOCK as u64) as usize;
            reader.read_exact(&mut bytes[..frames * 4]).map_err(|error| spooled(&error))?;
            block.extend(
                bytes[..frames * 4].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]) * gain),
            );
            left -= frames as u64;
            if left == 0 {
                block.extend(std::iter::repeat_n(0.0, tail));
                tail = 0;
            }
            if let Some(limiter) = &mut limiter {
                block.iter_mut().for_each(|sample| *sample = limiter.next(*sample));
                let early = late.min(block.len());
                block.drain(..early);
                late -= early;
            }
            hear(&mut block)?;
        }
        drop(reader);
        self.spool.get_mut().seek(SeekFrom::End(0)).map_err(|error| spooled(&error))?;
        Ok(())
    }
}

fn spooled(error: &io::Error) -> Error {
    Error::Io { path: std::env::temp_dir(), message: format!("no room for the programme's sound: {error}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_wav_file_can_hold_is_refused() {
        let mut programme = Programme::new(48_000).expect("there is room");
        programme.silence(9 * 3_600_000).expect("there is room");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("book.wav");
        let format = Format { bits: 24, channels: 2 };
        let error = programme.write(&path, format, Level::Lufs(-23.0)).expect_err("it is 9 GB").to_string();
        assert!(error.contains("book.wav: would be larger than 4 GiB"), "{error}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 0);
    }

    #[test]
    fn silences_are_exact_and_silent() {
        let mut programme = Programme::new(22_050).expect("there is room");
        let tone = Sound { rate: 22_050, samples: (0..8000).map(|n| (n as f32 * 0.3).sin() * 0.5).collect() };
        let first = programme.speech(&tone).expect("it fits");
        programme.silence(1000).expect("there is room");
        let second = programme.speech(&tone).expect("it fits");
        programme.silence(500).expect("there is room");
        assert_eq!(second.start - first.end, 22_050);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.wav");
        let loudness = programme.write(&path, Format::default(), Level::Lufs(-20.0)).expect("it can be written");
        assert!((loudness.lufs + 20.0).abs() < 0.2, "{loudness:?}");
        let samples: Vec<i16> =
            hound::WavReader::open(&path).expect("a WAV file").into_samples().map(|s| s.expect("a sample")).collect();
        assert_eq!(samples.len() as u64, second.end + 11_025);
        assert!(samples[first.end as usize..second.start as usize].iter().all(|&s| s == 0));
        assert!(samples[second.end as usize..].iter().all(|&s| s == 0));
        assert!(samples[second.start as usize..second.end as usize].iter().any(|s| s.unsigned_abs() > 1000));
    }
}
