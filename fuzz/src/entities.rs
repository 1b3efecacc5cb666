//! An entity with a property of every type, and a webhook with all properties set.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;
use serde_json::{Value, json};
use webhook_model::{
    Carrier, DateTime, Duration, ETableRight, Flags, NetServerEntity, NetServerEnum, Secret,
    UnknownEntity, UnknownVariant, Webhook, WebhookState,
};

/// Every type of a property.
#[derive(Debug, Clone, NetServerEntity)]
#[netserver(carrier)]
pub struct Everything {
    on: bool,
    small: i16,
    number: i32,
    unsigned: u32,
    large: i64,
    double: f64,
    decimal: Decimal,
    text: String,
    #[netserver(null_as_default)]
    note: String,
    name: Option<String>,
    secret: Option<Secret>,
    bytes: Vec<u8>,
    date: DateTime,
    day: Option<chrono::NaiveDate>,
    instant: Option<chrono::DateTime<chrono::Utc>>,
    length: Duration,
    state: WebhookState,
    kind: Kind,
    rights: Flags<ETableRight>,
    any: Value,
    maybe: Option<Value>,
    anything: Vec<Value>,
    again: Option<Box<Everything>>,
    all: Vec<Everything>,
    rows: Vec<Vec<Option<String>>>,
    chunks: Option<Vec<Option<Vec<u8>>>>,
    doubles: Vec<f64>,
    dates: Vec<DateTime>,
    flags: BTreeMap<String, bool>,
    by_number: BTreeMap<i32, Option<String>>,
    by_date: HashMap<DateTime, Option<Box<Everything>>>,
    of_any: Option<BTreeMap<String, Value>>,
    shape: Option<Shape>,
    shapes: Vec<Shape>,
    only: Only,
    carrier: Carrier,
}

/// An enum that keeps unknown values.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
pub enum Kind {
    /// The default variant.
    Plain = 0,
    /// A round shape.
    Round = 1,
    /// A negative number.
    Negative = -3,
    /// An unknown value.
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The properties of all shapes.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct ShapeBase {
    kind: Kind,
    label: Option<String>,
    carrier: Carrier,
}

/// A round shape.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct RoundShape {
    radius: f64,
    #[netserver(base)]
    base: ShapeBase,
}

/// A shape that contains shapes.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct PlainShape {
    #[netserver(base)]
    base: ShapeBase,
    inner: Vec<Shape>,
}

/// Any shape.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind", entity = "ShapeBase")]
pub enum Shape {
    /// A round shape.
    #[netserver(rename = "Round")]
    Round(RoundShape),
    /// A plain shape.
    #[netserver(rename = "Plain")]
    Plain(PlainShape),
    /// An unknown shape.
    #[netserver(other)]
    Other(UnknownEntity),
}

/// A family with one member that is not nullable.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind")]
pub enum Only {
    /// The only member.
    #[netserver(rename = "Round")]
    Round(RoundShape),
}

/// A webhook with every property set that patches can reach.
#[must_use]
pub fn hook() -> Webhook {
    let mut hook = Webhook::create_default();
    hook.webhook_id = 717;
    hook.name = Some("a~b/c".into());
    hook.events = Some(vec!["contact.created".into(), "sale.changed".into()]);
    hook.secret = Some("s".into());
    hook.headers = Some(
        [
            ("X-One".to_owned(), "1".to_owned()),
            ("a/b".to_owned(), "2".to_owned()),
        ]
        .into(),
    );
    hook.properties = Some(
        [(
            "k".to_owned(),
            json!({"l": [1, [2.5], {"m": null}], "": "x"}),
        )]
        .into(),
    );
    hook.registered_associate = Some(webhook_model::Associate::create_default());
    hook
}
