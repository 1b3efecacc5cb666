//! Reads the entries of dictionaries.

use std::borrow::Cow;

use super::read::{fill, fill_plain};
use super::reader::{Element, XmlReader};
use crate::error::{Error, ErrorKind, duplicate, step_of};
use crate::format::holder::Holder;
use crate::property::{DictionarySlot, Slot};

/// Reads an entry: `Key` then `Value`, as every writer of this contract does, or the other way round.
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
                return fill_reversed_entry(dictionary, &value, reader);
            }
            _ => return Err(no_entry(reader)),
        },
    };
    if let Some(tag) = reader.plain_tag(b"Value") {
        reader.move_to(tag);
        return insert(dictionary, &key, reader, |mut slot, reader| {
            fill_plain(&mut slot, tag, reader, false)
        });
    }
    match reader.next_child()? {
        Some(value) if value.local() == "Value" => {
            insert(dictionary, &key, reader, |slot, reader| {
                fill(slot, &value, reader, false)
            })
        }
        _ => Err(no_entry(reader).inside(&step_of(&key))),
    }
}

/// Reads the rest of an entry whose value comes first: the value is read after the key, which
/// determines its slot.
#[cold]
fn fill_reversed_entry(
    dictionary: &mut dyn DictionarySlot,
    value: &Element<'_>,
    reader: &mut XmlReader<'_>,
) -> Result<(), Error> {
    let at_value = reader.place();
    reader.skip_ahead()?;
    let key = match reader.next_child()? {
        Some(key) if is_key(&key) => reader.text_content()?,
        _ => return Err(no_entry(reader)),
    };
    insert(dictionary, &key, reader, |slot, reader| {
        reader.read_at(at_value, |reader| fill(slot, value, reader, false))
    })
}

/// Inserts a key, fills its slot and reads the end of the entry.
#[inline]
fn insert<'a>(
    dictionary: &mut dyn DictionarySlot,
    key: &str,
    reader: &mut XmlReader<'a>,
    fill: impl FnOnce(Slot<'_>, &mut XmlReader<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    let filled = match dictionary.insert(key) {
        Ok(Some(slot)) => fill(slot, reader),
        Ok(None) => Err(duplicate("key").at(reader.position())),
        Err(error) => Err(error.at(reader.position())),
    };
    filled.map_err(|error| Holder::Dictionary.advise(error).inside(&step_of(key)))?;
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
