//! Reads the entries of dictionaries.

use std::borrow::Cow;

use super::read::{fill, fill_plain};
use super::reader::{Element, PlainTag, XmlReader};
use crate::error::{Error, ErrorKind, step_of};
use crate::format::holder::Holder;
use crate::property::DictionarySlot;

/// The start tag of an entry's value.
enum ValueTag<'a> {
    /// It is next in the document.
    Plain(PlainTag),
    /// It has been read.
    Read(Element<'a>),
}

/// Reads an entry: `Key` first, then `Value`, as every writer of this contract does; or turned.
pub(super) fn fill_entry(
    dictionary: &mut dyn DictionarySlot,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    let plain = reader.plain_tag(b"Key");
    let key = match plain.and_then(|tag| reader.plain_text(tag)) {
        Some(key) => Cow::Borrowed(key),
        None => match reader.next_child()? {
            Some(key) if is_key(&key) => reader.text_content()?,
            Some(value) if value.local() == "Value" => {
                return fill_turned_entry(dictionary, &value, reader);
            }
            _ => return Err(no_entry(reader)),
        },
    };
    let value = match reader.plain_tag(b"Value") {
        Some(tag) => {
            reader.stand_at(tag);
            ValueTag::Plain(tag)
        }
        None => match reader.next_child()? {
            Some(value) if value.local() == "Value" => ValueTag::Read(value),
            _ => return Err(no_entry(reader).inside(&step_of(&key))),
        },
    };
    let filled = match (dictionary.insert(&key), value) {
        (Ok(Some(slot)), ValueTag::Plain(tag)) => fill_plain(slot, tag, reader, false),
        (Ok(Some(slot)), ValueTag::Read(value)) => fill(slot, &value, reader, false),
        (Ok(None), _) => Err(duplicate_key().at(reader.position())),
        (Err(error), _) => Err(error.at(reader.position())),
    };
    filled.map_err(|error| Holder::Dictionary.advise(error).inside(&step_of(&key)))?;
    reader.expect_end()?;
    reader.spend(1)
}

/// Reads the rest of an entry whose value comes first: the key says where the value goes, so the
/// value is read after it.
#[cold]
fn fill_turned_entry(
    dictionary: &mut dyn DictionarySlot,
    value: &Element<'_>,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    let at_value = reader.place();
    reader.pass_over()?;
    let key = match reader.next_child()? {
        Some(key) if is_key(&key) => reader.text_content()?,
        _ => return Err(no_entry(reader)),
    };
    let filled = match dictionary.insert(&key) {
        Ok(Some(slot)) => reader.read_at(at_value, |reader| fill(slot, value, reader, false)),
        Ok(None) => Err(duplicate_key().at(reader.position())),
        Err(error) => Err(error.at(reader.position())),
    };
    filled.map_err(|error| Holder::Dictionary.advise(error).inside(&step_of(&key)))?;
    reader.expect_end()?;
    reader.spend(1)
}

fn is_key(element: &Element<'_>) -> bool {
    element.local() == "Key" && !element.is_nil()
}

#[cold]
pub(super) fn no_entry(reader: &XmlReader<'_>) -> Error {
    let message = "expected an entry with one `Key` that is not null and one `Value`";
    Error::new(ErrorKind::Syntax, message).at(reader.position())
}

#[cold]
pub(super) fn duplicate_key() -> Error {
    Error::new(ErrorKind::Duplicate, "duplicate key")
}
