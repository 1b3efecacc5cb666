//! Changes all dates and translatable texts of a value in place.

use crate::format::bounds::MAX_DEPTH;
use crate::property::date_class::DateClass;
use crate::property::date_time::DateTime;
use crate::property::{DateSlot, DynEntity, Slot, Type};

/// A date or a text of a value, which may be changed.
pub(crate) enum Found<'a> {
    /// A date of a class.
    #[cfg_attr(not(feature = "time-zones"), allow(dead_code))]
    Date(DateClass, &'a mut dyn DateSlot<DateTime>),
    /// A text whose property opts in to translation.
    Text(&'a mut String),
}

/// Visits all dates and translatable texts of a value, in declared order.
///
/// Keys of dictionaries, JSON values and unknown members of families are not changed: their dates
/// cannot be told from other text. Values nested deeper than any format allows are left unchanged as
/// well, and writing them is an error.
pub(crate) fn rewrite(ty: Type, value: Slot<'_>, change: &mut dyn FnMut(Found<'_>)) {
    let declared = Declared {
        class: DateClass::Plain,
        translate: false,
    };
    if declared.concerns(ty) {
        walk(value, declared, change, MAX_DEPTH);
    }
}

/// The rules of a property, which apply to everything in it, at any depth of lists.
#[derive(Clone, Copy)]
struct Declared {
    class: DateClass,
    translate: bool,
}

impl Declared {
    /// Whether a value of the type can contain anything to change. Other values are skipped.
    fn concerns(self, ty: Type) -> bool {
        match ty {
            Type::DateTime | Type::Entity(_) | Type::Family(_) => true,
            Type::Text => self.translate,
            Type::List(of) | Type::Dictionary(_, of) | Type::Nullable(of) => self.concerns(*of),
            _ => false,
        }
    }
}

fn walk(slot: Slot<'_>, declared: Declared, change: &mut dyn FnMut(Found<'_>), depth: usize) {
    match slot {
        Slot::DateTime(date) => change(Found::Date(declared.class, date)),
        Slot::Text(text) if declared.translate => change(Found::Text(text)),
        Slot::Entity(of) => entity(of, change, depth),
        Slot::Family(family) => {
            if let Some(member) = family.current() {
                entity(member, change, depth);
            }
        }
        Slot::Nullable(value) => value.visit(&mut |slot| walk(slot, declared, change, depth)),
        Slot::List(items) => items.visit(&mut |slot| walk(slot, declared, change, depth)),
        Slot::Dictionary(entries) => {
            entries.visit(&mut |slot| walk(slot, declared, change, depth));
        }
        _ => {}
    }
}

fn entity(of: &mut dyn DynEntity, change: &mut dyn FnMut(Found<'_>), depth: usize) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    for (index, property) in of.entity().properties.iter().enumerate() {
        let declared = Declared {
            class: property.date,
            // A secret is never changed, whatever attributes its property has.
            translate: property.translate && !property.secret,
        };
        if declared.concerns(property.ty)
            && let Some(slot) = of.write(index)
        {
            walk(slot, declared, change, depth);
        }
    }
}
