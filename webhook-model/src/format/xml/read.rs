//! The XML reader: fills a slot from the events of the strict pull reader.
//!
//! Members are matched by local name, so that either contract, any namespace and any order are
//! read; a name that the entity does not have is passed over, as in JSON.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::any::read_any;
use super::reader::{Element, TypeName, XmlDocument, XmlError, XmlErrorKind, XmlLimits, XmlReader};
use crate::entity::{DynEntity, Entity, Property};
use crate::error::{Error, ErrorKind, step_of};
use crate::format::assign::{self, present};
use crate::format::seen::Seen;
use crate::property::family::{Family, FamilySlot};
use crate::property::{DictionarySlot, ListSlot, Slot, Type};

/// Reads a whole document into a slot.
pub(crate) fn read(ty: Type, slot: Slot<'_>, body: &[u8]) -> Result<(), Error> {
    let document = XmlDocument::decode(body, XmlLimits::default())?;
    let mut reader = document.reader();
    let root = reader
        .next_child()?
        .ok_or_else(|| Error::new(ErrorKind::Syntax, "the document has no root"))?;
    let (_, name) = super::names::item(ty);
    if root.local() != name {
        let message = format!(
            "expected the root `{name}`, found `{}`",
            crate::error::shorten(root.local())
        );
        return Err(Error::new(ErrorKind::Type, message).at(reader.position()));
    }
    fill(slot, &root, &mut reader, false)?;
    reader.finish()?;
    Ok(())
}

impl From<XmlError> for Error {
    fn from(error: XmlError) -> Self {
        let kind = match error.kind() {
            XmlErrorKind::TooDeep { .. } => ErrorKind::Depth,
            kind if kind.is_limit() => ErrorKind::Limit,
            kind if kind.is_encoding() => ErrorKind::Encoding,
            XmlErrorKind::InvalidUtf8 | XmlErrorKind::InvalidUtf16 => ErrorKind::Encoding,
            _ => ErrorKind::Syntax,
        };
        Self::new(kind, error.kind().to_string()).at(error.position())
    }
}

/// Fills a slot with the content of an element, up to and with its end tag.
fn fill(
    slot: Slot<'_>,
    element: &Element<'_>,
    reader: &mut XmlReader<'_>,
    null_as_default: bool,
) -> Result<(), Error> {
    refuse_reference(element, reader)?;
    if element.is_nil() {
        reader.expect_end()?;
        return match slot {
            _ if null_as_default => Ok(()),
            Slot::Nullable(place) => {
                place.set_null();
                Ok(())
            }
            Slot::Any(place) => {
                *place = serde_json::Value::Null;
                Ok(())
            }
            other => Err(assign::mismatch(&other, "null").at(reader.position())),
        };
    }
    match present(slot) {
        Slot::Entity(entity) => fill_entity(entity, reader),
        Slot::Family(family) => fill_family(family, element, reader),
        Slot::List(list) => fill_list(list, reader),
        Slot::Dictionary(dictionary) => fill_dictionary(dictionary, reader),
        Slot::Any(any) => {
            *any = read_any(element, reader)?;
            Ok(())
        }
        simple => {
            let text = reader.text_content()?;
            set_text(simple, &text).map_err(|error| error.at(reader.position()))
        }
    }
}

/// .NET can write an object once and refer to it from elsewhere, also from within itself.
pub(super) fn refuse_reference(element: &Element<'_>, reader: &XmlReader<'_>) -> Result<(), Error> {
    if element.is_reference() {
        let message = "references to another element are not read: write the value itself";
        return Err(Error::new(ErrorKind::Type, message).at(reader.position()));
    }
    Ok(())
}

fn fill_entity(entity: &mut dyn DynEntity, reader: &mut XmlReader<'_>) -> Result<(), Error> {
    let of = entity.entity();
    let mut seen = Seen::new(of.properties.len());
    let mut expected = Expected::default();
    while let Some(member) = reader.next_child()? {
        let found = expected.find(of, member.local());
        let Some((index, slot)) = found.and_then(|index| Some((index, entity.write(index)?)))
        else {
            reader.skip_element()?;
            continue;
        };
        let property = of.properties.get(index);
        let null_as_default = property.is_some_and(|property| property.null_as_default);
        let name = property.map_or("", Property::name);
        if !seen.insert(index) {
            let error = Error::new(ErrorKind::Duplicate, "this property stands twice");
            return Err(error.at(reader.position()).inside(name));
        }
        fill(slot, &member, reader, null_as_default).map_err(|error| error.inside(name))?;
    }
    Ok(())
}

/// Which property comes next, if the document keeps to the order of one of the contracts.
#[derive(Default)]
struct Expected {
    by_contract: usize,
    declared: usize,
}

impl Expected {
    /// The position of a name, looked for where it is expected first. Unlike JSON's, the names of
    /// XML differ by case (Namespaces in XML 1.0, section 3).
    fn find(&mut self, of: &Entity, name: &str) -> Option<usize> {
        let is = |index: usize| {
            of.properties
                .get(index)
                .is_some_and(|property| property.name() == name)
        };
        let contract = of.by_contract.get(self.by_contract);
        let found = match contract.map(|index| usize::from(*index)) {
            Some(index) if is(index) => {
                self.by_contract += 1;
                index
            }
            _ if is(self.declared) => self.declared,
            _ => of.position(name).filter(|index| is(*index))?,
        };
        self.declared = found + 1;
        Some(found)
    }
}

/// `i:type` says which member it is, else the tag, which may be any of the children.
fn fill_family(
    slot: &mut dyn FamilySlot,
    element: &Element<'_>,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    let family = slot.family();
    let type_name = element.xsi_type().map(TypeName::local);
    let by_type = type_name.and_then(|name| family.position_of_entity(name));
    let position = match by_type {
        Some(position) => Some(position),
        None => tag_of(family, reader.clone())?.and_then(|tag| family.position(&tag)),
    };
    if let Some(entity) = position.and_then(|position| slot.select(position)) {
        return fill_entity(entity, reader);
    }
    let Some(unknown) = slot.unknown() else {
        return Err(crate::format::json::no_member(family).at(reader.position()));
    };
    unknown.type_name = type_name
        .filter(|name| *name != family.name)
        .map(str::to_owned);
    unknown.members = read_members(reader)?;
    Ok(())
}

/// Looks ahead for the tag among the children; the look-ahead is dropped with its reader.
fn tag_of<'a>(family: &Family, mut ahead: XmlReader<'a>) -> Result<Option<Cow<'a, str>>, Error> {
    while let Some(child) = ahead.next_child()? {
        if child.local() == family.tag {
            // One that is no text is no tag, as in JSON; what is malformed shows when it is read.
            return Ok(ahead.text_content().ok());
        }
        ahead.skip_element()?;
    }
    Ok(None)
}

fn read_members(reader: &mut XmlReader<'_>) -> Result<Vec<(String, serde_json::Value)>, Error> {
    let mut members: Vec<(String, serde_json::Value)> = Vec::new();
    let mut names = std::collections::BTreeSet::new();
    while let Some(member) = reader.next_child()? {
        let name = member.local();
        if !names.insert(name.to_ascii_lowercase()) {
            let error = Error::new(ErrorKind::Duplicate, "this property stands twice");
            return Err(error.at(reader.position()).inside(&step_of(name)));
        }
        let value = read_any(&member, reader).map_err(|error| error.inside(&step_of(name)))?;
        members.push((name.to_owned(), value));
    }
    Ok(members)
}

fn fill_list(list: &mut dyn ListSlot, reader: &mut XmlReader<'_>) -> Result<(), Error> {
    list.clear();
    let mut index = 0_usize;
    while let Some(item) = reader.next_child()? {
        fill(list.push(), &item, reader, false)
            .map_err(|error| error.inside(&index.to_string()))?;
        index += 1;
    }
    Ok(())
}

fn fill_dictionary(
    dictionary: &mut dyn DictionarySlot,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    dictionary.clear();
    while reader.next_child()?.is_some() {
        fill_entry(dictionary, reader)?;
    }
    Ok(())
}

/// `Key` first, then `Value`, as every writer of this contract does.
pub(super) fn fill_entry(
    dictionary: &mut dyn DictionarySlot,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    let key = match reader.next_child()? {
        Some(element) if element.local() == "Key" && !element.is_nil() => reader.text_content()?,
        _ => {
            return Err(Error::new(
                ErrorKind::Syntax,
                "an entry begins with a `Key` that is not null",
            )
            .at(reader.position()));
        }
    };
    let step = step_of(&key);
    let at = |error: Error, reader: &XmlReader<'_>| error.at(reader.position()).inside(&step);
    let value = match reader.next_child()? {
        Some(element) if element.local() == "Value" => element,
        _ => {
            return Err(at(
                Error::new(ErrorKind::Syntax, "an entry has a `Value` after its `Key`"),
                reader,
            ));
        }
    };
    match dictionary.insert(&key) {
        Ok(Some(slot)) => fill(slot, &value, reader, false).map_err(|error| error.inside(&step))?,
        Ok(None) => {
            return Err(at(
                Error::new(ErrorKind::Duplicate, "this key stands twice"),
                reader,
            ));
        }
        Err(error) => return Err(at(error, reader)),
    }
    reader.expect_end()?;
    Ok(())
}

/// A simple value in the words of XML Schema part 2; white space around it is not part of it,
/// but of text it is.
fn set_text(slot: Slot<'_>, text: &str) -> Result<(), Error> {
    if let Slot::Text(place) = slot {
        place.clear();
        place.push_str(text);
        return Ok(());
    }
    let text = text.trim_ascii();
    match slot {
        Slot::Bool(place) => match text {
            "true" | "1" => *place = true,
            "false" | "0" => *place = false,
            _ => return Err(assign::mismatch(&Slot::Bool(place), "other text")),
        },
        Slot::Double(place) => {
            *place =
                double(text).ok_or_else(|| assign::mismatch(&Slot::Double(place), "other text"))?;
        }
        Slot::Decimal(place) => {
            if !place.set(text) {
                return Err(assign::mismatch(&Slot::Decimal(place), "other text"));
            }
        }
        Slot::Duration(place) => {
            let length = crate::property::duration::Duration::parse_xml(text)
                .map_err(|error| Error::new(ErrorKind::Type, error.without_text()))?;
            place.set(length)?;
        }
        Slot::Bytes(place) => {
            // xsd:base64Binary may be broken into lines.
            let packed: Cow<'_, str> = if text.contains(|letter: char| letter.is_ascii_whitespace())
            {
                text.split_ascii_whitespace().collect::<String>().into()
            } else {
                text.into()
            };
            *place = BASE64
                .decode(packed.as_bytes())
                .map_err(|_| Error::new(ErrorKind::Type, "expected base64 with padding"))?;
        }
        Slot::Flags(set, of) => {
            // A list of names; commas are read as well, since JSON has them.
            let spaced = text.split_ascii_whitespace().collect::<Vec<_>>().join(",");
            assign::set_text(Slot::Flags(set, of), &spaced, false)?;
        }
        whole @ (Slot::Int16(_) | Slot::Int32(_) | Slot::UInt32(_) | Slot::Int64(_)) => {
            match text.strip_prefix('+').unwrap_or(text).parse::<i64>() {
                Ok(number) => assign::set_whole(whole, number, false)?,
                Err(error) if is_overflow(&error) => {
                    return Err(Error::new(
                        ErrorKind::Range,
                        "the number is beyond what this property holds",
                    ));
                }
                Err(_) => return Err(assign::mismatch(&whole, "other text")),
            }
        }
        other => assign::set_text(other, text, false)?,
    }
    Ok(())
}

fn is_overflow(error: &std::num::ParseIntError) -> bool {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    matches!(error.kind(), PosOverflow | NegOverflow)
}

/// xsd:double: Rust reads more words than XML Schema has.
pub(super) fn double(text: &str) -> Option<f64> {
    match text {
        "INF" | "+INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ => {
            let digits = text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
            text.parse::<f64>()
                .ok()
                .filter(|number| digits && number.is_finite())
        }
    }
}
