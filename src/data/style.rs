//! How it is said: region, number words, pauses. A style is a YAML file; `north` and `south` come built in.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The options of a reading style.
///
/// Every key may be left out of a style's YAML file; what is left out is as in `north`, the national broadcast reading.
///
/// ```
/// use loidoc::{Lexicon, Normalizer, Style};
/// let south = Lexicon::built_in().style("south").unwrap().clone();
/// let normalizer = Normalizer::builder().style(south).build().unwrap();
/// assert_eq!(normalizer.normalize("1.004 hộ"), "một ngàn không trăm lẻ bốn hộ");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Style {
    /// Its name, as `--style` takes it.
    pub name: String,
    /// One line for `loidoc styles`.
    pub about: String,
    /// Where it is spoken so: `north`, `central`, `south`. An engine's voice is chosen by it.
    pub region: String,
    /// 1,000: `nghìn` (north) or `ngàn` (south).
    pub thousand: String,
    /// The missing tens in 105: `linh` (north) or `lẻ` (south).
    pub zero_tens: String,
    /// 4 after tens in 24: `tư` or `bốn`.
    pub four_after_tens: String,
    /// Before a negative number: `âm`.
    pub minus: String,
    /// The decimal mark: `phẩy`.
    pub decimal_mark: String,
    /// Two decimals as a number (`ba phẩy mười bốn`) or digit by digit (`ba phẩy một bốn`).
    pub decimals: Decimals,
    /// `true`: the first ten days of a month are said with `mùng`.
    pub mung: bool,
    /// `false`: the minutes of a time of day are a bare number (8h30: `tám giờ ba mươi`).
    pub say_minutes: bool,
    /// `false`: no `năm` between a month and its year, only a pause (`tháng chín, hai nghìn không trăm hai mươi tư`).
    pub say_year: bool,
    /// `true`: teencode (`ko`, `dc`) and emoji are said, for social text.
    pub social: bool,
    /// `read`: who wrote an article is said in a bulletin, too, in a paragraph of its own.
    pub bylines: Bylines,
    /// `read`: a formula of more than one operation is said, too.
    pub maths: Maths,
    /// What becomes of foreign words.
    pub foreign: Foreign,
    /// Letter names that differ from `lexicon/letters.yaml`: `{W: vê đúp, Z: giét}` for VTV-W, `vê tê vê vê đúp`.
    pub letters: BTreeMap<char, String>,
    /// Silences, in milliseconds.
    pub pauses: Pauses,
}

/// How two digits after a decimal mark are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decimals {
    /// 3,14 is `ba phẩy mười bốn`.
    Number,
    /// 3,14 is `ba phẩy một bốn`.
    Digits,
}

/// Whether a bulletin says who wrote an article; the accessible profile always does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bylines {
    /// They are left out, and listed.
    Silent,
    /// They are said.
    Read,
}

/// Whether a formula of more than one operation is said; a shorter one always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Maths {
    /// It is `công thức`.
    Silent,
    /// It is said sign by sign.
    Read,
}

/// What becomes of foreign words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Foreign {
    /// They stay as written.
    Keep,
    /// They stay as written, and engines that know `lang` are told that they are foreign.
    Mark,
    /// They are respelt with Vietnamese syllables where the lexicon knows how: Facebook, phây búc.
    Respell,
}

/// Silences, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pauses {
    /// After a headline.
    pub headline: u32,
    /// Between paragraphs.
    pub paragraph: u32,
    /// Between sentences; 0 leaves it to the engine, here and below.
    pub sentence: u32,
    /// After a semicolon, and where a sentence that is too long for the engine is cut.
    pub clause: u32,
    /// After a comma.
    pub comma: u32,
    /// After a colon.
    pub colon: u32,
    /// After a bracket.
    pub bracket: u32,
    /// After a spaced dash.
    pub dash: u32,
    /// Between the groups of a telephone number or plate.
    pub group: u32,
}

impl Default for Pauses {
    fn default() -> Pauses {
        Pauses {
            headline: 1000,
            paragraph: 700,
            sentence: 0,
            clause: 0,
            comma: 0,
            colon: 0,
            bracket: 0,
            dash: 0,
            group: 0,
        }
    }
}

impl Default for Style {
    fn default() -> Style {
        Style {
            name: "north".into(),
            about: String::new(),
            region: "north".into(),
            thousand: "nghìn".into(),
            zero_tens: "linh".into(),
            four_after_tens: "tư".into(),
            minus: "âm".into(),
            decimal_mark: "phẩy".into(),
            decimals: Decimals::Number,
            mung: false,
            say_minutes: true,
            say_year: true,
            social: false,
            bylines: Bylines::Silent,
            maths: Maths::Silent,
            foreign: Foreign::Keep,
            letters: BTreeMap::new(),
            pauses: Pauses::default(),
        }
    }
}
