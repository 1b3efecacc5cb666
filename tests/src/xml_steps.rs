//! The events of a document, from this project's reader and from quick-xml. Tests and the fuzzer
//! compare them.

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event as Theirs};
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};
use quick_xml::{NsReader, XmlVersion};
use webhook_model::format::xml::reader::{Element, Event, XmlDocument, XmlLimits};

/// An event of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The start of an element.
    Start {
        /// Its namespace and its name.
        name: (Option<String>, String),
        /// Whether `xsi:nil` is true.
        nil: bool,
        /// The value of `xsi:type`.
        of_type: Option<(Option<String>, String)>,
        /// Whether it is a reference to another element.
        reference: bool,
    },
    /// Text up to the next tag.
    Text(String),
    /// The end of an element.
    End,
}

/// The events of this project's reader.
///
/// # Errors
/// The error of the reader.
pub fn ours(bytes: &[u8]) -> Result<Vec<Step>, String> {
    let document = XmlDocument::decode(bytes, XmlLimits::default()).map_err(said)?;
    let mut reader = document.reader();
    let mut steps = Vec::new();
    loop {
        match reader.next_event().map_err(said)? {
            Event::Start(element) => steps.push(started(&element)),
            Event::Text(text) => steps.push(Step::Text(text.into_owned())),
            Event::End => steps.push(Step::End),
            Event::Eof => return Ok(steps),
        }
    }
}

fn started(element: &Element<'_>) -> Step {
    Step::Start {
        name: (
            element.namespace().map(str::to_owned),
            element.local().to_owned(),
        ),
        nil: element.is_nil(),
        of_type: element.xsi_type().map(|name| {
            let namespace = name.namespace().map(str::to_owned);
            (namespace, name.local().to_owned())
        }),
        reference: element.is_reference(),
    }
}

/// The events of quick-xml. Its user must check the text around the root and the number of roots.
///
/// # Errors
/// The error of quick-xml or of these checks.
pub fn theirs(text: &str) -> Result<Vec<Step>, String> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.check_comments = true;
    config.expand_empty_elements = true;
    let (mut steps, mut said_so_far, mut depth) = (Vec::new(), String::new(), 0_usize);
    loop {
        let event = reader.read_event().map_err(said)?;
        let is_tag = matches!(event, Theirs::Start(_) | Theirs::End(_) | Theirs::Eof);
        if is_tag && depth == 0 {
            // White space around the root is ignored.
            if !said_so_far.trim().is_empty() {
                return Err(String::from("text outside the root"));
            }
            said_so_far.clear();
        } else if is_tag && !said_so_far.is_empty() {
            steps.push(Step::Text(std::mem::take(&mut said_so_far)));
        }
        match event {
            Theirs::Start(tag) => {
                depth += 1;
                steps.push(tag_of(&tag, reader.resolver())?);
            }
            Theirs::End(_) => {
                depth = depth.saturating_sub(1);
                steps.push(Step::End);
            }
            Theirs::Text(text) => said_so_far.push_str(&text.xml10_content()),
            Theirs::CData(text) => said_so_far.push_str(&text.xml10_content()),
            Theirs::GeneralRef(name) => match name.resolve_char_ref().map_err(said)? {
                Some(character) => said_so_far.push(character),
                None => said_so_far.push_str(
                    quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or("an entity of its own")?,
                ),
            },
            Theirs::DocType(_) => return Err(String::from("a document type")),
            Theirs::Eof if depth > 0 => return Err(String::from("an element without an end")),
            Theirs::Eof => return Ok(steps),
            Theirs::Empty(_) | Theirs::Comment(_) | Theirs::Decl(_) | Theirs::PI(_) => {}
        }
    }
}

fn tag_of(tag: &BytesStart<'_>, scope: &NamespaceResolver) -> Result<Step, String> {
    let (mut nil, mut of_type, mut reference) = (false, None, false);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(said)?;
        let value = attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map_err(said)?;
        let (namespace, local) = scope.resolve_attribute(attribute.key);
        let namespace = bound(namespace)?;
        let value = value.trim_matches([' ', '\t', '\r', '\n']);
        match (namespace.as_deref(), local.as_ref()) {
            (Some("http://www.w3.org/2001/XMLSchema-instance"), "nil") => {
                nil = matches!(value, "true" | "1");
            }
            (Some("http://www.w3.org/2001/XMLSchema-instance"), "type") => {
                of_type = Some(resolved(scope, QName(value))?);
            }
            (Some("http://schemas.microsoft.com/2003/10/Serialization/"), "Ref") => {
                reference = true;
            }
            _ => {}
        }
    }
    Ok(Step::Start {
        name: resolved(scope, tag.name())?,
        nil,
        of_type,
        reference,
    })
}

fn resolved(
    scope: &NamespaceResolver,
    name: QName<'_>,
) -> Result<(Option<String>, String), String> {
    let (namespace, local) = scope.resolve_element(name);
    Ok((bound(namespace)?, local.as_ref().to_owned()))
}

/// quick-xml does not resolve escapes in namespaces.
fn bound(namespace: ResolveResult<'_>) -> Result<Option<String>, String> {
    match namespace {
        ResolveResult::Unbound => Ok(None),
        ResolveResult::Unknown(prefix) => Err(format!("no namespace for {prefix}")),
        ResolveResult::Bound(name) => {
            let written = Attribute {
                key: QName("xmlns"),
                value: name.as_ref().into(),
            };
            let name = written.normalized_value(XmlVersion::Explicit1_0);
            let name = name.map_err(said)?.into_owned();
            Ok((!name.is_empty()).then_some(name))
        }
    }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
