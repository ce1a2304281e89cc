//! The one road, from the bytes of an article to SSML chunks.

use crate::data::style::Bylines;
use crate::document::{self, Document, Encoding, Role};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::recognize::document_context::{DocumentContext, abbreviated};
use crate::recognize::domain::Tally;
use crate::registry::Rule;
use crate::speech::document_scan::DocumentScan;
use crate::speech::{Detail, Normalizer};
use crate::speech::{Reading, Speech};
use crate::ssml::{Engine, Options, Plan, Planner, ReadyChunk, SsmlDocument, Utterance, chunks};
use crate::text::letter::is_capitalised;
use std::sync::Arc;

/// What is read of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// A radio bulletin: captions, labels, table rows, notes, signatures and bylines are left out; the style may have
    /// bylines read.
    #[default]
    Bulletin,
    /// For blind readers: everything is read but what a web page left behind.
    Accessible,
}

impl Profile {
    /// Whether a role is read.
    pub fn reads(self, role: Role) -> bool {
        match role {
            Role::Boilerplate => false,
            Role::Caption | Role::Label | Role::Row | Role::Note | Role::Signature | Role::Byline => {
                self == Profile::Accessible
            }
            Role::Headline | Role::Lead | Role::Body | Role::List => true,
        }
    }

    /// As [`Profile::reads`], where a style says of bylines what it will.
    fn reads_with(self, bylines: Bylines, role: Role) -> bool {
        self.reads(role) || role == Role::Byline && bylines == Bylines::Read
    }
}

/// The road. Build once, share across threads.
///
/// ```
/// use loidoc::{Lexicon, Pipeline};
/// let pipeline = Pipeline::new();
/// let article = pipeline.read("article.txt", "(VLO) Ngày 18/10, UBND tỉnh họp.\nĐóng Lưu thông tin".as_bytes()).unwrap();
/// let google = Lexicon::built_in().engine("google").unwrap().clone();
/// let document = pipeline.ssml(&article, &google).unwrap();
/// assert_eq!(document.chunks.len(), 1);
/// assert!(document.chunks[0].xml.contains("mười tám tháng mười"));
/// assert_eq!(article.dropped().count(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Pipeline {
    normalizer: Arc<Normalizer>,
    profile: Profile,
    detail: Detail,
    options: Options,
    encoding: Option<Encoding>,
}

/// An article that has been read: its document, and what is said for each segment.
#[derive(Clone, Debug)]
pub struct Article<'d> {
    /// The document.
    pub document: Document<'d>,
    /// What is said, a speech a segment. Empty for segments that are not read.
    pub speeches: Vec<Speech>,
    /// What the document told about itself.
    pub context: DocumentContext,
    profile: Profile,
    /// What the style says of bylines.
    bylines: Bylines,
}

impl Article<'_> {
    fn reads(&self, role: Role) -> bool {
        self.profile.reads_with(self.bylines, role)
    }

    /// The segments that are not read, as indices into the document's.
    pub fn dropped(&self) -> impl Iterator<Item = usize> {
        self.document.segments.iter().enumerate().filter(|(_, s)| !self.reads(s.role)).map(|(n, _)| n)
    }

    /// The segments that are read, with their index.
    pub fn utterances(&self) -> impl Iterator<Item = (usize, Utterance<'_>)> {
        let segments = self.document.segments.iter().zip(&self.speeches).enumerate();
        segments
            .filter(|(_, (s, _))| self.reads(s.role))
            .map(|(n, (s, speech))| (n, Utterance { role: s.role, text: &s.text, speech }))
    }
}

impl Pipeline {
    /// With the built-in lexicon, the style `north`, the profile `bulletin`.
    pub fn new() -> Pipeline {
        Pipeline::default()
    }

    /// With a normalizer of the caller's.
    pub fn with_normalizer(mut self, normalizer: impl Into<Arc<Normalizer>>) -> Self {
        self.normalizer = normalizer.into();
        self
    }

    /// With another profile.
    pub fn with_profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Keeps more or less of each reading's story; it costs time.
    pub fn with_detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }

    /// With other options for the SSML.
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Documents are in this encoding, whatever they look like; `None` finds it.
    pub fn with_encoding(mut self, encoding: impl Into<Option<Encoding>>) -> Self {
        self.encoding = encoding.into();
        self
    }

    /// The normalizer.
    pub fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// The options for the SSML.
    pub fn options(&self) -> &Options {
        &self.options
    }

    fn bylines(&self) -> Bylines {
        self.normalizer.style().bylines
    }

    /// Whether a role is read, by the profile and the style.
    pub fn reads(&self, role: Role) -> bool {
        self.profile.reads_with(self.bylines(), role)
    }

    /// Whether anything of a document is said.
    ///
    /// # Errors
    /// [`Error::Document`] if it holds no word that is read.
    pub fn says(&self, document: &Document) -> Result<(), Error> {
        let mut read = document.segments.iter().filter(|segment| self.reads(segment.role));
        if read.any(|segment| !segment.text.trim().is_empty()) {
            return Ok(());
        }
        let message = match document.segments.len() {
            0 => "it holds no word to say: if it is a book or page of pictures, get one with text".to_owned(),
            n => format!(
                "no word of it is read: all of its {n} paragraphs are left out, see `loidoc check`, or try --profile accessible"
            ),
        };
        Err(Error::Document { file: document.name.clone(), message })
    }

    /// Reads an article from the bytes of a file.
    ///
    /// # Errors
    /// As [`document::read_as`].
    pub fn read<'d>(&self, name: &str, bytes: &'d [u8]) -> Result<Article<'d>, Error> {
        Ok(self.speak(self.document(name, bytes)?))
    }

    /// Says a document that has been read.
    pub fn speak<'d>(&self, document: Document<'d>) -> Article<'d> {
        let mut context = self.context(&document);
        let mut speeches = Vec::with_capacity(document.segments.len());
        let mut scan = looks(&document);
        for segment in &document.segments {
            let mut speech = Speech::default();
            if self.reads(segment.role) {
                self.say(&segment.text, &mut scan, &mut context, &mut speech);
            }
            speeches.push(speech);
        }
        Article { document, speeches, context, profile: self.profile, bylines: self.bylines() }
    }

    /// What a document tells about itself as a whole.
    fn context(&self, document: &Document) -> DocumentContext {
        let domain = self.normalizer.domain().or_else(|| {
            let mut tally = Tally::default();
            document.segments.iter().for_each(|s| tally.add(&s.text, self.normalizer.lexicon()));
            tally.domain()
        });
        DocumentContext { domain, ..DocumentContext::default() }
    }

    /// Says the next segment.
    fn say(&self, text: &str, scan: &mut DocumentScan, context: &mut DocumentContext, speech: &mut Speech) {
        // A definition holds from its own segment on.
        if scan.may_have_bracket(text) {
            define(text, self.normalizer.lexicon(), context);
        }
        self.normalizer.speech_of(scan, text, context, self.detail, speech);
        settle(text, speech, context);
    }

    /// The SSML of an article for an engine. The chunks' sources count its utterances.
    ///
    /// # Errors
    /// [`Error::Limit`] if the engine's limit is too small for anything.
    pub fn ssml(&self, article: &Article, engine: &Engine) -> Result<SsmlDocument, Error> {
        let utterances: Vec<_> = article.utterances().map(|(_, u)| u).collect();
        chunks(&utterances, engine, self.normalizer.style(), &self.options)
    }

    /// The same in one go from a document, for whoever wants the chunks only: what is said of a paragraph is given up as
    /// soon as it has been cut, so that this takes half the time and memory.
    ///
    /// # Errors
    /// As [`Pipeline::ssml`].
    ///
    /// ```
    /// use loidoc::{Lexicon, Pipeline};
    /// let pipeline = Pipeline::new();
    /// let document = pipeline.document("a.txt", "Sáng 14/4, đoàn đến.".as_bytes())?;
    /// let google = Lexicon::built_in().engine("google").unwrap().clone();
    /// let plan = pipeline.plan(&document, &google)?;
    /// assert!(plan.chunk(0).xml.contains("Sáng mười bốn tháng tư"));
    /// # Ok::<(), loidoc::Error>(())
    /// ```
    pub fn plan<'e>(&'e self, document: &Document, engine: &'e Engine) -> Result<Plan<'e>, Error> {
        let mut planner = Planner::new(engine, self.normalizer.style(), &self.options)?;
        let size: usize = document.segments.iter().map(|s| s.text.len()).sum();
        planner.reserve(size + size / 4);
        self.utter(document, |utterance| {
            planner.add(utterance);
            Ok::<_, Error>(())
        })?;
        Ok(planner.finish())
    }

    /// Writes the chunks of a document one after the other, each as soon as it is settled: what is said is given up paragraph
    /// by paragraph (but for an engine that has no limit, whose one chunk is the whole). `each` is given the chunks in order and may end it all with an error of its own.
    ///
    /// # Errors
    /// As [`Pipeline::ssml`], and what `each` says.
    ///
    /// ```
    /// use loidoc::{Error, Lexicon, Pipeline};
    /// let pipeline = Pipeline::new();
    /// let text = "Sáng 14/4, đoàn đến.\n".repeat(1000);
    /// let document = pipeline.document("a.txt", text.as_bytes())?;
    /// let google = Lexicon::built_in().engine("google").unwrap().clone();
    /// let mut longest = 0;
    /// pipeline.write(&document, &google, |chunk| {
    ///     let mut xml = String::new();
    ///     chunk.write(&mut xml);
    ///     longest = longest.max(xml.len());
    ///     Ok::<_, Error>(())
    /// })?;
    /// assert!(longest > 4500 && longest <= 5000);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn write<E: From<Error>>(
        &self,
        document: &Document,
        engine: &Engine,
        mut each: impl FnMut(ReadyChunk) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut planner = Planner::new(engine, self.normalizer.style(), &self.options)?;
        self.utter(document, |utterance| {
            planner.add(utterance);
            if planner.settled().len() >= TOGETHER {
                planner.settled().try_for_each(&mut each)?;
                planner.drain_ready();
            }
            Ok::<_, E>(())
        })?;
        planner.finish().settled().try_for_each(each)
    }

    /// Says a document, segment by segment.
    fn utter<E>(&self, document: &Document, mut each: impl FnMut(Utterance) -> Result<(), E>) -> Result<(), E> {
        let mut context = self.context(document);
        let mut scan = looks(document);
        let mut speech = Speech::default();
        for segment in document.segments.iter().filter(|s| self.reads(s.role)) {
            self.say(&segment.text, &mut scan, &mut context, &mut speech);
            each(Utterance { role: segment.role, text: &segment.text, speech: &speech })?;
        }
        Ok(())
    }

    /// Reads a document from the bytes of a file, to be spoken or planned.
    ///
    /// # Errors
    /// As [`document::read_as`].
    pub fn document<'d>(&self, name: &str, bytes: &'d [u8]) -> Result<Document<'d>, Error> {
        document::read_as(name, bytes, self.normalizer.lexicon(), self.encoding)
    }
}

/// Chunks that are written at once, so that moving up what waits behind them costs little.
const TOGETHER: usize = 64;

/// Looks at the whole text that a document's segments are pieces of.
fn looks<'d>(document: &Document<'d>) -> DocumentScan<'d> {
    DocumentScan::at(document.source.0)
}

/// Takes down the abbreviations whose neighbours have told what they stand for: where those say little later on, they stand
/// for the same.
fn settle(text: &str, speech: &Speech, context: &mut DocumentContext) {
    let told = |reading: &&Reading| matches!(reading.rule, Rule::AbbreviationCue | Rule::AbbreviationLearned);
    for reading in speech.readings.iter().filter(told) {
        let written = text[reading.source.range()].trim_end_matches('.');
        let spoken = &speech.text[reading.spoken.range()];
        if context.settled.get(written).is_none_or(|known| known != spoken) {
            context.settled.insert(written.to_owned(), spoken.to_owned());
        }
    }
}

/// An abbreviation that a text defines has no more letters.
const LONGEST_DEFINED: usize = 8;

/// Takes down the abbreviations that a text defines: `Trung tâm Y tế (TTYT)`.
///
/// The words before the bracket must begin with the letters of the abbreviation, and the lexicon must not know it by one
/// sense already.
fn define(text: &str, lexicon: &Lexicon, context: &mut DocumentContext) {
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        // Most brackets hold no capital.
        let rest = &text[open + 1..];
        if !is_capitalised(rest) {
            continue;
        }
        let close = rest.char_indices().take(LONGEST_DEFINED + 1).find(|&(_, c)| c == ')');
        let Some(inside) = close.map(|(close, _)| &rest[..close]) else { continue };
        if lexicon.abbreviation(inside).is_some_and(|(_, entry)| entry.senses.len() == 1) {
            continue;
        }
        if let Some(words) = abbreviated(&text[..open], inside)
            && !context.definitions.contains_key(inside)
        {
            let words: Vec<&str> = words.split_whitespace().collect();
            context.definitions.insert(inside.to_owned(), words.join(" "));
        }
    }
}
