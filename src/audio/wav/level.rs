//! How loud a programme is, by EBU R 128 (ITU-R BS.1770).

use crate::error::Error;
use ebur128::{EbuR128, Mode};

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loudness {
    /// Integrated loudness in LUFS; minus infinity if there is nothing to hear.
    pub lufs: f64,
    /// The highest true peak in dBTP.
    pub peak: f64,
}

/// Measures what goes by.
pub(super) struct Meter {
    meter: EbuR128,
    channels: u32,
    frames: Vec<f32>,
}

impl Meter {
    pub(super) fn new(rate: u32, channels: u32) -> Result<Meter, Error> {
        let meter = EbuR128::new(channels, rate, Mode::I | Mode::TRUE_PEAK).map_err(wrong)?;
        Ok(Meter { meter, channels, frames: Vec::new() })
    }

    /// Takes samples of one channel, which all channels carry.
    pub(super) fn add(&mut self, samples: &[f32]) -> Result<(), Error> {
        if self.channels == 1 {
            return self.meter.add_frames_f32(samples).map_err(wrong);
        }
        self.frames.clear();
        for &sample in samples {
            self.frames.extend(std::iter::repeat_n(sample, self.channels as usize));
        }
        self.meter.add_frames_f32(&self.frames).map_err(wrong)
    }

    pub(super) fn loudness(&self) -> Result<Loudness, Error> {
        let peak = self.meter.true_peak(0).map_err(wrong)?;
        Ok(Loudness { lufs: self.meter.loudness_global().map_err(wrong)?, peak: 20.0 * peak.log10() })
    }
}

fn wrong(error: ebur128::Error) -> Error {
    Error::Sound { file: "the programme".into(), message: format!("its loudness cannot be measured ({error})") }
}
