//! Formulas, from whatever mark-up they come in, as one line of Unicode text: 10⁶, ½, (a + b)/(2c), √16.

use super::signs::{lowered, power};

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
    Text(String),
    Row(Vec<Formula>),
    Raised(Box<Formula>, Box<Formula>),
    Lowered(Box<Formula>, Box<Formula>),
    Fraction(Box<Formula>, Box<Formula>),
    /// The root and what it is the root of.
    Root(String, Box<Formula>),
}

/// An element of MathML or of Word's mathematics.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) inside: Vec<Element>,
}

/// Stands before and after a formula in the text that readers deliver: the invisible separator of Unicode.
pub(crate) const MARK: char = '\u{2063}';

/// Signs that relate what stands on their sides.
const RELATIONS: &str = "=<>≤≥≠≈→⇒⇔∈∉⊂∑∫∏";

/// Whether a formula is more than a number, a fraction, a power, a root, an index, or one operation between such.
pub(crate) fn is_long(line: &str) -> bool {
    let related = line.contains(|c| RELATIONS.contains(c));
    let operators = line.chars().filter(|c| "+−±×·÷/:".contains(*c)).count();
    let signed = line.trim_start().starts_with(['−', '+', '±']);
    related || operators > 1 + usize::from(signed)
}

/// Operators that stand between spaces.
const BETWEEN: &str = "=+−±×·÷≥≤≠<>≈⇒→∈∪∩";
const FRACTIONS: &[(&str, &str, &str)] = &[
    ("1", "2", "½"),
    ("1", "3", "⅓"),
    ("2", "3", "⅔"),
    ("1", "4", "¼"),
    ("3", "4", "¾"),
    ("1", "5", "⅕"),
    ("1", "6", "⅙"),
    ("1", "8", "⅛"),
    ("3", "8", "⅜"),
    ("5", "8", "⅝"),
    ("7", "8", "⅞"),
];

impl Formula {
    /// As one line, between two marks that nobody sees if it is longer than one operation: it may be said as a whole, or as
    /// `công thức`.
    pub(crate) fn delivered(&self) -> String {
        let line = self.line();
        if is_long(&line) { format!("{MARK}{line}{MARK}") } else { line }
    }

    /// As one line.
    pub(crate) fn line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn write(&self, out: &mut String) {
        match self {
            Formula::Text(text) => operator(text, out),
            Formula::Row(row) => row.iter().for_each(|part| part.write(out)),
            Formula::Raised(base, exponent) => {
                out.push_str(&base.group());
                out.push_str(&power(&exponent.line()));
            }
            Formula::Lowered(base, index) => {
                out.push_str(&base.group());
                out.push_str(&lowered(&index.line()));
            }
            Formula::Fraction(above, below) => {
                let (above, below) = (above.group(), below.group());
                let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
                match FRACTIONS.iter().find(|(a, b, _)| *a == above && *b == below) {
                    Some((.., sign)) => out.push_str(sign),
                    None if digits(&above) && digits(&below) => out.push_str(&format!("{above}⁄{below}")),
                    None => out.push_str(&format!("{above}/{below}")),
                }
            }
            Formula::Root(root, of) => {
                out.push_str(root);
                out.push_str(&of.group());
            }
        }
    }

    /// As something that a sign binds to as a whole.
    fn group(&self) -> String {
        let line = self.line();
        if line.chars().count() > 1 && line.contains(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')) {
            let single =
                matches!(self, Formula::Raised(..) | Formula::Lowered(..)) || line.chars().all(char::is_alphabetic);
            return if single && !line.contains(' ') { line } else { format!("({line})") };
        }
        line
    }
}

fn operator(text: &str, out: &mut String) {
    let mut chars = text.chars();
    let sign = match (chars.next(), chars.next()) {
        (Some('-'), None) => '−',
        (Some('*'), None) => '×',
        (Some(c), None) => c,
        _ => return out.push_str(text),
    };
    // A sign at the beginning belongs to its number.
    let first = out.trim_end().is_empty() || out.trim_end().ends_with(|c| "(=<>≥≤⇒".contains(c));
    if BETWEEN.contains(sign) && !(first && matches!(sign, '−' | '+' | '±')) {
        out.push(' ');
        out.push(sign);
        out.push(' ');
    } else {
        out.push(sign);
    }
}

/// A formula of an element of MathML (`mfrac`) or of Word (`f`).
pub(crate) fn formula(element: &Element) -> Formula {
    let inside = &element.inside;
    let at = |n: usize| Box::new(inside.get(n).map_or(Formula::Row(Vec::new()), formula));
    let called =
        |name: &str| Box::new(inside.iter().find(|e| e.name == name).map_or(Formula::Row(Vec::new()), formula));
    let row = || Formula::Row(inside.iter().map(formula).collect());
    match element.name.as_str() {
        "annotation" | "annotation-xml" | "rPr" | "ctrlPr" | "fPr" | "mphantom" => Formula::Row(Vec::new()),
        "mfrac" => Formula::Fraction(at(0), at(1)),
        "f" => Formula::Fraction(called("num"), called("den")),
        "msup" | "mover" if inside.len() == 2 => Formula::Raised(at(0), at(1)),
        "sSup" => Formula::Raised(called("e"), called("sup")),
        "msub" | "munder" if inside.len() == 2 => Formula::Lowered(at(0), at(1)),
        "sSub" => Formula::Lowered(called("e"), called("sub")),
        "msubsup" | "munderover" => Formula::Raised(Box::new(Formula::Lowered(at(0), at(1))), at(2)),
        "sSubSup" => Formula::Raised(Box::new(Formula::Lowered(called("e"), called("sub"))), called("sup")),
        "msqrt" => Formula::Root("√".to_owned(), Box::new(row())),
        "mroot" => Formula::Root(root(&at(1).line()), at(0)),
        "rad" => Formula::Root(root(&called("deg").line()), called("e")),
        "mfenced" | "d" => Formula::Row(vec![Formula::Text("(".into()), row(), Formula::Text(")".into())]),
        "mtr" | "mr" => {
            Formula::Row(inside.iter().flat_map(|cell| [formula(cell), Formula::Text(" ".into())]).collect())
        }
        _ if inside.is_empty() => Formula::Text(element.text.trim().to_owned()),
        _ => row(),
    }
}

pub(super) fn root(degree: &str) -> String {
    match degree {
        "" | "2" => "√".to_owned(),
        "3" => "∛".to_owned(),
        "4" => "∜".to_owned(),
        degree => format!("{}√", power(degree)),
    }
}
