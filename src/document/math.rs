//! Formulas, from whatever mark-up they come in, as one line of Unicode text: 10⁶, ½, (a + b)/(2c), √16.

use super::script::{lowered, power};

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Formula {
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
pub(super) struct Element {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) inside: Vec<Element>,
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
    /// As one line.
    pub(super) fn line(&self) -> String {
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
pub(super) fn formula(element: &Element) -> Formula {
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

fn root(degree: &str) -> String {
    match degree {
        "" | "2" => "√".to_owned(),
        "3" => "∛".to_owned(),
        "4" => "∜".to_owned(),
        degree => format!("{}√", power(degree)),
    }
}

/// Groups within groups of TeX.
const DEEPEST: usize = 64;

/// A formula of TeX, of what people write in Markdown.
pub(super) fn tex(source: &str) -> Formula {
    let mut reader = Tex { rest: source, depth: 0 };
    Formula::Row(reader.row(None))
}

struct Tex<'t> {
    rest: &'t str,
    depth: usize,
}

impl Tex<'_> {
    fn row(&mut self, end: Option<char>) -> Vec<Formula> {
        let mut row: Vec<Formula> = Vec::new();
        while let Some(c) = self.rest.chars().next() {
            if Some(c) == end {
                self.rest = &self.rest[c.len_utf8()..];
                break;
            }
            match c {
                '^' | '_' => {
                    self.rest = &self.rest[1..];
                    let base = Box::new(row.pop().unwrap_or(Formula::Row(Vec::new())));
                    let script = Box::new(self.one());
                    row.push(if c == '^' { Formula::Raised(base, script) } else { Formula::Lowered(base, script) });
                }
                c if c.is_whitespace() => self.rest = &self.rest[c.len_utf8()..],
                _ => row.push(self.one()),
            }
        }
        row
    }

    /// A group, a command with what it takes, a number or a sign.
    fn one(&mut self) -> Formula {
        self.rest = self.rest.trim_start();
        let Some(c) = self.rest.chars().next() else { return Formula::Row(Vec::new()) };
        if c == '\\' {
            return self.command();
        }
        let digits = self.rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
        if c.is_ascii_digit() {
            let (number, rest) = self.rest.split_at(digits);
            self.rest = rest;
            return Formula::Text(number.to_owned());
        }
        self.rest = &self.rest[c.len_utf8()..];
        if c != '{' {
            return if c == '}' || c == '&' { Formula::Row(Vec::new()) } else { Formula::Text(c.to_string()) };
        }
        if self.depth >= DEEPEST {
            return Formula::Row(Vec::new());
        }
        self.depth += 1;
        let row = self.row(Some('}'));
        self.depth -= 1;
        Formula::Row(row)
    }

    fn command(&mut self) -> Formula {
        let after = &self.rest[1..];
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { after.chars().next().map_or(0, char::len_utf8) };
        let (name, rest) = after.split_at(length);
        self.rest = rest;
        match name {
            "frac" | "dfrac" | "tfrac" => {
                let above = Box::new(self.one());
                Formula::Fraction(above, Box::new(self.one()))
            }
            "sqrt" => {
                let mut degree = String::new();
                if let Some(inner) = self.rest.strip_prefix('[')
                    && let Some((inner, rest)) = inner.split_once(']')
                {
                    degree = inner.to_owned();
                    self.rest = rest;
                }
                Formula::Root(root(&degree), Box::new(self.one()))
            }
            "text" | "mathrm" | "mathbf" | "operatorname" => {
                match self.rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
                    Some((text, rest)) => {
                        self.rest = rest;
                        Formula::Text(format!(" {} ", text.trim()))
                    }
                    None => Formula::Row(Vec::new()),
                }
            }
            name => Formula::Text(
                COMMANDS.iter().find(|(command, _)| *command == name).map_or("", |(_, sign)| *sign).to_owned(),
            ),
        }
    }
}

const COMMANDS: &[(&str, &str)] = &[
    ("pm", "±"),
    ("times", "×"),
    ("cdot", "·"),
    ("div", "÷"),
    ("le", "≤"),
    ("leq", "≤"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("ne", "≠"),
    ("neq", "≠"),
    ("approx", "≈"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("Rightarrow", "⇒"),
    ("infty", "∞"),
    ("pi", "π"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("Delta", "Δ"),
    ("theta", "θ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("sigma", "σ"),
    ("Sigma", "Σ"),
    ("omega", "ω"),
    ("Omega", "Ω"),
    ("sum", "∑"),
    ("int", "∫"),
    ("circ", "°"),
    ("sin", "sin "),
    ("cos", "cos "),
    ("tan", "tan "),
    ("log", "log "),
    ("ln", "ln "),
    ("%", "%"),
    (",", " "),
    (";", " "),
    ("quad", " "),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_becomes_a_line() {
        for (source, want) in [
            ("a^2 + b^2 = c^2", "a² + b² = c²"),
            ("\\frac{1}{2}", "½"),
            ("\\frac{5}{7}", "5⁄7"),
            ("x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}", "x = (−b ± √(b² − 4ac))/(2a)"),
            ("\\sqrt[3]{8} \\geq 2", "∛8 ≥ 2"),
            ("10^{-6}", "10⁻⁶"),
            ("H_2O", "H₂O"),
            ("e^{x}", "e^x"),
            ("{{{", ""),
            ("^", ""),
        ] {
            assert_eq!(tex(source).line(), want, "{source}");
        }
    }
}
