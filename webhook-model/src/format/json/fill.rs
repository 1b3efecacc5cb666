//! The JSON reader: fills a slot from a text in one pass, with names in any case and any order.
//!
//! It is faster than serde_json because it knows the expected property: it compares the whole next
//! key at once, borrows strings from the text, and has no visitor in between. The tests compare it with
//! serde_json: both accept the same texts and read the same values.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use serde_json::Value as Json;

use super::exact_numbers::ExactNumbers;
use super::lexer::Lexer;
use super::name_table::NameTables;
use super::number::Number;
use crate::error::{Error, ErrorKind, duplicate, step_of};
use crate::format::bounds::{MAX_DEPTH, MAX_VALUES, too_deep, too_many_values};
use crate::format::holder::Holder;
use crate::property::family::{FamilySlot, no_member};
use crate::property::set_slot;
use crate::property::{DictionarySlot, ListSlot, Slot};

/// Reads a whole document into a slot.
pub(crate) fn read(slot: Slot<'_>, body: &[u8], values: usize) -> Result<(), Error> {
    document(slot, body, None, usize::MAX, values)
}

/// Reads a patch document. Duplicate keys are errors in all of it. An array at the root may have up to
/// `most` items. Returns the numbers that the trees in it cannot hold exactly.
pub(crate) fn read_patch(slot: Slot<'_>, body: &[u8], most: usize) -> Result<ExactNumbers, Error> {
    let mut numbers = ExactNumbers::default();
    document(slot, body, Some(&mut numbers), most, MAX_VALUES)?;
    Ok(numbers)
}

fn document(
    mut slot: Slot<'_>,
    body: &[u8],
    numbers: Option<&mut ExactNumbers>,
    most: usize,
    values: usize,
) -> Result<(), Error> {
    let text = simdutf8::compat::from_utf8(body).map_err(|error| {
        let before = body.get(..error.valid_up_to()).unwrap_or_default();
        let before = std::str::from_utf8(before).unwrap_or_default();
        let error = Error::new(ErrorKind::Encoding, "the body is not valid UTF-8");
        Lexer::new(before).place(error, before.len())
    })?;
    let mut filler = Filler {
        lexer: Lexer::new(text),
        depth: 0,
        numbers,
        most,
        values,
        max_values: values,
        ends: BTreeMap::new(),
        is_ahead: false,
        names: NameTables::default(),
    };
    let read = filler.value(&mut slot, false);
    match filler.lexer.peek() {
        _ if read.is_err() => read,
        None => Ok(()),
        Some(_) => Err(filler.lexer.unexpected("the end of the text")),
    }
}

pub(super) struct Filler<'a, 'n> {
    pub(super) lexer: Lexer<'a>,
    /// Arrays and objects that are open.
    pub(super) depth: usize,
    /// For a patch, the numbers that its trees cannot hold exactly. In a patch a duplicate key is also an
    /// error inside any JSON value, where otherwise the last one counts.
    numbers: Option<&'n mut ExactNumbers>,
    /// The most items of an array at the root: the operations of a patch.
    most: usize,
    /// How many values may still be read, and how many at the start.
    values: usize,
    max_values: usize,
    /// The long arrays and objects that were skipped in search of a tag: where each begins and ends.
    pub(super) ends: BTreeMap<usize, usize>,
    /// Whether the reader is ahead in an object, in search of the tag of a family.
    pub(super) is_ahead: bool,
    /// Name tables of large entities whose members came in another order.
    pub(super) names: NameTables,
}

impl Filler<'_, '_> {
    #[inline]
    pub(super) fn value(
        &mut self,
        slot: &mut Slot<'_>,
        null_as_default: bool,
    ) -> Result<(), Error> {
        match (self.lexer.peek(), slot) {
            (Some(b'n'), slot) => self.null(slot, null_as_default),
            (first, Slot::Nullable(place)) => self.present(&mut place.fill(), first),
            (first, slot) => self.present(slot, first),
        }
    }

    #[inline]
    pub(super) fn null(&mut self, slot: &mut Slot<'_>, null_as_default: bool) -> Result<(), Error> {
        let mark = self.lexer.mark();
        self.lexer.literal(b"null")?;
        set_slot::set_null(slot, null_as_default).map_err(|error| self.lexer.place(error, mark))
    }

    /// Reads a value other than null, by its first byte.
    fn present(&mut self, slot: &mut Slot<'_>, first: Option<u8>) -> Result<(), Error> {
        if let Slot::Nullable(place) = slot {
            return self.present(&mut place.fill(), first);
        }
        let mark = self.lexer.mark();
        let filled = match first {
            Some(b'"') => {
                let text = self.lexer.string()?;
                match slot {
                    Slot::Text(place) => {
                        match text {
                            Cow::Borrowed(text) => set_slot::set_string(place, text),
                            Cow::Owned(text) => **place = text,
                        }
                        Ok(())
                    }
                    Slot::Any(place) => {
                        **place = Json::String(text.into_owned());
                        Ok(())
                    }
                    other => set_slot::set_text(other, &text),
                }
            }
            Some(b'-' | b'0'..=b'9') => match self.lexer.number()? {
                Number::Signed(number) => set_slot::set_whole(slot, number),
                Number::Unsigned(number) => set_slot::set_unsigned(slot, number),
                Number::Other(text) => match (&mut self.numbers, slot) {
                    (Some(numbers), Slot::Any(place)) => {
                        **place = numbers.keep(text);
                        Ok(())
                    }
                    (_, slot) => set_slot::set_number(slot, text),
                },
            },
            Some(b't') => {
                self.lexer.literal(b"true")?;
                set_slot::set_bool(slot, true)
            }
            Some(b'f') => {
                self.lexer.literal(b"false")?;
                set_slot::set_bool(slot, false)
            }
            Some(b'{') => return self.object(slot, mark),
            Some(b'[') => return self.array(slot, mark),
            _ => return Err(self.lexer.unexpected("a value")),
        };
        filled.map_err(|error| self.lexer.place(error, mark))
    }

    /// Counts values against the limit.
    #[inline]
    pub(super) fn spend(&mut self, values: usize) -> Result<(), Error> {
        let Some(left) = self.values.checked_sub(values) else {
            let error = too_many_values(self.max_values);
            return Err(self.lexer.place(error, self.lexer.mark()));
        };
        self.values = left;
        Ok(())
    }

    /// Enters an array or object, whose bracket has been peeked. After an error the depth is not used
    /// again.
    pub(super) fn enter(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self
                .lexer
                .place(too_deep(ErrorKind::Depth), self.lexer.mark()));
        }
        self.lexer.take();
        Ok(())
    }

    fn mismatch(&self, slot: &Slot<'_>, found: &str, mark: usize) -> Result<(), Error> {
        Err(self.lexer.place(set_slot::mismatch(slot, found), mark))
    }

    /// Reads any value into a tree.
    fn tree(&mut self) -> Result<Json, Error> {
        self.spend(1)?;
        let mut value = Json::Null;
        self.value(&mut Slot::Any(&mut value), false)?;
        Ok(value)
    }

    fn object(&mut self, slot: &mut Slot<'_>, mark: usize) -> Result<(), Error> {
        self.enter()?;
        match slot {
            Slot::Entity(entity) => {
                let (start, depth) = (self.lexer.mark(), self.depth);
                if let Err(error) = self.entity(*entity) {
                    self.depth = depth;
                    self.notification(*entity, start, error)?;
                }
            }
            Slot::Family(family) => self.family(*family, mark)?,
            Slot::Dictionary(dictionary) => self.dictionary(*dictionary)?,
            Slot::Any(place) => {
                let mut members = serde_json::Map::new();
                self.members(|filler, name, mark| {
                    if filler.numbers.is_some() && members.contains_key(name) {
                        return Err(filler.twice(mark, "key"));
                    }
                    members.insert(name.to_owned(), filler.tree()?);
                    Ok(())
                })?;
                **place = Json::Object(members);
            }
            other => return self.mismatch(other, "an object", mark),
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads the members of an object and its closing bracket. Errors inside a member get its name.
    pub(super) fn members(
        &mut self,
        mut member: impl FnMut(&mut Self, &str, usize) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.lexer.take_if(b'}') {
            return Ok(());
        }
        loop {
            let mark = self.key()?;
            let name = self.lexer.string()?;
            self.colon()?;
            member(self, &name, mark).map_err(|error| error.inside(&step_of(&name)))?;
            if self.ends()? {
                return Ok(());
            }
        }
    }

    /// The position of a member's name.
    pub(super) fn key(&mut self) -> Result<usize, Error> {
        match self.lexer.peek() {
            Some(b'"') => Ok(self.lexer.mark()),
            _ => Err(self.lexer.unexpected("a name in quotes")),
        }
    }

    pub(super) fn colon(&mut self) -> Result<(), Error> {
        if self.lexer.take_if(b':') {
            Ok(())
        } else {
            Err(self.lexer.unexpected("`:`"))
        }
    }

    /// Whether an object ends here, by its bracket or a comma, which is taken.
    pub(super) fn ends(&mut self) -> Result<bool, Error> {
        let ends = match self.lexer.peek() {
            Some(b',') => false,
            Some(b'}') => true,
            _ => return Err(self.lexer.unexpected("`,` or `}`")),
        };
        self.lexer.take();
        Ok(ends)
    }

    pub(super) fn twice(&self, mark: usize, what: &str) -> Error {
        self.lexer.place(duplicate(what), mark)
    }

    /// The tag may be any of the members: the reader finds it first, then reads the object again.
    fn family(&mut self, slot: &mut dyn FamilySlot, mark: usize) -> Result<(), Error> {
        let inside = self.lexer.mark();
        let family = slot.family();
        let mut tag = Json::Null;
        let was_ahead = std::mem::replace(&mut self.is_ahead, true);
        self.members(|filler, name, _| {
            if name.eq_ignore_ascii_case(family.tag) {
                filler.value(&mut Slot::Any(&mut tag), false)
            } else {
                filler.skip()
            }
        })?;
        self.is_ahead = was_ahead;
        let after = self.lexer.mark();
        self.lexer.reset(inside);
        let selected = family
            .position_of_value(&tag)
            .and_then(|position| slot.select(position));
        if let Some(entity) = selected {
            return self.entity(entity);
        }
        let Some(unknown) = slot.unknown() else {
            self.lexer.reset(after);
            return Err(self.lexer.place(no_member(family), mark));
        };
        unknown.type_name = None;
        unknown.members.clear();
        let mut names = HashSet::new();
        self.members(|filler, name, mark| {
            if !names.insert(name.to_ascii_lowercase()) {
                return Err(filler.twice(mark, "property"));
            }
            unknown.members.push((name.to_owned(), filler.tree()?));
            Ok(())
        })
    }

    fn dictionary(&mut self, dictionary: &mut dyn DictionarySlot) -> Result<(), Error> {
        dictionary.clear();
        self.members(|filler, name, mark| match dictionary.insert(name) {
            Ok(Some(ref mut slot)) => {
                filler.spend(1)?;
                let read = filler.member(slot, false);
                read.map_err(|error| Holder::Dictionary.advise(error))
            }
            Ok(None) => Err(filler.twice(mark, "key")),
            Err(error) => Err(filler.lexer.place(error, mark)),
        })
    }

    fn array(&mut self, slot: &mut Slot<'_>, mark: usize) -> Result<(), Error> {
        self.enter()?;
        match slot {
            Slot::List(list) => self.list(*list)?,
            Slot::Any(place) => {
                let mut items = Vec::<Json>::new();
                self.list(&mut items)?;
                **place = Json::Array(items);
            }
            other => return self.mismatch(other, "an array", mark),
        }
        self.depth -= 1;
        Ok(())
    }

    fn list(&mut self, list: &mut dyn ListSlot) -> Result<(), Error> {
        list.clear();
        self.items(|filler| {
            filler.spend(1)?;
            let read = filler.member(&mut list.push(), false);
            read.map_err(|error| Holder::List.advise(error))
        })
    }

    /// Reads the items of an array and its closing bracket. Errors inside an item get its index.
    pub(super) fn items(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.lexer.take_if(b']') {
            return Ok(());
        }
        let mut index = 0_usize;
        loop {
            if index == self.most && self.depth == 1 {
                let message = format!("more than {index} operations in one patch");
                let mark = self.lexer.mark();
                return Err(self
                    .lexer
                    .place(Error::new(ErrorKind::Limit, message), mark));
            }
            item(self).map_err(|error| error.inside(&index.to_string()))?;
            index += 1;
            if self.lexer.take_if(b']') {
                return Ok(());
            }
            if !self.lexer.take_if(b',') {
                return Err(self.lexer.unexpected("`,` or `]`"));
            }
        }
    }
}
