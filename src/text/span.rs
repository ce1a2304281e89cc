//! Places in a text.

/// A range of bytes of one segment's text: `start..end`.
///
/// Offsets are 32 bits wide, so a segment is at most 4 GiB; readers refuse a larger source with an error.
///
/// ```
/// use loidoc::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(&"Sáng 18/10"[Span::new(6, 11).range()], "18/10");
/// assert_eq!(span.len(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of bytes `start..end`. Offsets beyond 4 GiB are clamped (no reader lets such a text in).
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
