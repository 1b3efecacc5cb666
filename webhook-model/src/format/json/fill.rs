//! The JSON reader: fills a slot from a text in one pass, names in any case and any order.
//!
//! A reader of its own beside serde_json, since it knows what it expects: it compares the whole
//! key that comes next, borrows strings from the text, and needs no visitor between. Held to
//! serde_json by the tests: both take the same texts and make the same of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::exact_numbers::ExactNumbers;
use super::learnt_order::Orders;
use super::lexer::Lexer;
use super::name_table::NameTables;
use super::number::Number;
use crate::error::{Error, ErrorKind, step_of};
use crate::format::bounds::{MAX_DEPTH, MAX_VALUES, too_deep, too_many_values};
use crate::format::holder::Holder;
use crate::property::family::{FamilySlot, no_member};
use crate::property::set_slot;
use crate::property::{DictionarySlot, ListSlot, Slot};

/// The length of an array or object that is passed over again rather than remembered, in bytes.
const SHORT: usize = 64;

/// Reads a whole document into a slot.
pub(crate) fn read(slot: Slot<'_>, body: &[u8], values: usize) -> Result<(), Error> {
    document(slot, body, None, usize::MAX, values)
}

/// Reads a patch document: one that says a thing twice does not say what it means. Nothing is kept
/// of an array at its root that has more than `most` items. Returns the numbers that the trees in it
/// do not hold.
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
        orders: Orders::take(),
    };
    let read = filler.value(&mut slot, false);
    std::mem::take(&mut filler.orders).keep();
    match filler.lexer.peek() {
        _ if read.is_err() => read,
        None => Ok(()),
        Some(_) => Err(filler.lexer.unexpected("the end of the text")),
    }
}

pub(super) struct Filler<'a, 'n> {
    pub(super) lexer: Lexer<'a>,
    /// Arrays and objects that are open.
    depth: usize,
    /// Of a patch the numbers that its trees do not hold. A patch also refuses a duplicate key inside
    /// any value, where otherwise the last counts.
    numbers: Option<&'n mut ExactNumbers>,
    /// Operations that a patch may have: items of an array at the root.
    most: usize,
    /// Values that may still be made, and at the beginning.
    values: usize,
    max_values: usize,
    /// Of long arrays and objects that were passed over ahead: where each begins, and where it ends.
    ends: BTreeMap<usize, usize>,
    /// The tag of a family is being looked for.
    is_ahead: bool,
    /// The names of large entities whose members came in another order.
    pub(super) names: NameTables,
    /// In which order the members of entities have come.
    pub(super) orders: Orders,
}

impl Filler<'_, '_> {
    // A call for each member would cost as much as most of what it does.
    #[allow(clippy::inline_always)]
    #[inline(always)]
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

    fn null(&mut self, slot: &mut Slot<'_>, null_as_default: bool) -> Result<(), Error> {
        let mark = self.lexer.mark();
        self.lexer.literal(b"null")?;
        set_slot::set_null(slot, null_as_default).map_err(|error| self.lexer.place(error, mark))
    }

    /// Reads what is not null, by the byte that it begins with.
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

    /// Counts values that are made of the document.
    #[inline]
    pub(super) fn spend(&mut self, values: usize) -> Result<(), Error> {
        let Some(left) = self.values.checked_sub(values) else {
            let error = too_many_values(self.max_values);
            return Err(self.lexer.place(error, self.lexer.mark()));
        };
        self.values = left;
        Ok(())
    }

    /// Goes into an array or object, whose bracket has been peeked. Who leaves it by an error does
    /// not come back.
    fn enter(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.lexer.place(too_deep(), self.lexer.mark()));
        }
        self.lexer.take();
        Ok(())
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
                    filler.spend(1)?;
                    let mut value = Json::Null;
                    filler.value(&mut Slot::Any(&mut value), false)?;
                    members.insert(name.to_owned(), value);
                    Ok(())
                })?;
                **place = Json::Object(members);
            }
            other => {
                return Err(self
                    .lexer
                    .place(set_slot::mismatch(other, "an object"), mark));
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads the members of an object up to and with its bracket; errors inside one get its name.
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

    /// Where a member's name begins.
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

    /// Whether an object ends here; else a comma has been taken.
    pub(super) fn ends(&mut self) -> Result<bool, Error> {
        match self.lexer.peek() {
            Some(b',') => {
                self.lexer.take();
                Ok(false)
            }
            Some(b'}') => {
                self.lexer.take();
                Ok(true)
            }
            _ => Err(self.lexer.unexpected("`,` or `}`")),
        }
    }

    pub(super) fn twice(&self, mark: usize, what: &str) -> Error {
        let message = format!("duplicate {what}");
        self.lexer
            .place(Error::new(ErrorKind::Duplicate, message), mark)
    }

    /// The tag may be any of the members: it is looked for first, and the object read again.
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
        let mut names = BTreeSet::new();
        self.members(|filler, name, mark| {
            if !names.insert(name.to_ascii_lowercase()) {
                return Err(filler.twice(mark, "property"));
            }
            filler.spend(1)?;
            let mut value = Json::Null;
            filler.value(&mut Slot::Any(&mut value), false)?;
            unknown.members.push((name.to_owned(), value));
            Ok(())
        })
    }

    fn dictionary(&mut self, dictionary: &mut dyn DictionarySlot) -> Result<(), Error> {
        dictionary.clear();
        self.members(|filler, name, mark| match dictionary.insert(name) {
            Ok(Some(ref mut slot)) => {
                filler.spend(1)?;
                let read = filler.value(slot, false);
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
            other => {
                return Err(self
                    .lexer
                    .place(set_slot::mismatch(other, "an array"), mark));
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn list(&mut self, list: &mut dyn ListSlot) -> Result<(), Error> {
        list.clear();
        self.items(|filler| {
            filler.spend(1)?;
            let read = filler.value(&mut list.push(), false);
            read.map_err(|error| Holder::List.advise(error))
        })
    }

    /// Reads the items of an array up to and with its bracket; errors inside one get its index.
    fn items(&mut self, mut item: impl FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
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

    /// Passes over a value that is not needed, as strictly as one that is needed.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        match self.lexer.peek() {
            Some(b'"') => self.lexer.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.lexer.number().map(drop),
            Some(b'n') => self.lexer.literal(b"null"),
            Some(b't') => self.lexer.literal(b"true"),
            Some(b'f') => self.lexer.literal(b"false"),
            Some(b'{' | b'[') if self.is_ahead => self.pass_over(),
            Some(b'{' | b'[') => self.skip_inside(),
            _ => Err(self.lexer.unexpected("a value")),
        }
    }

    /// Passes over an array or object, whose bracket has been peeked.
    fn skip_inside(&mut self) -> Result<(), Error> {
        let is_object = self.lexer.peek() == Some(b'{');
        self.enter()?;
        if is_object {
            self.members(|filler, _, _| filler.skip())?;
        } else {
            self.items(Self::skip)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// The same while a tag is looked for. Where it ends is noted, so that what lies within families
    /// that lie within each other is passed over once, and not once for each of them.
    #[cold]
    fn pass_over(&mut self) -> Result<(), Error> {
        let start = self.lexer.mark();
        if let Some(end) = self.ends.get(&start) {
            self.lexer.reset(*end);
            return Ok(());
        }
        self.skip_inside()?;
        let end = self.lexer.mark();
        if end - start > SHORT {
            self.ends.insert(start, end);
        }
        Ok(())
    }
}
