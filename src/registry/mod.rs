//! The one registry of classes and rules, made from `lexicon/classes/*.yaml` by the build script: what a rule weighs, when it
//! is doubted and what it means stands there and nowhere in code.

pub use crate::data::class_file::{ClassFile, Doubt};
pub use crate::data::forms::Example;

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

struct ClassRow {
    class: ClassName,
    name: &'static str,
    about: &'static str,
    most: u8,
    risk: u16,
}

struct RuleRow {
    rule: Rule,
    class: ClassName,
    report: usize,
    doubt: Option<Doubt>,
    doc: &'static str,
    example: Option<&'static str>,
}

impl ClassName {
    /// All classes.
    pub fn all() -> impl Iterator<Item = ClassName> {
        CLASSES.iter().map(|row| row.class)
    }

    /// As it stands in reports and golden files.
    pub const fn name(self) -> &'static str {
        CLASSES[self as usize].name
    }

    /// One line: what it reads.
    pub const fn about(self) -> &'static str {
        CLASSES[self as usize].about
    }

    /// Of a thousand readings so many are wrong, by estimate.
    pub const fn risk(self) -> u16 {
        CLASSES[self as usize].risk
    }

    /// What its heaviest rule weighs.
    pub const fn most_weight(self) -> u8 {
        CLASSES[self as usize].most
    }
}

impl Rule {
    /// All rules, class by class.
    pub fn all() -> impl Iterator<Item = Rule> {
        RULES.iter().map(|row| row.rule)
    }

    /// From 1 to 100: of two readings of a place the heavier one wins.
    pub const fn weight(self) -> u8 {
        WEIGHTS[self as usize]
    }

    /// The name in reports, such as `date.day-month`; several rules may be told as one.
    pub const fn name(self) -> &'static str {
        REPORTS[RULES[self as usize].report]
    }

    /// Whether it is told by the same name as another rule.
    pub const fn is_told_as(self, other: Rule) -> bool {
        RULES[self as usize].report == RULES[other as usize].report
    }

    /// The class whose rule it is.
    pub const fn class(self) -> ClassName {
        RULES[self as usize].class
    }

    /// When a person should look at a reading that won by it.
    pub const fn doubt(self) -> Option<Doubt> {
        RULES[self as usize].doubt
    }

    /// When it applies.
    pub const fn doc(self) -> &'static str {
        RULES[self as usize].doc
    }

    /// A text that is read by it.
    pub const fn example(self) -> Option<&'static str> {
        RULES[self as usize].example
    }
}

/// A name is told and serialised as it stands in reports.
macro_rules! told_by_name {
    ($($type:ident),*) => { $(
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    )* };
}
told_by_name!(ClassName, Rule);
