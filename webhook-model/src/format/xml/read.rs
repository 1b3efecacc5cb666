//! The XML reader: fills a slot from the events of the strict pull reader.
//!
//! Members are matched by local name, so either contract, any namespace and any order are read; an
//! unknown name is skipped, as in JSON.

use std::borrow::Cow;

use super::Contract;
use super::any_read::read_any;
use super::entry::fill_entry;
use super::names::{is_item, item};
use super::parse::set_text;
use super::reader::{Element, PlainTag, TypeName, XmlDocument, XmlError, XmlLimits, XmlReader};
use crate::error::{Error, ErrorKind, duplicate};
use crate::format::holder::Holder;
use crate::format::learnt_order::{Cursor, Orders};
use crate::format::read_properties::ReadProperties;
use crate::property::family::{Family, FamilySlot, Member};
use crate::property::set_slot::{self, present};
use crate::property::{DictionarySlot, ListSlot, Slot, Type};
use crate::property::{DynEntity, Entity, Property};

/// Reads a whole document into a slot.
pub(crate) fn read(ty: Type, slot: Slot<'_>, body: &[u8], values: usize) -> Result<(), Error> {
    let limits = XmlLimits {
        values,
        ..XmlLimits::default()
    };
    let document = XmlDocument::decode(body, limits)?;
    let mut reader = document.reader();
    let root = reader
        .next_child()?
        .ok_or_else(|| Error::new(ErrorKind::Syntax, "the document has no root"))?;
    if !is_item(ty, root.local()) {
        let (_, name) = item(ty, Contract::WebApi);
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
        Self::new(error.kind().kind(), error.kind().to_string()).at(error.position())
    }
}

/// Fills a slot with the content of an element, and reads its end tag.
pub(super) fn fill(
    mut slot: Slot<'_>,
    element: &Element<'_>,
    reader: &mut XmlReader<'_>,
    null_as_default: bool,
) -> Result<(), Error> {
    refuse_reference(element, reader)?;
    if element.is_nil() {
        reader.expect_end()?;
        return fill_null(&mut slot, reader, null_as_default);
    }
    fill_present(present(slot), element, reader)
}

fn fill_present(
    slot: Slot<'_>,
    element: &Element<'_>,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    match slot {
        Slot::Entity(entity) => fill_entity(entity, reader),
        Slot::Family(family) => fill_family(family, element, reader),
        Slot::List(list) => fill_list(list, reader),
        Slot::Dictionary(dictionary) => fill_dictionary(dictionary, reader),
        Slot::Any(any) => {
            *any = read_any(element, reader)?;
            Ok(())
        }
        mut simple => {
            let text = reader.text_content()?;
            set_text(&mut simple, &text).map_err(|error| error.at(reader.position()))
        }
    }
}

fn fill_null(
    slot: &mut Slot<'_>,
    reader: &XmlReader<'_>,
    null_as_default: bool,
) -> Result<(), Error> {
    match slot {
        _ if null_as_default => {}
        Slot::Nullable(place) => place.set_null(),
        Slot::Any(place) => **place = serde_json::Value::Null,
        other => return Err(set_slot::mismatch(other, "null").at(reader.position())),
    }
    Ok(())
}

/// The same for an element with a plain start tag.
#[inline]
pub(super) fn fill_plain(
    slot: &mut Slot<'_>,
    tag: PlainTag,
    reader: &mut XmlReader<'_>,
    null_as_default: bool,
) -> Result<(), Error> {
    if tag.is_nil() {
        reader.take_nil(tag);
        return fill_null(slot, reader, null_as_default);
    }
    match slot {
        // A call less for each nullable property: 1% of the instructions of decoding.
        Slot::Nullable(place) => fill_plain_present(&mut place.fill(), tag, reader),
        slot => fill_plain_present(slot, tag, reader),
    }
}

fn fill_plain_present(
    slot: &mut Slot<'_>,
    tag: PlainTag,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    match slot {
        Slot::Nullable(place) => return fill_plain_present(&mut place.fill(), tag, reader),
        Slot::Entity(entity) => {
            reader.open_plain(tag);
            return fill_entity(*entity, reader);
        }
        Slot::Family(_) | Slot::List(_) | Slot::Dictionary(_) | Slot::Any(_) => {
            reader.open_plain(tag);
            let element = reader.plain_element(tag);
            let slot = std::mem::replace(slot, Slot::Nothing);
            return fill_present(slot, &element, reader);
        }
        _ => {}
    }
    let filled = if let Some(text) = reader.plain_text(tag) {
        set_text(slot, text)
    } else {
        reader.open_plain(tag);
        set_text(slot, &reader.text_content()?)
    };
    filled.map_err(|error| error.at(reader.position()))
}

/// .NET can write an object once and refer to it from elsewhere, also from inside itself.
pub(super) fn refuse_reference(element: &Element<'_>, reader: &XmlReader<'_>) -> Result<(), Error> {
    if element.is_reference() {
        let message = "references to another element are not read: write the value itself";
        return Err(Error::new(ErrorKind::Type, message).at(reader.position()));
    }
    Ok(())
}

fn fill_entity(entity: &mut dyn DynEntity, reader: &mut XmlReader<'_>) -> Result<(), Error> {
    let of = entity.entity();
    reader.spend(of.properties.len() + 1)?;
    let mut done = ReadProperties::new(of.properties.len());
    let mut expected = Expected::new(of);
    loop {
        if let Some((index, property, tag)) = expected.plain(of, reader)
            && let Some(slot) = &mut entity.write(index)
        {
            let filled = if done.insert(index) {
                fill_plain(slot, tag, reader, property.null_as_default)
            } else {
                reader.move_to(tag);
                Err(duplicate("property").at(reader.position()))
            };
            filled.map_err(|error| error.inside(property.name()))?;
            continue;
        }
        let Some(member) = reader.next_child()? else {
            return Ok(());
        };
        let found = expected.find(of, member.local());
        let Some((index, slot)) = found.and_then(|index| Some((index, entity.write(index)?)))
        else {
            reader.skip_element()?;
            continue;
        };
        let property = of.properties.get(index);
        let null_as_default = property.is_some_and(|property| property.null_as_default);
        let name = property.map_or("", Property::name);
        if !done.insert(index) {
            return Err(duplicate("property").at(reader.position()).inside(name));
        }
        fill(slot, &member, reader, null_as_default).map_err(|error| error.inside(name))?;
    }
}

thread_local! {
    /// The orders in which the members of entities came, besides those of the contracts.
    static LEARNT: Orders = const { Orders::new() };
}

/// The property that comes next, if the document keeps to the order of one of the contracts or to a
/// learnt one.
struct Expected {
    by_contract: usize,
    /// The declared order or a learnt one.
    cursor: Cursor,
}

impl Expected {
    /// How many members a server of another version may omit in one place before the order is
    /// considered lost.
    const SKIPPED: usize = 8;

    fn new(of: &'static Entity) -> Self {
        Self {
            by_contract: 0,
            cursor: Cursor::new(of, &LEARNT),
        }
    }

    /// The next element, if it has a plain start tag and an expected name.
    #[inline]
    fn plain(
        &mut self,
        of: &'static Entity,
        reader: &XmlReader<'_>,
    ) -> Option<(usize, &'static Property, PlainTag)> {
        let contract = of.by_contract.get(self.by_contract);
        let contract = contract.map_or(usize::MAX, |index| usize::from(*index));
        if let Some(property) = of.properties.get(contract)
            && let Some(tag) = reader.plain_tag(property.letters())
        {
            self.by_contract += 1;
            self.cursor.advance(contract);
            return Some((contract, property, tag));
        }
        let index = self.cursor.expected();
        let property = of.properties.get(index)?;
        let tag = reader.plain_tag(property.letters())?;
        self.cursor.advance(index);
        Some((index, property, tag))
    }

    /// The position of a name; the expected position is tried first. Unlike in JSON, names in XML
    /// differ by case (Namespaces in XML 1.0, section 3).
    fn find(&mut self, of: &Entity, name: &str) -> Option<usize> {
        let is = |index: usize| {
            of.properties
                .get(index)
                .is_some_and(|property| property.name() == name)
        };
        let contract = of.by_contract.get(self.by_contract);
        let found = match contract.map(|index| usize::from(*index)) {
            Some(index) if is(index) => index,
            _ if is(self.cursor.expected()) => self.cursor.expected(),
            _ => of.position(name).filter(|index| is(*index))?,
        };
        let mut next = of
            .by_contract
            .iter()
            .skip(self.by_contract)
            .take(Self::SKIPPED);
        let skipped = next.position(|index| usize::from(*index) == found);
        self.by_contract += skipped.map_or(0, |skipped| skipped + 1);
        if skipped == Some(0) || found == self.cursor.expected() {
            self.cursor.advance(found);
        } else {
            self.cursor.learn(found);
        }
        Some(found)
    }
}

/// `i:type` names the member, or else the tag, which may be any of the children.
fn fill_family(
    slot: &mut dyn FamilySlot,
    element: &Element<'_>,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    let family = slot.family();
    let position = position_of(family, element, reader)?;
    if let Some(entity) = position.and_then(|position| slot.select(position)) {
        return fill_entity(entity, reader);
    }
    let Some(unknown) = slot.unknown() else {
        return Err(crate::property::family::no_member(family).at(reader.position()));
    };
    let type_name = element.xsi_type().map(TypeName::local);
    unknown.type_name = type_name
        .filter(|name| *name != family.name && *name != family.name_in_soap())
        .map(str::to_owned);
    unknown.members = super::unknown::read_members(family.base(), reader)?;
    Ok(())
}

fn position_of(
    family: &Family,
    element: &Element<'_>,
    reader: &mut XmlReader<'_>,
) -> Result<Option<usize>, Error> {
    let type_name = element.xsi_type().map(TypeName::local);
    let by_type = type_name.and_then(|name| family.position_of_entity(name));
    if by_type.is_some_and(|position| family.is_alone(position)) {
        return Ok(by_type);
    }
    // If several members are the same entity, the tag tells them apart.
    let tag = reader.look_ahead(|ahead| tag_of(family, ahead))?;
    let tag = tag.and_then(|tag| family.position(&tag));
    Ok(match (by_type, tag) {
        (Some(by_type), Some(tag)) if !family.are_one_entity(by_type, tag) => Some(by_type),
        _ => tag.or(by_type),
    })
}

/// The member of a family that an element means.
pub(super) fn member_of(
    family: &'static Family,
    element: &Element<'_>,
    reader: &mut XmlReader<'_>,
) -> Result<Option<&'static Member>, Error> {
    let position = position_of(family, element, reader)?;
    Ok(position.and_then(|position| family.members.get(position)))
}

/// Searches the children for the tag.
fn tag_of<'a>(family: &Family, ahead: &mut XmlReader<'a>) -> Result<Option<Cow<'a, str>>, Error> {
    while let Some(child) = ahead.next_child()? {
        if child.local() == family.tag {
            // A tag that is not text counts as missing, as in JSON. Malformed XML fails later, when it
            // is read.
            return Ok(ahead.text_content().ok());
        }
        ahead.skip_ahead()?;
    }
    Ok(None)
}

fn fill_list(list: &mut dyn ListSlot, reader: &mut XmlReader<'_>) -> Result<(), Error> {
    list.clear();
    let mut index = 0_usize;
    // All items usually have the name of the first.
    let name = reader.plain_name();
    loop {
        let filled = if let Some(tag) = name.and_then(|name| reader.plain_tag(name.as_bytes())) {
            fill_plain(&mut list.push(), tag, reader, false)
        } else if let Some(item) = reader.next_child()? {
            fill(list.push(), &item, reader, false)
        } else {
            return Ok(());
        };
        let filled = filled.and_then(|()| reader.spend(1));
        filled.map_err(|error| Holder::List.advise(error).inside(&index.to_string()))?;
        index += 1;
    }
}

fn fill_dictionary(
    dictionary: &mut dyn DictionarySlot,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    dictionary.clear();
    let name = reader.plain_name();
    loop {
        let tag = name.and_then(|name| reader.plain_tag(name.as_bytes()));
        match tag.filter(|tag| !tag.is_nil()) {
            Some(tag) => reader.open_plain(tag),
            None if reader.next_child()?.is_none() => return Ok(()),
            None => {}
        }
        fill_entry(dictionary, reader)?;
    }
}
