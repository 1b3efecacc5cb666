//! Unique Rust names.

use std::collections::BTreeSet;

use super::words::{snake, upper_camel};

/// Names of Rust and of `webhook_model` that generated code uses.
const TAKEN: [&str; 27] = [
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "BTreeMap",
    "Carrier",
    "DateTime",
    "Duration",
    "Secret",
    "Flags",
    "UnknownEntity",
    "UnknownVariant",
    "NetServerEntity",
    "NetServerEnum",
    "Operation",
    "OperationInfo",
    "Agent",
    "Binary",
    "Value",
    "Default",
    "Send",
];

/// Keywords of all editions that can be raw identifiers.
const KEYWORDS: [&str; 47] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while",
];

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: [&str; 4] = ["self", "super", "crate", "_"];

/// File names that are reserved on Windows.
const NOT_FILES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Assigns each name only once. Names are compared without regard to case, because they become file
/// names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Names of modules inside a module of this name, which they cannot share (`clippy::module_inception`).
    pub(crate) fn without(name: &str) -> Self {
        let mut names = Self::default();
        names.reserve(name);
        names
    }

    /// A type name; `suffix` is appended to names that are taken by Rust.
    pub(crate) fn of_type(&mut self, name: &str, suffix: &str) -> String {
        let mut camel = upper_camel(name);
        if camel.is_empty() || TAKEN.contains(&camel.as_str()) {
            camel.push_str(suffix);
        }
        self.free(&camel, "")
    }

    /// A name of an enum's variant.
    pub(crate) fn of_variant(&mut self, name: &str) -> String {
        let mut camel = upper_camel(name);
        if camel.is_empty() || camel == "Self" {
            camel.push_str("Value");
        }
        self.free(&camel, "")
    }

    /// A name of a field or module, which may have to be a raw identifier.
    pub(crate) fn of_field(&mut self, name: &str) -> String {
        let mut field = snake(name);
        if field.is_empty() || field.starts_with(|first: char| first.is_numeric()) {
            field.insert(0, 'n');
        }
        if NEVER_RAW.contains(&field.as_str()) {
            field.push('_');
        }
        self.free(&field, "_")
    }

    /// A module name, which is also a file name.
    pub(crate) fn of_module(&mut self, name: &str) -> String {
        let mut module = self.of_field(name);
        if NOT_FILES.contains(&module.as_str()) || is_keyword(&module) || module == "mod" {
            module.push('_');
            self.taken.insert(module.clone());
        }
        module
    }

    /// Prevents a name from being assigned.
    pub(crate) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_lowercase());
    }

    /// Assigns the first free name of a list.
    pub(crate) fn first_free(&mut self, names: &[&str]) -> String {
        let free = names
            .iter()
            .find(|name| !self.taken.contains(&name.to_lowercase()));
        let name = free.or(names.last()).copied().unwrap_or_default();
        self.free(name, "")
    }

    fn free(&mut self, name: &str, separator: &str) -> String {
        let separator = if name.ends_with('_') { "" } else { separator };
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.taken.insert(free.to_lowercase()) {
            free = format!("{name}{separator}{number}");
            number += 1;
        }
        free
    }
}

/// Whether a name is a keyword that can be a raw identifier.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || name == "yield"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_names_are_unique_and_not_used_by_generated_code() {
        let mut names = Names::default();
        for (wire, rust) in [
            ("Contact", "Contact"),
            ("CONTACT", "Contact2"),
            ("contact", "Contact3"),
            ("Self", "SelfEntity"),
            ("Option", "OptionEntity"),
            ("String", "StringEntity"),
            ("Result", "ResultEntity"),
            ("Box", "BoxEntity"),
            ("None", "NoneEntity"),
            ("Copy", "Copy"),
            ("Type", "Type"),
        ] {
            assert_eq!(names.of_type(wire, "Entity"), rust);
        }
    }

    #[test]
    fn variants_may_be_none_but_not_self() {
        let mut names = Names::default();
        for (wire, rust) in [
            ("None", "None"),
            ("Self", "SelfValue"),
            ("Option", "Option"),
            ("1Hour", "N1Hour"),
            ("Email", "Email"),
            ("EMAIL", "Email2"),
            ("webApp", "WebApp"),
            ("C#", "C"),
            ("+", "Value"),
        ] {
            assert_eq!(names.of_variant(wire), rust);
        }
        assert_eq!(names.first_free(&["None", "Other", "Newer"]), "Other");
    }

    #[test]
    fn fields_with_keyword_names_are_valid() {
        let mut names = Names::default();
        names.reserve("carrier");
        for (wire, rust) in [
            ("Type", "type"),
            ("Self", "self_"),
            ("Super", "super_"),
            ("self", "self_2"),
            ("Carrier", "carrier_2"),
            ("Gen", "gen"),
        ] {
            assert_eq!(names.of_field(wire), rust);
        }
        assert!(is_keyword("gen") && is_keyword("yield") && !is_keyword("self_"));
        assert_eq!(Names::default().of_module("Aux"), "aux_");
        assert_eq!(Names::default().of_module("Type"), "type_");
    }
}
