//! Entities that between them have every property type, each also as one that may be null.

use std::collections::{BTreeMap, HashMap};

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde_json::Value;
use webhook_model::{
    Associate, DateTime, Duration, ETableRight, Flags, NetServerEntity, NetServerEnum, Secret,
    UnknownVariant,
};

/// Everything, nested.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct EveryType {
    /// Values that are never null.
    pub scalars: Scalars,
    /// Values that may be.
    pub nullables: Option<Nullables>,
    /// Items.
    pub lists: Lists,
    /// Keys and values.
    pub dictionaries: Dictionaries,
    /// Dates of chrono.
    pub chrono: Chrono,
    /// Entities within entities of their own kind.
    pub tree: Tree,
}

/// One of each type that is never null on the wire.
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
    /// Text that is never null.
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
    /// A wire name that does not follow from the field's.
    #[netserver(rename = "ERPQuoteKey")]
    pub erp_quote_key: i32,
}

/// One of each type that may be null.
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
    /// Text that never shows.
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
    /// An entity of the vendor's, which inherits.
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
    /// Text that may be null.
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
    /// String to a string that may be null.
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
    /// Perhaps a day.
    pub maybe_day: Option<NaiveDate>,
}

/// An entity that holds itself.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Tree {
    /// What it is called.
    pub name: Option<String>,
    /// Another one.
    pub next: Option<Box<Tree>>,
    /// More.
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

/// An enum with all that the vendor's have: a negative number, a name in lower case, `None`, an
/// alias; no zero.
#[derive(Debug, Clone, PartialEq, Eq, NetServerEnum)]
#[repr(i32)]
pub enum Colour {
    /// Below zero.
    Infrared = -1,
    /// The first.
    #[netserver(default, alias = "Rouge")]
    Red = 1,
    /// In lower case on the wire.
    #[netserver(rename = "green")]
    Green = 2,
    /// Not the one of `Option`.
    None = 3,
    /// Of a newer server.
    #[netserver(other)]
    Other(UnknownVariant),
}
