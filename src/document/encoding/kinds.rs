//! The encodings that Vietnamese has been written in.

use crate::error::Error;

/// An encoding of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows' code page for Vietnamese: tones are combining marks.
    #[cfg(feature = "documents")]
    Windows1258,
    /// TCVN 5712-1:1993, of which TCVN3 (ABC) is what fonts such as .VnTime show.
    Tcvn3,
    /// VNI-Windows: marks are letters of their own after the vowel.
    Vni,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// VPS, an encoding of Vietnamese abroad.
    Vps,
    /// BK HCM 2, of the university of technology in the city of Hồ Chí Minh: marks are letters of their own after the vowel.
    Bkhcm2,
    /// VIQR (RFC 1456): ASCII, marks are punctuation after the vowel.
    Viqr,
}

impl Encoding {
    /// All there are.
    pub const ALL: &[Encoding] = &[
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        #[cfg(feature = "documents")]
        Encoding::Windows1258,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Vps,
        Encoding::Bkhcm2,
        Encoding::Viqr,
    ];

    /// Its name, as `--encoding` takes it and reports give it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            #[cfg(feature = "documents")]
            Encoding::Windows1258 => "windows-1258",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Vps => "vps",
            Encoding::Bkhcm2 => "bkhcm2",
            Encoding::Viqr => "viqr",
        }
    }

    /// The encoding of a name, in any case.
    ///
    /// # Errors
    /// [`Error::Unknown`] with the names there are.
    pub fn named(name: &str) -> Result<Encoding, Error> {
        Encoding::ALL.iter().copied().find(|e| e.name().eq_ignore_ascii_case(name)).ok_or_else(|| {
            let known = Encoding::ALL.iter().map(|e| e.name()).collect::<Vec<_>>().join(", ");
            Error::Unknown { what: "encoding", name: name.to_owned(), known }
        })
    }
}
