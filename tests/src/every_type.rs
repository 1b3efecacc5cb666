//! Entities that together have every property type, nullable and not nullable.

use std::collections::{BTreeMap, HashMap};

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde_json::Value;
use webhook_model::{
    Associate, DateTime, Duration, ETableRight, Flags, NetServerEntity, NetServerEnum, Secret,
    UnknownVariant,
};

/// All of them, nested.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct EveryType {
    /// Values that are not nullable.
    pub scalars: Scalars,
    /// Nullable values.
    pub nullables: Option<Nullables>,
    /// Lists.
    pub lists: Lists,
    /// Dictionaries.
    pub dictionaries: Dictionaries,
    /// Dates of chrono.
    pub chrono: Chrono,
    /// Recursive entities.
    pub tree: Tree,
}

/// One property of each type that is not nullable.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Scalars {
    /// Int16.
    pub int16: i16,
    /// Int32.
    pub int32: i32,
    /// Unsigned int32.
    pub uint32: u32,
    /// Int64.
    pub int64: i64,
    /// Double.
    pub double: f64,
    /// Bool.
    pub flag: bool,
    /// Text.
    pub text: String,
    /// Bytes.
    pub bytes: Vec<u8>,
    /// A date.
    pub date: DateTime,
    /// A duration.
    pub length: Duration,
    /// An enum.
    pub colour: Colour,
    /// Flags.
    pub mask: Flags<ETableRight>,
    /// Anything.
    pub any: Value,
    /// A wire name that differs from the field's.
    #[netserver(rename = "ERPQuoteKey")]
    pub erp_quote_key: i32,
}

/// One property of each nullable type.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Nullables {
    /// Int16.
    pub int16: Option<i16>,
    /// Int32.
    pub int32: Option<i32>,
    /// Unsigned int32.
    pub uint32: Option<u32>,
    /// Int64.
    pub int64: Option<i64>,
    /// Double.
    pub double: Option<f64>,
    /// Bool.
    pub flag: Option<bool>,
    /// Text.
    pub text: Option<String>,
    /// A secret.
    pub secret: Option<Secret>,
    /// Bytes.
    pub bytes: Option<Vec<u8>>,
    /// A date.
    pub date: Option<DateTime>,
    /// A duration.
    pub length: Option<Duration>,
    /// An enum.
    pub colour: Option<Colour>,
    /// Flags.
    pub mask: Option<Flags<ETableRight>>,
    /// A list.
    pub list: Option<Vec<String>>,
    /// A dictionary.
    pub dictionary: Option<BTreeMap<String, String>>,
    /// An entity of the vendor with a base.
    pub associate: Option<Associate>,
}

/// Lists.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Lists {
    /// Int16.
    pub int16: Vec<i16>,
    /// Unsigned int32.
    pub uint32: Vec<u32>,
    /// Int64.
    pub int64: Vec<i64>,
    /// Double.
    pub double: Vec<f64>,
    /// Bool.
    pub flag: Vec<bool>,
    /// Nullable text.
    pub text: Vec<Option<String>>,
    /// Bytes.
    pub bytes: Vec<Vec<u8>>,
    /// Dates.
    pub date: Vec<DateTime>,
    /// Durations.
    pub length: Vec<Duration>,
    /// Enums.
    pub colour: Vec<Colour>,
    /// Entities.
    pub parts: Vec<Part>,
    /// Lists of text.
    pub texts: Vec<Vec<String>>,
    /// Lists of entities.
    pub partss: Vec<Vec<Part>>,
}

/// Dictionaries.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Dictionaries {
    /// String to string.
    pub text: BTreeMap<String, String>,
    /// String to nullable string.
    pub maybe_text: BTreeMap<String, Option<String>>,
    /// String to bool.
    pub flag: BTreeMap<String, bool>,
    /// String to entity.
    pub part: BTreeMap<String, Part>,
    /// String to anything.
    pub any: BTreeMap<String, Value>,
    /// Number to string.
    pub by_number: BTreeMap<i32, String>,
    /// Date to entity.
    pub by_date: BTreeMap<DateTime, Part>,
    /// Without an order.
    pub hashed: HashMap<String, i32>,
}

/// Dates and durations with the types of chrono.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Chrono {
    /// Without an offset.
    pub naive: NaiveDateTime,
    /// A day.
    pub day: NaiveDate,
    /// In UTC.
    pub utc: chrono::DateTime<Utc>,
    /// With an offset.
    pub fixed: chrono::DateTime<FixedOffset>,
    /// A duration.
    pub delta: TimeDelta,
    /// An optional day.
    pub maybe_day: Option<NaiveDate>,
}

/// A recursive entity.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Tree {
    /// A name.
    pub name: Option<String>,
    /// Another entity.
    pub next: Option<Box<Tree>>,
    /// More entities.
    pub children: Vec<Tree>,
}

/// A small entity.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Part {
    /// The key.
    #[netserver(key)]
    pub part_id: i32,
    /// A name.
    pub name: Option<String>,
}

/// An enum with everything that the vendor's enums have: a negative number, a name in lower case,
/// `None` and an alias, but no zero.
#[derive(Debug, Clone, PartialEq, Eq, NetServerEnum)]
#[repr(i32)]
pub enum Colour {
    /// A negative number.
    Infrared = -1,
    /// The first.
    #[netserver(default, alias = "Rouge")]
    Red = 1,
    /// In lower case on the wire.
    #[netserver(rename = "green")]
    Green = 2,
    /// A variant with a name from the prelude.
    None = 3,
    /// A value of a newer server.
    #[netserver(other)]
    Other(UnknownVariant),
}
