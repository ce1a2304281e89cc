//! What a lexicon holds once it is checked: plain lists that can be packed into the binary and laid over each other.

use crate::data::engine::Engine;
use crate::data::packed::Str;
use crate::data::style::Style;
use serde::{Deserialize, Serialize};

/// One layer: the built-in one, or a caller's file over it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Layer {
    /// Abbreviations with their senses.
    pub abbreviations: Vec<Abbreviation>,
    /// Patterns of a caller, and what is said for them with `{1}` for a part.
    pub patterns: Vec<Pair>,
    /// Newspapers and agencies that sign datelines.
    pub newspapers: Vec<Pair>,
    /// Kinds of document inside a code.
    pub document_types: Vec<Pair>,
    /// Who issued a document.
    pub document_issuers: Vec<Pair>,
    /// SI prefixes: their spellings, and what is said for them.
    pub prefixes: Vec<(Vec<Str>, Str)>,
    /// Powers after a unit, and what is said for them.
    pub powers: Vec<Pair>,
    /// Units, every prefix and power spelt out.
    pub units: Vec<Unit>,
    /// Currencies.
    pub currencies: Vec<Currency>,
    /// Letter names.
    pub letters: Vec<Pair>,
    /// Cue phrases: kind, left, right.
    pub cues: Vec<CuePhrases>,
    /// Respellings of foreign words.
    pub foreign: Vec<Respelling>,
    /// Teencode and emoji, and what is said for them.
    pub social: Vec<Pair>,
    /// Words and their pronunciation in the International Phonetic Alphabet.
    pub phonemes: Vec<Pair>,
    /// What newspapers print around the text.
    pub furniture: Furniture,
    /// Abbreviations that stand before a name: their dot ends no sentence.
    pub titles: Vec<Str>,
    /// Words before a heading's number: `Điều 5.`
    pub headings: Vec<Str>,
    /// Phrases before which one breathes, and how well; 0 for those that keep together.
    pub breaths: Vec<(Str, u8)>,
    /// Styles.
    pub styles: Vec<Style>,
    /// Engine profiles.
    pub engines: Vec<Engine>,
}

/// Something written and what is said for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pair {
    /// As it stands in the text.
    pub write: Str,
    /// As it is said.
    pub read: Str,
}

/// An abbreviation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Abbreviation {
    /// As it stands in the text.
    pub write: Str,
    /// Its senses, the default first.
    pub senses: Vec<Sense>,
    /// Its reading inside a compound such as GD-ĐT.
    pub part: Option<Str>,
    /// It keeps its reading before a number that touches it: KP10.
    pub numbered: bool,
    /// Whether its first sense is so common that nobody need look where no cue stands.
    pub dominant: bool,
    /// How many words away its cues may stand, from 1 to 4.
    pub reach: u8,
    /// The domain of its file.
    pub domain: Option<Domain>,
    /// Whether somebody has checked it.
    pub verified: bool,
}

/// One sense of an abbreviation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Sense {
    /// How it is said.
    pub say: Say,
    /// Phrases to the left that speak for it.
    pub left: Vec<Str>,
    /// Phrases to the right that speak for it.
    pub right: Vec<Str>,
    /// The domain that speaks for it.
    pub domain: Option<Domain>,
    /// It is meant so seldom that a phrase beside it, or much of what stands around, has to speak for it.
    pub rare: bool,
}

/// How an abbreviation is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Say {
    /// In these words.
    Read(Str),
    /// Letter by letter.
    Letters,
    /// As it is written.
    Word,
}

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Domain {
    Press,
    Finance,
    Sport,
    Law,
    Health,
    Army,
    Education,
    Science,
    Social,
}

impl Domain {
    /// All of them.
    pub const ALL: [Domain; 9] = [
        Domain::Press,
        Domain::Finance,
        Domain::Sport,
        Domain::Law,
        Domain::Health,
        Domain::Army,
        Domain::Education,
        Domain::Science,
        Domain::Social,
    ];

    /// Its name, as in the YAML files.
    pub fn name(self) -> &'static str {
        match self {
            Domain::Press => "press",
            Domain::Finance => "finance",
            Domain::Sport => "sport",
            Domain::Law => "law",
            Domain::Health => "health",
            Domain::Army => "army",
            Domain::Education => "education",
            Domain::Science => "science",
            Domain::Social => "social",
        }
    }
}

/// A unit of measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Unit {
    /// As it stands after a number.
    pub write: Str,
    /// As it is said.
    pub read: Str,
    /// May hold a number within: 1m75.
    pub compound: bool,
    /// Only counts as a unit when it touches its number: 5s, 20p.
    pub attached: bool,
    /// A unit of time: a rate over it is said with `trên`.
    pub time: bool,
    /// A plain word (`lượng`, `thùng`): counts as a unit only after a slash.
    pub word: bool,
    /// Only counts in the very letters: Mb is a megabit, MB a megabyte.
    pub exact: bool,
}

/// A currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Currency {
    /// Its sign or code.
    pub write: Str,
    /// As it is said.
    pub read: Str,
    /// May stand before the number: $100.
    pub before: bool,
    /// Its hundredth part, said for two decimals: $5.99.
    pub minor: Option<Str>,
}

/// The respelling of a foreign word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Respelling {
    /// As it stands in the text.
    pub write: Str,
    /// In Vietnamese syllables.
    pub read: Str,
    /// Whether somebody has checked it.
    pub verified: bool,
}

/// What newspapers print around the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Furniture {
    /// Lines of the web page, dropped.
    pub leavings: Vec<Str>,
    /// Beginnings of a byline.
    pub bylines: Vec<Str>,
    /// Beginnings of a caption.
    pub captions: Vec<Str>,
    /// Section labels.
    pub labels: Vec<Str>,
    /// Beginnings, before a colon, of lines that lead to other articles or to a tag: dropped with what follows.
    pub links: Vec<Str>,
    /// Beginnings, before a colon, of the lines that a digital signature prints: dropped where two stand together.
    pub stamps: Vec<Str>,
    /// Leavings within a crawled paragraph, each a sentence of its own there.
    pub asides: Vec<Str>,
    /// Beginnings of lines that a site prints around an article.
    pub notices: Vec<Str>,
    /// Beginnings of the lines under a letter or decree.
    pub signatures: Vec<Str>,
}

/// The phrases that are one kind of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct CuePhrases {
    /// What they say.
    pub kind: Cue,
    /// Phrases before a token.
    pub left: Vec<Str>,
    /// Phrases after it.
    pub right: Vec<Str>,
    /// Phrases before it that say nothing, though their last word is one of `left`.
    pub except: Vec<Str>,
}

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $yaml:literal),* $(,)?) => {
        /// Kinds of evidence: what a phrase near a token says about it. The phrases are data (`lexicon/cues.yaml`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum Cue {
            $($(#[$doc])* #[serde(rename = $yaml)] $name),*
        }

        impl Cue {
            /// Its name, as in the YAML file.
            pub fn name(self) -> &'static str {
                match self { $(Cue::$name => $yaml),* }
            }
        }
    };
}

cues! {
    /// `ngày`, `sáng`, `đêm`: what follows is a day, and the word ngày is not said again.
    Day = "day",
    /// `từ`, `đến`, `trước`, `vào`: what follows may well be a day.
    DayHint = "day-hint",
    /// `hôm nay`, `chủ nhật`, `đầu tuần`: a date may follow after a comma or bracket.
    Today = "today",
    /// A holiday known by its date: Quốc khánh 2/9.
    Holiday = "holiday",
    /// `âm lịch` after a day.
    Calendar = "calendar",
    /// `tháng`.
    Month = "month",
    /// `quý`.
    Quarter = "quarter",
    /// `năm`, `nhiệm kỳ`, `giai đoạn`: what follows is a year.
    Year = "year",
    /// `lúc`, `giờ`: what follows is a time of day.
    Time = "time",
    /// `phút`: what follows is a minute of a match.
    Minute = "minute",
    /// `tỷ số`, `thắng`, `hòa`.
    Score = "score",
    /// `các set`, `séc`: points of a set follow.
    Set = "set",
    /// `đội hình`, `sơ đồ`.
    Formation = "formation",
    /// `khoảng`, `gần`, `chiếm` before a fraction; nouns of quantity after it.
    Fraction = "fraction",
    /// `giảm`, `chiếm`: a share follows, even after đến.
    Share = "share",
    /// `đạt`, `hạng` before a count; what is counted after it.
    Count = "count",
    /// Nouns that a range of numbers counts.
    Range = "range",
    /// `số nhà`, `hẻm`.
    Address = "address",
    /// `đường`, `phố`: a date after it is a street's name; before it, a house number stood.
    Street = "street",
    /// `thứ`, `lần thứ`.
    Ordinal = "ordinal",
    /// `hạng`, `giải`: 1 is nhất.
    Rank = "rank",
    /// `phiên bản`, `công nghiệp`: the dot is said.
    Version = "version",
    /// `tiêu chuẩn`, `mục`: 2.5 after it is a heading's number.
    Heading = "heading",
    /// What Roman numerals stand after.
    Roman = "roman",
    /// The few that small Roman numerals stand after.
    RomanSmall = "roman-small",
    /// `các lớp`, `các quận`: a list of numbers follows.
    List = "list",
    /// `mã`, `tài khoản`: digit by digit.
    Digits = "digits",
    /// Figures after it are drawn.
    Lottery = "lottery",
    /// `điện thoại`, `hotline`.
    Phone = "phone",
    /// `gọi`, `cảnh sát`: a number of three digits may be an emergency number.
    Emergency = "emergency",
    /// `tỷ lệ`, `tỉ lệ`.
    Ratio = "ratio",
    /// `biển số`, `BKS`.
    Plate = "plate",
    /// `Boeing`, `Su`, `iPhone`: what follows is a model.
    Model = "model",
    /// `nghị định`, `quyết định số`.
    Code = "code",
    /// `TCVN`, `ISO`: the number of a standard follows.
    Standard = "standard",
    /// `ông`, `bà`, `anh`: a person follows.
    Person = "person",
    /// A place follows: `ở`, `tại`, `trú`.
    Place = "place",
    /// `quận`, `phường`, `lớp`: a number that names something follows.
    Named = "named",
    /// `nặng`, `trọng tải`: t is tấn.
    Weight = "weight",
    /// `cao`, `sâu`: 1m2 is a height, not an area.
    Depth = "depth",
    /// `khoảng`, `gần`, `hơn`: an estimate follows.
    Approx = "approx",
    /// `sở`, `bộ`, `phòng`: an agency whose parts are joined with `và`.
    Agency = "agency",
    /// A price, so that a bare sign is money.
    Money = "money",
    /// `tọa độ`, `vĩ độ`.
    Coordinate = "coordinate",
    /// Words that tell what a text is about.
    AboutSport = "about-sport",
    /// The same for finance.
    AboutFinance = "about-finance",
    /// The same for law and courts.
    AboutLaw = "about-law",
    /// The same for health.
    AboutHealth = "about-health",
    /// The same for the armed forces.
    AboutArmy = "about-army",
    /// The same for education.
    AboutEducation = "about-education",
    /// Small words of English, so that numbers beside them are said in English.
    English = "english",
    /// `trang`, `tầng`: a part of a whole follows.
    Part = "part",
    /// `đợt`, `khóa`: a number of a year follows.
    Round = "round",
    /// `CPI`, `so với`: T6 is a month.
    MonthByT = "month-by-t",
    /// `dài`, `về đích`: minutes and seconds follow.
    Lasting = "lasting",
    /// `tivi`, `màn hình`: inches follow.
    Screen = "screen",
    /// `khách sạn`: stars follow.
    Stars = "stars",
    /// `công suất`, `ổ cắm`: V, W, A after a space are units.
    Appliance = "appliance",
    /// `ram`, `bộ nhớ`: Gb is said as GB.
    Storage = "storage",
    /// `bảng A`, `đội khách`: đ is a point.
    Table = "table",
    /// `giá`, `bán`: what costs something stands before.
    Price = "price",
    /// `thập niên`: a decade follows.
    Decade = "decade",
    /// Small words of French.
    French = "french",
}
