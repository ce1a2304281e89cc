//! Stopping all engines at once, for handlers of signals.

use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Stops all engines of this process: what runs is killed, what is asked from now on fails. For handlers of signals, since
/// engines do not get those of the terminal.
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
}

/// Whether they were.
pub fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}
