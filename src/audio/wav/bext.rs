//! The `bext` chunk of a Broadcast Wave file (EBU Tech 3285, version 2): who made it, and how loud it is.

use super::level::Loudness;
use crate::error::Error;
use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// Appends the chunk to a WAV file that is whole. Date and time stay empty, so that the same articles make the same file.
pub(super) fn append(path: &Path, loudness: &Loudness) -> Result<(), Error> {
    write(path, &chunk(loudness)).map_err(|error| super::store::unwritable(path, &error))
}

fn write(path: &Path, chunk: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut end = file.seek(SeekFrom::End(0))?;
    // Chunks begin at even places.
    if end % 2 == 1 {
        file.write_all(&[0])?;
        end += 1;
    }
    file.write_all(b"bext")?;
    file.write_all(&(chunk.len() as u32).to_le_bytes())?;
    file.write_all(chunk)?;
    let size = u32::try_from(end + chunk.len() as u64).map_err(io::Error::other)?;
    file.seek(SeekFrom::Start(4))?;
    file.write_all(&size.to_le_bytes())
}

fn chunk(loudness: &Loudness) -> Vec<u8> {
    /// A value that is not known.
    const UNKNOWN: i16 = 0x7FFF;
    let hundredths = |value: f64| if value.is_finite() { (value * 100.0).round() as i16 } else { UNKNOWN };
    let mut chunk = vec![0; 602];
    // Description, originator and its reference; OriginationDate and -Time; TimeReference: all of fixed length.
    let originator = b"loidoc";
    chunk[256..256 + originator.len()].copy_from_slice(originator);
    chunk[346..348].copy_from_slice(&2u16.to_le_bytes());
    // LoudnessValue, LoudnessRange, MaxTruePeakLevel, MaxMomentaryLoudness, MaxShortTermLoudness.
    let values = [hundredths(loudness.lufs), UNKNOWN, hundredths(loudness.peak), UNKNOWN, UNKNOWN];
    for (n, value) in values.iter().enumerate() {
        chunk[412 + 2 * n..414 + 2 * n].copy_from_slice(&value.to_le_bytes());
    }
    chunk
}
