//! Changes the dates and the texts of a value in place, wherever they are in it.

use crate::format::bounds::MAX_DEPTH;
use crate::property::DynEntity;
use crate::property::date_class::DateClass;
use crate::property::date_time::DateTime;
use crate::property::{DateSlot, PropertyType, Slot, Type};

/// What becomes of a date and of a text.
pub(crate) trait Rewrite {
    /// Changes a date of a class.
    fn date(&mut self, class: DateClass, slot: &mut dyn DateSlot<DateTime>);
    /// Changes a text whose property opts in to translation.
    fn text(&mut self, text: &mut String);
}

/// Shows all dates and translatable texts of a value, in the order in which they are declared.
///
/// Not changed are the keys of dictionaries, the content of any JSON, and members of families that
/// are not known: nothing tells which of those are dates. What is nested deeper than any format
/// writes is left alone, too: writing it is the error.
pub(crate) fn rewrite<T: PropertyType>(value: &mut T, rules: &mut dyn Rewrite) {
    let declared = Declared {
        class: DateClass::Plain,
        translate: false,
    };
    if declared.concerns(T::TYPE) {
        walk(value.slot(), declared, rules, MAX_DEPTH);
    }
}

/// What a property says of all that it holds itself, at any depth of lists.
#[derive(Clone, Copy)]
struct Declared {
    class: DateClass,
    translate: bool,
}

impl Declared {
    /// Whether there may be anything to rewrite in a value of the type: the others are not touched.
    fn concerns(self, ty: Type) -> bool {
        match ty {
            Type::DateTime | Type::Entity(_) | Type::Family(_) => true,
            Type::Text => self.translate,
            Type::List(of) | Type::Dictionary(_, of) | Type::Nullable(of) => self.concerns(*of),
            _ => false,
        }
    }
}

fn walk(slot: Slot<'_>, declared: Declared, rules: &mut dyn Rewrite, depth: usize) {
    match slot {
        Slot::DateTime(date) => rules.date(declared.class, date),
        Slot::Text(text) if declared.translate => rules.text(text),
        Slot::Entity(of) => entity(of, rules, depth),
        Slot::Family(family) => {
            if let Some(member) = family.current() {
                entity(member, rules, depth);
            }
        }
        Slot::Nullable(value) => value.visit(&mut |slot| walk(slot, declared, rules, depth)),
        Slot::List(items) => items.visit(&mut |slot| walk(slot, declared, rules, depth)),
        Slot::Dictionary(entries) => {
            entries.visit(&mut |slot| walk(slot, declared, rules, depth));
        }
        _ => {}
    }
}

fn entity(of: &mut dyn DynEntity, rules: &mut dyn Rewrite, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    for (index, property) in of.entity().properties.iter().enumerate() {
        let declared = Declared {
            class: property.date,
            // A secret is never rewritten, whatever its author wrote beside it.
            translate: property.translate && !property.secret,
        };
        if declared.concerns(property.ty)
            && let Some(slot) = of.write(index)
        {
            walk(slot, declared, rules, depth);
        }
    }
}
