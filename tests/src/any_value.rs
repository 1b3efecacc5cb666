//! Strategies for values of every kind, including extreme ones.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a strategy is built once, and no other code needs its parts"
)]

use chrono::TimeDelta;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;
use webhook_model::{
    Associate, Carrier, DateTime, Duration, ETableRight, FieldProperty, Flags, Offset, Secret,
    TableRight, UnknownVariant, UserType, Webhook, WebhookState,
};

/// Text: empty, plain, markup, line ends, characters next to the surrogates, and control
/// characters.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9 ]{0,6}",
        2 => prop::sample::select(vec![
            "<", ">", "&", "\"", "'", "\\", "/", "~", "]]>", "&amp;", "\r", "\n", "\r\n", "\t", "  ",
            "\u{e5}", "\u{d7ff}", "\u{e000}", "\u{fffd}", "\u{10000}", "\u{10ffff}", "\u{feff}",
            "\u{85}", "\u{2028}", "null", "true",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(vec!["\0", "\u{1}", "\u{1b}", "\u{7f}", "\u{fffe}", "\u{ffff}"])
            .prop_map(str::to_owned),
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// Text that XML 1.0 can represent.
pub fn xml_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.chars().filter(|letter| is_xml(*letter)).collect())
}

/// Whether XML 1.0 allows a character (section 2.2).
#[must_use]
pub fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A date in one of the three forms, including the years 1 and 9999.
pub fn date() -> impl Strategy<Value = DateTime> {
    let days = (DateTime::MAX.naive() - DateTime::MIN.naive()).num_days();
    let naive = prop_oneof![
        Just(DateTime::MIN.naive()),
        Just(DateTime::MAX.naive()),
        (0..=days, 0..86_400_i64, 0..10_000_000_i64).prop_map(|(days, seconds, ticks)| {
            let length = TimeDelta::days(days)
                + TimeDelta::seconds(seconds)
                + TimeDelta::nanoseconds(ticks * 100);
            DateTime::MIN.naive() + length
        }),
        (0..=days).prop_map(|days| DateTime::MIN.naive() + TimeDelta::days(days)),
    ];
    let offset = prop_oneof![
        Just(Offset::Unspecified),
        Just(Offset::Utc),
        (-840..=840_i16).prop_map(Offset::Minutes),
    ];
    (naive, offset).prop_map(|(naive, offset)| {
        let date = DateTime::from(naive);
        // Near the ends of the range, an offset can lead outside it; such a date is rejected.
        let tagged = date.with_offset(offset).unwrap_or(date);
        tagged.to_utc().map_or(date, |_| tagged)
    })
}

/// A duration, including the shortest and the longest.
pub fn length() -> impl Strategy<Value = Duration> {
    prop_oneof![
        Just(Duration::MIN),
        Just(Duration::MAX),
        Just(Duration::ZERO),
        any::<i64>().prop_map(Duration::from_ticks),
        (-100_000..100_000_i64).prop_map(|seconds| Duration::from_ticks(seconds * 10_000_000)),
    ]
}

/// A double, including NaN and the infinities.
pub fn double() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        prop::sample::select(vec![
            0.0,
            -0.0,
            1.0,
            0.1,
            1e21,
            1e-7,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ]),
    ]
}

/// Any JSON, a few levels deep.
pub fn json(text: BoxedStrategy<String>) -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        double().prop_map(Value::from),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let member = (text.clone(), inner.clone());
        prop_oneof![
            vec(inner, 0..3).prop_map(Value::from),
            vec(member, 0..3).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A webhook whose texts come from a strategy.
pub fn webhook(text: BoxedStrategy<String>) -> impl Strategy<Value = Webhook> {
    let maybe = || option::of(text.clone());
    let state = prop_oneof![
        4 => prop::sample::select(vec![
            WebhookState::Unknown,
            WebhookState::Active,
            WebhookState::Stopped,
            WebhookState::TooManyErrors,
        ]),
        1 => "[A-Z][a-z]{8,9}".prop_map(|name| WebhookState::Other(UnknownVariant::from_name(&name))),
        1 => (4..=i32::MAX).prop_map(|number| WebhookState::Other(UnknownVariant::from_number(number))),
    ];
    let secret = maybe().prop_map(|text| text.map(Secret::from));
    let first = (
        any::<i32>(),
        maybe(),
        option::of(vec(text.clone(), 0..3)),
        maybe(),
        secret,
        state,
        maybe(),
    );
    let headers = option::of(btree_map(text.clone(), text.clone(), 0..3));
    let properties = option::of(btree_map(text.clone(), json(text.clone()), 0..3));
    let associate = || option::of(associate(text.clone()));
    let second = (
        headers,
        properties,
        date(),
        associate(),
        date(),
        associate(),
        maybe(),
    );
    (first, second).prop_map(|(first, second)| {
        let (webhook_id, name, events, target_url, secret, state, r#type) = first;
        let (
            headers,
            properties,
            registered,
            registered_associate,
            updated,
            updated_associate,
            errors_email,
        ) = second;
        Webhook {
            webhook_id,
            name,
            events,
            target_url,
            secret,
            state,
            r#type,
            headers,
            properties,
            registered,
            registered_associate,
            updated,
            updated_associate,
            errors_email,
        }
    })
}

/// An associate whose texts come from a strategy.
pub fn associate(text: BoxedStrategy<String>) -> impl Strategy<Value = Associate> {
    let maybe = || option::of(text.clone());
    let fields = || option::of(btree_map(text.clone(), text.clone(), 0..3));
    let r#type = prop_oneof![Just(UserType::Unknown), Just(UserType::SystemAssociate)];
    let mask = prop_oneof![
        prop::sample::select(vec![0, 1, 3, 15, 7]).prop_map(Flags::<ETableRight>::from_bits_retain),
        (0..512).prop_map(Flags::<ETableRight>::from_bits_retain),
    ];
    let right = (mask, maybe()).prop_map(|(mask, reason)| TableRight { mask, reason });
    let field = (maybe(), any::<i32>()).prop_map(|(field_type, field_length)| FieldProperty {
        field_type,
        field_length,
        ..FieldProperty::create_default()
    });
    let carrier = (
        option::of(right),
        option::of(btree_map(text.clone(), field, 0..3)),
    );
    let rest = (any::<bool>(), any::<i16>(), r#type, carrier);
    (any::<i32>(), maybe(), maybe(), fields(), fields(), rest).prop_map(
        |(associate_id, name, tooltip, extra_fields, custom_fields, rest)| {
            let (deleted, rank, r#type, (table_right, field_properties)) = rest;
            Associate {
                associate_id,
                name,
                rank,
                tooltip,
                r#type,
                deleted,
                extra_fields,
                custom_fields,
                carrier: Carrier {
                    table_right,
                    field_properties,
                },
                ..Associate::create_default()
            }
        },
    )
}
