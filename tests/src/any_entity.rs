//! Strategies for entities with every property type.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use proptest::collection::{btree_map, hash_map, vec};
use proptest::option;
use proptest::prelude::*;
use webhook_model::{DateTime, ETableRight, Flags, Secret};

use crate::any_value::{associate, date, double, json, length};
use crate::every_type::{
    Chrono, Colour, Dictionaries, EveryType, Lists, Nullables, Part, Scalars, Tree,
};

/// An entity with every type, whose texts come from a strategy.
pub fn every_type(text: BoxedStrategy<String>) -> impl Strategy<Value = EveryType> {
    let parts = (
        scalars(text.clone()).boxed(),
        option::of(nullables(text.clone())).boxed(),
        lists(text.clone()).boxed(),
        dictionaries(text.clone()).boxed(),
        chrono().boxed(),
        tree(text).boxed(),
    );
    parts.prop_map(
        |(scalars, nullables, lists, dictionaries, chrono, tree)| EveryType {
            scalars,
            nullables,
            lists,
            dictionaries,
            chrono,
            tree,
        },
    )
}

fn colour() -> impl Strategy<Value = Colour> {
    prop::sample::select(vec![
        Colour::Infrared,
        Colour::Red,
        Colour::Green,
        Colour::None,
    ])
}

fn mask() -> impl Strategy<Value = Flags<ETableRight>> {
    any::<i32>().prop_map(Flags::from_bits_retain)
}

fn scalars(text: BoxedStrategy<String>) -> impl Strategy<Value = Scalars> {
    let numbers = (
        any::<i16>(),
        any::<i32>(),
        any::<u32>(),
        any::<i64>(),
        double(),
    );
    let rest = (date(), length(), colour(), mask(), json(text.clone()));
    (numbers, any::<bool>(), text, vec(any::<u8>(), 0..5), rest).prop_map(
        |((int16, int32, uint32, int64, double), flag, text, bytes, rest)| {
            let (date, length, colour, mask, any) = rest;
            Scalars {
                int16,
                int32,
                uint32,
                int64,
                double,
                flag,
                text,
                bytes,
                date,
                length,
                colour,
                mask,
                any,
                erp_quote_key: int32,
            }
        },
    )
}

fn nullables(text: BoxedStrategy<String>) -> impl Strategy<Value = Nullables> {
    let numbers = (
        option::of(any::<i16>()),
        option::of(any::<i32>()),
        option::of(any::<u32>()),
        option::of(any::<i64>()),
        option::of(double()),
        option::of(any::<bool>()),
    );
    let texts = (
        option::of(text.clone()),
        option::of(text.clone().prop_map(Secret::from)),
        option::of(vec(any::<u8>(), 0..4)),
    );
    let rest = (
        option::of(date()),
        option::of(length()),
        option::of(colour()),
        option::of(mask()),
    );
    let held = (
        option::of(vec(text.clone(), 0..3)),
        option::of(btree_map(text.clone(), text.clone(), 0..3)),
        option::of(associate(text)),
    );
    (numbers, texts, rest, held).prop_map(|(numbers, texts, rest, held)| {
        let (int16, int32, uint32, int64, double, flag) = numbers;
        let (text, secret, bytes) = texts;
        let (date, length, colour, mask) = rest;
        let (list, dictionary, associate) = held;
        Nullables {
            int16,
            int32,
            uint32,
            int64,
            double,
            flag,
            text,
            secret,
            bytes,
            date,
            length,
            colour,
            mask,
            list,
            dictionary,
            associate,
        }
    })
}

fn part(text: BoxedStrategy<String>) -> impl Strategy<Value = Part> {
    (any::<i32>(), option::of(text)).prop_map(|(part_id, name)| Part { part_id, name })
}

fn lists(text: BoxedStrategy<String>) -> impl Strategy<Value = Lists> {
    let numbers = (
        vec(any::<i16>(), 0..3),
        vec(any::<u32>(), 0..3),
        vec(any::<i64>(), 0..20),
        vec(double(), 0..3),
        vec(any::<bool>(), 0..3),
    );
    let simple = (
        vec(option::of(text.clone()), 0..3),
        vec(vec(any::<u8>(), 0..3), 0..3),
        vec(date(), 0..3),
        vec(length(), 0..3),
        vec(colour(), 0..3),
    );
    let held = (
        vec(part(text.clone()), 0..3),
        vec(vec(text.clone(), 0..3), 0..3),
        vec(vec(part(text), 0..3), 0..3),
    );
    (numbers, simple, held).prop_map(|(numbers, simple, held)| {
        let (int16, uint32, int64, double, flag) = numbers;
        let (text, bytes, date, length, colour) = simple;
        let (parts, texts, partss) = held;
        Lists {
            int16,
            uint32,
            int64,
            double,
            flag,
            text,
            bytes,
            date,
            length,
            colour,
            parts,
            texts,
            partss,
        }
    })
}

fn dictionaries(text: BoxedStrategy<String>) -> impl Strategy<Value = Dictionaries> {
    let simple = (
        btree_map(text.clone(), text.clone(), 0..3),
        btree_map(text.clone(), option::of(text.clone()), 0..3),
        btree_map(text.clone(), any::<bool>(), 0..3),
        hash_map(text.clone(), any::<i32>(), 0..3),
    );
    let rest = (
        btree_map(text.clone(), part(text.clone()), 0..3),
        btree_map(text.clone(), json(text.clone()), 0..3),
        btree_map(any::<i32>(), text.clone(), 0..3),
        by_date(text),
    );
    (simple, rest).prop_map(
        |((text, maybe_text, flag, hashed), (part, any, by_number, by_date))| Dictionaries {
            text,
            maybe_text,
            flag,
            part,
            any,
            by_number,
            by_date,
            hashed,
        },
    )
}

fn by_date(text: BoxedStrategy<String>) -> impl Strategy<Value = BTreeMap<DateTime, Part>> {
    btree_map(date(), part(text), 0..3)
}

fn chrono() -> impl Strategy<Value = Chrono> {
    let inner = (1..9998_i32, 1..=365_u32, 0..86_400_i64, -840..=840_i32);
    let one = inner.prop_map(|(year, day, second, minutes)| {
        let day = NaiveDate::from_yo_opt(year + 1, day).unwrap_or_default();
        let naive = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::seconds(second);
        let offset = chrono::FixedOffset::east_opt(minutes * 60);
        let fixed = offset.map_or(naive.and_utc().fixed_offset(), |offset| {
            naive.and_utc().with_timezone(&offset)
        });
        Chrono {
            naive,
            day,
            utc: naive.and_utc(),
            fixed,
            delta: TimeDelta::seconds(second - 40_000),
            maybe_day: (second % 2 == 0).then_some(day),
        }
    });
    prop_oneof![Just(Chrono::create_default()), one]
}

fn tree(text: BoxedStrategy<String>) -> impl Strategy<Value = Tree> {
    let leaf = option::of(text).prop_map(|name| Tree {
        name,
        next: None,
        children: Vec::new(),
    });
    leaf.prop_recursive(4, 12, 3, |inner| {
        (option::of(inner.clone()), vec(inner, 0..3)).prop_map(|(next, children)| Tree {
            name: None,
            next: next.map(Box::new),
            children,
        })
    })
}
