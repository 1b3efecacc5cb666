//! One document: Swagger 2.0, OpenAPI 3.0 or 3.1.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::file::Loaded;
use super::json::{Json, token};
use super::operation;
use super::schema::{self, Reached};
use crate::error::Error;
use crate::facts::{Agent, Definition, Location, Note};

/// The content of one document.
pub(super) struct Read {
    pub(super) agents: BTreeMap<String, Agent>,
    pub(super) definitions: BTreeMap<String, Definition>,
    pub(super) notes: Vec<Note>,
}

/// The dialects of schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Swagger2,
    OpenApi3,
}

/// A document, and the context for lookups and errors.
pub(super) struct Document<'d> {
    pub(super) path: &'d Path,
    pub(super) number: usize,
    pub(super) json: &'d Json,
    pub(super) dialect: Dialect,
    /// What was skipped or guessed.
    pub(super) notes: RefCell<Vec<Note>>,
}

impl<'d> Document<'d> {
    /// An error at a place of the document.
    pub(super) fn error(&self, pointer: &str, message: impl Into<String>) -> Error {
        Error::at(self.path, pointer, message)
    }

    pub(super) fn note(&self, note: Note) {
        self.notes.borrow_mut().push(note);
    }

    pub(super) fn place(&self, pointer: &str) -> Location {
        Location {
            source: self.number,
            pointer: pointer.to_owned(),
        }
    }

    /// The JSON pointer of the definitions.
    pub(super) fn definitions(&self) -> &'static str {
        match self.dialect {
            Dialect::Swagger2 => "/definitions",
            Dialect::OpenApi3 => "/components/schemas",
        }
    }

    /// Follows the references of a parameter, response or body.
    pub(super) fn resolve(
        &self,
        value: &'d Json,
        pointer: &str,
    ) -> Result<(&'d Json, String), Error> {
        let (mut value, mut at) = (value, pointer.to_owned());
        let mut seen = BTreeSet::new();
        while let Some(reference) = value.get("$ref").text() {
            let target = self.target(reference, &at)?;
            if !seen.insert(target.clone()) {
                return Err(self.error(
                    pointer,
                    format!("cyclic `$ref`: `{reference}` leads to itself"),
                ));
            }
            value = self.json.pointer(&target).ok_or_else(|| {
                self.error(
                    &at,
                    format!("unresolved `$ref`: the file does not contain `{reference}`"),
                )
            })?;
            at = target;
        }
        Ok((value, at))
    }

    /// The JSON pointer of a reference: a URI fragment, which may be percent-encoded.
    pub(super) fn target(&self, reference: &str, at: &str) -> Result<String, Error> {
        let fragment = reference.strip_prefix('#').ok_or_else(|| {
            self.error(
                at,
                format!("`$ref` to another file: `{reference}`; put the definition in this file"),
            )
        })?;
        let is_there = self.json.pointer(fragment).is_some();
        let decoded = percent_decoded(fragment).filter(|_| !is_there);
        Ok(decoded.unwrap_or_else(|| fragment.to_owned()))
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let (code, after) = after.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Reads a document.
pub(super) fn document(loaded: &Loaded, number: usize) -> Result<Read, Error> {
    let path = &loaded.source.path;
    let json = &loaded.json;
    let version = |name: &str| json.get(name).text().unwrap_or_default().to_owned();
    let dialect = if version("swagger") == "2.0" {
        Dialect::Swagger2
    } else if version("openapi").starts_with("3.0") || version("openapi").starts_with("3.1") {
        Dialect::OpenApi3
    } else {
        return Err(Error::at(
            path,
            "",
            "neither Swagger 2.0 nor OpenAPI 3.0 or 3.1: expected `\"swagger\": \"2.0\"` or `\"openapi\": \"3.1.0\"`",
        ));
    };
    let document = Document {
        path,
        number,
        json,
        dialect,
        notes: RefCell::default(),
    };
    let mut reached = Reached::default();
    let agents = operation::agents(&document, &mut reached)?;
    if agents.is_empty() {
        return Err(document.error(
            "/paths",
            "no operations: expected POST under `/api/v1/Agents/{Agent}/{Operation}`",
        ));
    }
    let definitions = definitions(&document, reached)?;
    Ok(Read {
        agents,
        definitions,
        notes: document.notes.into_inner(),
    })
}

/// The definitions that operations need. In Swagger also those without a reference, because the
/// vendor defines subtypes that way. Bodies of errors are omitted.
fn definitions(
    document: &Document<'_>,
    mut reached: Reached,
) -> Result<BTreeMap<String, Definition>, Error> {
    let root = document.definitions();
    let all = document.json.pointer(root).unwrap_or(&Json::Null);
    if document.dialect == Dialect::Swagger2 {
        let failures = operation::of_failures(document);
        for (name, _) in all.members() {
            if !failures.contains(name) {
                reached.add(name);
            }
        }
    }
    let mut definitions = BTreeMap::new();
    while let Some(name) = reached.next() {
        let pointer = format!("{root}/{}", token(&name));
        let json = document.json.pointer(&pointer).unwrap_or(&Json::Null);
        let shape = schema::definition(document, json, &pointer, &name, &mut reached)?;
        let description = json.get("description").text().unwrap_or_default();
        let definition = Definition {
            description: description.to_owned(),
            shape,
            place: document.place(&pointer),
            sources: BTreeSet::from([document.number]),
        };
        definitions.insert(name, definition);
    }
    check_aliases(document, &definitions)?;
    Ok(definitions)
}

/// `A: {$ref: B}`, `B: {$ref: A}`
fn check_aliases(
    document: &Document<'_>,
    definitions: &BTreeMap<String, Definition>,
) -> Result<(), Error> {
    use crate::facts::{Shape, Type};
    for (name, definition) in definitions {
        let (mut seen, mut current) = (BTreeSet::from([name.as_str()]), definition);
        while let Shape::Alias(alias) = &current.shape {
            // A list that contains itself is recursive too.
            let Type::Named(next) = alias.innermost() else {
                break;
            };
            if !seen.insert(next) {
                let message = format!("cyclic `$ref`: `{name}` leads to itself");
                return Err(document.error(&definition.place.pointer, message));
            }
            match definitions.get(next) {
                Some(next) => current = next,
                None => break,
            }
        }
    }
    Ok(())
}
