//! loidoc
pub mod class;
pub mod cursor;
pub mod error;
pub mod input;
pub mod letter;
pub mod lexicon;
pub mod normalize;
pub mod number;
pub mod pipeline;
pub mod scan;
pub mod semiotic;
pub mod sentence;
pub mod span;
pub mod speech;
pub mod ssml;
pub mod style;
pub mod syllable;
pub mod tidy;

pub(crate) use lexicon::layer;

pub use error::Error;
pub use lexicon::Lexicon;
pub use normalize::Normalizer;
pub use pipeline::Pipeline;
pub use span::Span;
pub use speech::Speech;
pub use style::Style;
