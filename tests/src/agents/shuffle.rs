//! Writes the same body differently: with another order of members, or with names in another case.

use std::fmt::Write as _;

use serde_json::Value as Json;
use webhook_model::entity::Entity;
use webhook_model::property::Type;

use super::exact::digits;

/// The case of property names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// As written by the server.
    Pascal,
    /// As written by the vendor's client: `webhookId`.
    Camel,
}

/// Writes a body, parsed by [`parse`](super::exact::parse), with its members in an order that
/// depends only on the seed.
#[must_use]
pub fn shuffled(ty: Type, body: &Json, seed: u64, names: Names) -> String {
    let mut shuffle = Shuffle {
        state: seed | 1,
        names,
        out: String::new(),
    };
    shuffle.value(ty, body);
    shuffle.out
}

struct Shuffle {
    state: u64,
    names: Names,
    out: String,
}

impl Shuffle {
    /// Marsaglia's xorshift of 64 bits.
    fn next(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let below = u64::try_from(below).expect("64 bits");
        usize::try_from(self.state % below).expect("the remainder is below the bound")
    }

    fn value(&mut self, ty: Type, value: &Json) {
        match (ty.required(), value) {
            (Type::Entity(of), Json::Object(_)) => self.entity(Some(of()), value),
            (Type::Family(of), Json::Object(members)) => {
                let family = of();
                let tag = members.get(family.tag).and_then(Json::as_str);
                let member = family.members.iter().find(|member| Some(member.tag) == tag);
                self.entity(member.map(|member| (member.entity)()), value);
            }
            (Type::List(of), Json::Array(items)) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.out.push(',');
                    }
                    self.value(*of, item);
                }
                self.out.push(']');
            }
            (Type::Dictionary(_, of), Json::Object(_)) => {
                self.object(value, |_| *of, str::to_owned);
            }
            (_, value) if digits(value).is_some() => {
                self.out.push_str(digits(value).unwrap_or_default());
            }
            // An arbitrary value: its members are not properties, so they keep their order.
            _ => write!(self.out, "{value}").expect("writing to a string cannot fail"),
        }
    }

    fn entity(&mut self, of: Option<&'static Entity>, value: &Json) {
        let names = self.names;
        self.object(
            value,
            |name| {
                let position = of.and_then(|of| of.position(name));
                position.map_or(Type::Any, |position| {
                    of.map_or(Type::Any, |of| of.properties[position].ty)
                })
            },
            |name| match names {
                Names::Pascal => name.to_owned(),
                Names::Camel => camel(name),
            },
        );
    }

    fn object(&mut self, value: &Json, ty: impl Fn(&str) -> Type, spell: impl Fn(&str) -> String) {
        let mut members: Vec<_> = value.as_object().into_iter().flatten().collect();
        for last in (1..members.len()).rev() {
            let other = self.next(last + 1);
            members.swap(last, other);
        }
        self.out.push('{');
        for (index, (name, value)) in members.into_iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            let key = Json::from(spell(name));
            write!(self.out, "{key}:").expect("writing to a string cannot fail");
            self.value(ty(name), value);
        }
        self.out.push('}');
    }
}

fn camel(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
