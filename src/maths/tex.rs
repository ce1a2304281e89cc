//! Formulas of TeX, of what people write in Markdown and in text.

use super::formula::{Formula, root};

/// Groups within groups of TeX.
const DEEPEST: usize = 64;

/// A formula of TeX, of what people write in Markdown.
pub(crate) fn tex(source: &str) -> Formula {
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
