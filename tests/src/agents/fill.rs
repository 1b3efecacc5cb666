//! Bodies with a value in every property, because the published ones omit many.

use serde_json::{Map, Value as Json, json};
use webhook_model::entity::Entity;
use webhook_model::property::{KeyType, Type};

/// The depth to which recursive entities are filled.
const DEPTH: usize = 3;

/// A body of a type with values in all properties. Each seed gives other values.
#[must_use]
pub fn filled(ty: Type, seed: usize) -> Json {
    Fill { next: seed }.value(ty, DEPTH)
}

struct Fill {
    next: usize,
}

impl Fill {
    fn count(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    fn value(&mut self, ty: Type, depth: usize) -> Json {
        let number = self.count();
        match ty {
            Type::Nullable(of) if depth == 0 && may_hold_itself(*of) => Json::Null,
            Type::Nullable(of) => self.value(*of, depth),
            Type::Bool => (number % 2 == 1).into(),
            Type::Int16 => (number % 30_000).into(),
            Type::Int32 => (number + 70_000).into(),
            Type::UInt32 => (number + 3_000_000_000).into(),
            Type::Int64 => (number + 9_007_199_254_740_993).into(),
            Type::Decimal => json!(number),
            Type::Double => number
                .to_string()
                .parse::<f64>()
                .map_or(Json::Null, |number| (number + 0.25).into()),
            Type::Text => format!(" {number} <&> \"\u{e9}\" ").into(),
            Type::Bytes => ["AA==", "AAE=", "AAEC", "/+7d"][number % 4].into(),
            Type::DateTime => date(number).into(),
            Type::Duration => format!("{}.02:03:04.0000005", number % 300 + 1).into(),
            Type::Any => json!({"n": number, "list": [1, "x", true, {"f": 2.5}, []], "none": {}}),
            Type::Enum(of) => of.variants[1.min(of.variants.len() - 1)].name.into(),
            Type::Flags(of) => {
                // An alias would be decoded as the main name of its number.
                let is_first = |index: &usize| {
                    let number = of.variants[*index].number;
                    of.position_of_number(number) == Some(*index) && number.count_ones() == 1
                };
                let names: Vec<_> = (0..of.variants.len()).filter(is_first).collect();
                of.variants[names[number % names.len()]].name.into()
            }
            Type::Entity(of) => self.entity(of(), depth.saturating_sub(1)),
            Type::Family(of) => {
                let family = of();
                let member = &family.members[number % family.members.len()];
                let mut entity = self.entity((member.entity)(), depth.saturating_sub(1));
                entity[family.tag] = member.tag.into();
                entity
            }
            Type::List(of) if depth == 0 && may_hold_itself(*of) => json!([]),
            Type::Dictionary(_, of) if depth == 0 && may_hold_itself(*of) => json!({}),
            Type::List(of) => json!([self.value(*of, depth), self.value(*of, depth)]),
            Type::Dictionary(key, of) => {
                let mut entries = Map::new();
                for _ in 0..2 {
                    let key = match key {
                        KeyType::Text => format!("key {}", self.count()),
                        KeyType::Int32 => self.count().to_string(),
                        KeyType::DateTime => date(self.count()),
                    };
                    entries.insert(key, self.value(*of, depth));
                }
                entries.into()
            }
            other => panic!("no value for {other:?}"),
        }
    }

    fn entity(&mut self, of: &Entity, depth: usize) -> Json {
        of.properties
            .iter()
            .map(|property| (property.name().to_owned(), self.value(property.ty, depth)))
            .collect::<Map<_, _>>()
            .into()
    }
}

/// Whether a value of the type can contain another one of the same type.
fn may_hold_itself(ty: Type) -> bool {
    match ty.required() {
        Type::Entity(_) | Type::Family(_) => true,
        Type::List(of) | Type::Dictionary(_, of) => may_hold_itself(*of),
        _ => false,
    }
}

/// Each of the three kinds of offset in turn.
fn date(number: usize) -> String {
    let offset = ["", "Z", "+02:00"][number % 3];
    let (day, tick) = (number % 28 + 1, number % 10_000_000);
    let fraction = format!(".{tick:07}");
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!("2024-02-{day:02}T12:34:56{fraction}{offset}")
}
