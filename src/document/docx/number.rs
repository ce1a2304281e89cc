//! Numbers in attributes.

/// The number; 0 for what is none.
pub(super) fn number(value: &str) -> u32 {
    value.parse().unwrap_or(0)
}
