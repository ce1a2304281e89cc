//! Bytes to text, in whatever encoding Vietnamese has been written.
//!
//! UTF-8 is taken as it is. What is not UTF-8 is tried as UTF-16, windows-1258, TCVN3 (ABC), VNI-Windows, VISCII, VPS and BK HCM 2; the
//! encoding in which the most words are built as Vietnamese syllables wins, and its share is the confidence that is
//! reported. UTF-8 that was read as Latin-1 and saved again is mended.

mod decode;
mod decoded;
pub(super) mod detect;
pub(super) mod disguise;
mod escapes;
#[cfg(feature = "documents")]
pub(super) mod fonts;
pub(super) mod kinds;
mod legacy;
mod mojibake;
pub(super) mod share;
mod tables;

pub(super) use decode::MOST_NAMED;
pub(super) use decode::decode;
#[cfg(feature = "documents")]
pub(super) use decode::{as_known, bytes, guessed};
pub use decode::{text, text_as, text_found, utf8};
pub(super) use decoded::Decoded;
pub use decoded::{LARGEST, LARGEST_DECODED};
pub use kinds::Encoding;
