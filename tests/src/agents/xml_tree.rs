//! XML documents as trees that can be compared, parsed independently of the tested reader.

use quick_xml::NsReader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use webhook_model::entity::Entity;
use webhook_model::property::Type;
use webhook_model::{Contract, Encoder, MediaType};

use super::registry::shape;

/// An element: its name, whether it is nil, and its text or children.
///
/// Prefixes, `xsi:type` (on every element of the samples), comments, and white space around
/// elements are omitted, so they are not compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    pub namespace: String,
    pub name: String,
    pub nil: bool,
    pub text: String,
    pub children: Vec<Node>,
}

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Parses a document.
///
/// # Errors
/// If the text is not well-formed.
pub fn parse(document: &str) -> Result<Node, String> {
    let mut reader = NsReader::from_str(document);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(node(&reader, &start)),
            Event::Empty(start) => {
                open.push(node(&reader, &start));
                close(&mut open);
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => push(&mut open, &text),
            Event::CData(text) => push(&mut open, &text),
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().map_err(|error| error.to_string())?;
                match letter {
                    Some(letter) => push(&mut open, letter.encode_utf8(&mut [0; 4])),
                    None => push(
                        &mut open,
                        resolve_xml_entity(&name).ok_or("no such entity")?,
                    ),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let document = open.pop().unwrap_or_default();
    let root = document.children.into_iter().next();
    root.ok_or_else(|| "no element".to_owned())
}

fn close(open: &mut Vec<Node>) {
    let Some(mut node) = open.pop() else { return };
    if !node.children.is_empty() {
        node.text.clear();
    }
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn push(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}

fn node(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Node {
    let (namespace, name) = reader.resolver().resolve_element(start.name());
    let nil = start.attributes().flatten().any(|attribute| {
        let (space, name) = reader.resolver().resolve_attribute(attribute.key);
        name.into_inner() == "nil"
            && space_of(&space) == INSTANCE
            && matches!(attribute.value.as_ref(), "true" | "1")
    });
    Node {
        namespace: space_of(&namespace),
        name: name.into_inner().to_owned(),
        nil,
        ..Node::default()
    }
}

fn space_of(result: &ResolveResult<'_>) -> String {
    match result {
        ResolveResult::Bound(space) => space.into_inner().to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(prefix) => format!("no namespace for {prefix:?}"),
    }
}

/// The first difference between a document and the document encoded again.
///
/// Two differences are allowed: additional elements with the value of a new entity, and the
/// notation of a double (`0` is `0.0`).
///
/// # Errors
/// A path of element names to the difference, and both values.
pub fn compare(ty: Type, came: &Node, written: &Node) -> Result<(), String> {
    let head = |node: &Node| (node.namespace.clone(), node.name.clone(), node.nil);
    if head(came) != head(written) {
        return Err(format!(": {:?} became {:?}", head(came), head(written)));
    }
    let at = |found: String| format!("/{}{found}", came.name);
    match ty.required() {
        Type::Entity(of) if !came.nil => members(of(), came, written).map_err(at),
        Type::Family(of) if !came.nil => {
            let family = of();
            let tag = came.children.iter().find(|child| child.name == family.tag);
            let tag = tag.map(|tag| tag.text.as_str());
            match family.members.iter().find(|member| Some(member.tag) == tag) {
                Some(member) => members((member.entity)(), came, written).map_err(at),
                None => each(came, written, |_| Type::Any).map_err(at),
            }
        }
        Type::List(of) => each(came, written, |_| *of).map_err(at),
        Type::Dictionary(_, of) => {
            // The children are entries, and the second child of each is the value.
            let value = |name: &str| if name == "Value" { *of } else { Type::Text };
            let pairs = came.children.iter().zip(&written.children);
            pairs
                .into_iter()
                .try_for_each(|(came, written)| each(came, written, value))
                .and_then(|()| each(came, written, |_| Type::Any))
                .map_err(at)
        }
        Type::Double if came.text.parse::<f64>() == written.text.parse::<f64>() => Ok(()),
        Type::Any => each(came, written, |_| Type::Any).map_err(at),
        _ if came == written => Ok(()),
        _ => Err(at(format!(": {:?} became {:?}", came.text, written.text))),
    }
}

/// All children in order, and the text if there are none.
fn each(came: &Node, written: &Node, ty: impl Fn(&str) -> Type) -> Result<(), String> {
    if came.text != written.text || came.children.len() != written.children.len() {
        let count = |node: &Node| (node.text.clone(), node.children.len());
        return Err(format!(": {:?} became {:?}", count(came), count(written)));
    }
    let pairs = came.children.iter().zip(&written.children);
    pairs
        .into_iter()
        .try_for_each(|(came, written)| compare(ty(&came.name), came, written))
}

fn members(of: &Entity, came: &Node, written: &Node) -> Result<(), String> {
    let mut expected = came.children.iter().peekable();
    for child in &written.children {
        if let Some(came) = expected.next_if(|came| came.name == child.name) {
            let property = of.properties.iter().find(|one| one.name() == child.name);
            let property = property.ok_or_else(|| format!("/{}: unknown", child.name))?;
            compare(property.ty, came, child)?;
        } else if !default_of(of).children.contains(child) {
            return Err(format!("/{}: added with a value", child.name));
        }
    }
    match expected.next() {
        Some(lost) => Err(format!("/{}: lost, or in another order", lost.name)),
        None => Ok(()),
    }
}

/// The default entity, encoded with the contract of the SOAP services.
fn default_of(of: &Entity) -> Node {
    let shape = shape(&format!("entity:{}", of.name))
        .unwrap_or_else(|| panic!("the registry lacks {}", of.name));
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    let body = (shape.blank)()
        .encode(&encoder)
        .expect("a new entity can be encoded");
    parse(&String::from_utf8(body).expect("XML is UTF-8")).expect("the output is XML")
}
