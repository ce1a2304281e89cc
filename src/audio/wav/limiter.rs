//! A limiter with look-ahead that keeps true peaks under a ceiling.
//!
//! What a sample may be raised by is known some milliseconds before it is played, so that the gain gets there on a slope
//! and nothing is clipped. Peaks between samples are found at four times the rate, as ITU-R BS.1770-4, annex 2, has it.

use std::collections::VecDeque;
use std::f32::consts::PI;

/// Points of the interpolating filter on each side of a place between two samples.
const HALF: usize = 8;
/// Of what the gain lacks to one, the part that comes back with each sample at 48 kHz: some 60 ms.
const RELEASE: f32 = 1.0 / 3000.0;

pub(super) struct Limiter {
    ceiling: f32,
    /// Filters for a quarter, a half and three quarters of the way between two samples.
    filters: [[f32; 2 * HALF]; 3],
    /// Samples that are still to be played; the last ones are not weighed yet.
    waiting: VecDeque<f32>,
    /// Samples ahead over which the gain slopes.
    ahead: usize,
    /// Gains that samples ahead ask for: (number of the sample, gain), rising.
    asked: VecDeque<(usize, f32)>,
    /// The gains over which the mean is taken.
    gains: VecDeque<f32>,
    sum: f64,
    gain: f32,
    weighed: usize,
}

impl Limiter {
    pub(super) fn new(rate: u32, ceiling: f32) -> Limiter {
        let mut filters = [[0.0; 2 * HALF]; 3];
        for (phase, filter) in filters.iter_mut().enumerate() {
            for (n, tap) in filter.iter_mut().enumerate() {
                let x = n as f32 - (HALF as f32 - 1.0) - (phase as f32 + 1.0) / 4.0;
                let window = 0.5 + 0.5 * (PI * x / (HALF as f32 + 0.5)).cos();
                *tap = (PI * x).sin() / (PI * x) * window;
            }
        }
        let ahead = (rate as usize / 200).max(1);
        Limiter {
            ceiling,
            filters,
            // Silence before the first sample, so that there is always something to its left.
            waiting: VecDeque::from(vec![0.0; HALF]),
            ahead,
            asked: VecDeque::new(),
            gains: VecDeque::from(vec![1.0; ahead]),
            sum: ahead as f64,
            gain: 1.0,
            weighed: 0,
        }
    }

    /// Samples that come out later than they went in.
    pub(super) fn delay(&self) -> usize {
        self.ahead + 2 * HALF - 1
    }

    /// Takes a sample and gives the one that went in `delay` samples before (silence at first).
    pub(super) fn next(&mut self, sample: f32) -> f32 {
        self.waiting.push_back(sample);
        if self.waiting.len() < 2 * HALF {
            return 0.0;
        }
        let gain = self.ceiling / self.peak().max(self.ceiling);
        while self.asked.back().is_some_and(|&(_, later)| later >= gain) {
            self.asked.pop_back();
        }
        self.asked.push_back((self.weighed, gain));
        while self.asked.front().is_some_and(|&(n, _)| n + self.ahead + HALF < self.weighed) {
            self.asked.pop_front();
        }
        self.weighed += 1;
        let least = self.asked.front().map_or(1.0, |&(_, gain)| gain);
        self.gain = least.min(self.gain + (1.0 - self.gain) * RELEASE);
        self.gains.push_back(self.gain);
        self.sum += f64::from(self.gain) - f64::from(self.gains.pop_front().unwrap_or(1.0));
        if self.waiting.len() < self.ahead + 2 * HALF {
            return 0.0;
        }
        let played = self.waiting.pop_front().unwrap_or(0.0);
        played * (self.sum / self.ahead as f64) as f32
    }

    /// The highest peak from the sample in the middle of the newest ones to the next.
    fn peak(&self) -> f32 {
        let newest = self.waiting.range(self.waiting.len() - 2 * HALF..);
        let loudest = newest.clone().fold(0f32, |most, s| most.max(s.abs()));
        // No wave rises to more than twice its samples here; most of speech is far below.
        if loudest * 2.0 < self.ceiling {
            return loudest;
        }
        let between = self.filters.iter().map(|filter| {
            let sum: f32 = newest.clone().zip(filter).map(|(sample, tap)| sample * tap).sum();
            sum.abs()
        });
        let sample = newest.clone().nth(HALF - 1).map_or(0.0, |s| s.abs());
        between.fold(sample, f32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(samples: &[f32]) -> Vec<f32> {
        let mut limiter = Limiter::new(48_000, 0.5);
        let delay = limiter.delay();
        let all: Vec<f32> =
            samples.iter().copied().chain(vec![0.0; delay]).map(|sample| limiter.next(sample)).collect();
        all[delay..].to_vec()
    }

    #[test]
    fn what_is_under_the_ceiling_stays_as_it_is() {
        let samples: Vec<f32> = (0..5000).map(|n| (n as f32 * 0.3).sin() * 0.4).collect();
        let out = limited(&samples);
        assert_eq!(out.len(), samples.len());
        assert!(out.iter().zip(&samples).all(|(a, b)| (a - b).abs() < 1e-5));
    }

    #[test]
    fn what_is_over_it_comes_down_to_it() {
        let loud = |n: usize| if (2000..2600).contains(&n) { 1.0 } else { 0.3 };
        let samples: Vec<f32> = (0..9000).map(|n| (n as f32 * 0.31).sin() * loud(n)).collect();
        let out = limited(&samples);
        assert!(out.iter().all(|s| s.abs() <= 0.5), "{:?}", out.iter().cloned().fold(0f32, f32::max));
        assert!(out.iter().any(|s| s.abs() > 0.45));
        assert!((out[500] - samples[500]).abs() < 1e-5, "long before, nothing changes");
    }

    #[test]
    fn a_peak_between_samples_counts() {
        // Two samples of a wave at a quarter of the rate, half-way beside its crests: 0.7 where the crest is 1.
        let samples: Vec<f32> = (0..4000).map(|n| (PI / 2.0 * n as f32 + PI / 4.0).sin() * 0.69).collect();
        assert!(samples.iter().all(|s| s.abs() < 0.5));
        let out = limited(&samples);
        assert!(out[2000].abs() < 0.4, "{}", out[2000]);
    }
}
