//! How many cases a law is tried on.

use proptest::test_runner::{Config, RngSeed};

/// The same cases each run, so that a failure is a change's and not chance's; `PROPTEST_CASES=100000` looks further, and
/// `PROPTEST_RNG_SEED=1` elsewhere.
pub fn cases(usual: u32) -> Config {
    let told = |name: &str| std::env::var(name).ok().and_then(|told| told.parse::<u64>().ok());
    Config {
        cases: told("PROPTEST_CASES").and_then(|n| u32::try_from(n).ok()).unwrap_or(usual),
        rng_seed: RngSeed::Fixed(told("PROPTEST_RNG_SEED").unwrap_or(20_241_118)),
        failure_persistence: None,
        ..Config::default()
    }
}
