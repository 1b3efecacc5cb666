//! Small entities, one for each feature.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value as Json;
use webhook_model::{
    Associate, Carrier, DateTime, Duration, Flags, NetServerEntity, NetServerEnum, UnknownEntity,
    UnknownVariant,
};

/// Numbers at the ends of their ranges.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Numbers {
    pub(crate) small: i16,
    pub(crate) unsigned: u32,
    pub(crate) long: i64,
    pub(crate) double: f64,
    pub(crate) decimal: rust_decimal::Decimal,
    pub(crate) maybe_long: Option<i64>,
    pub(crate) maybe_bool: Option<bool>,
    #[netserver(default = -1)]
    pub(crate) parent_id: i32,
}

/// Dictionaries of all kinds.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Dictionaries {
    pub(crate) names: Option<BTreeMap<i32, String>>,
    pub(crate) flags: Option<BTreeMap<String, bool>>,
    pub(crate) users: Option<BTreeMap<String, Associate>>,
    pub(crate) maybe_users: BTreeMap<String, Option<Associate>>,
    pub(crate) any: Option<BTreeMap<String, Json>>,
    pub(crate) by_date: BTreeMap<DateTime, Numbers>,
    pub(crate) hashed: HashMap<String, String>,
    #[netserver(entry = "ExtraInfoNameValuePair")]
    pub(crate) extra_info: Option<BTreeMap<String, String>>,
    pub(crate) lists: BTreeMap<String, Vec<String>>,
    pub(crate) kinds: BTreeMap<String, Kind>,
    pub(crate) steps: BTreeMap<String, Step>,
    pub(crate) nested: BTreeMap<String, BTreeMap<String, i32>>,
}

/// Lists of all kinds, and lists of lists.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Lists {
    pub(crate) shorts: Vec<i16>,
    pub(crate) unsigned: Vec<u32>,
    pub(crate) longs: Option<Vec<i64>>,
    pub(crate) doubles: Vec<f64>,
    pub(crate) flags: Vec<bool>,
    pub(crate) bytes: Option<Vec<Vec<u8>>>,
    pub(crate) dates: Vec<DateTime>,
    pub(crate) durations: Vec<Duration>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) rights: Vec<Flags<Access>>,
    pub(crate) texts: Vec<Option<String>>,
    pub(crate) rows: Option<Vec<Vec<String>>>,
    pub(crate) grid: Vec<Vec<Numbers>>,
    pub(crate) maybe_grid: Option<Vec<Option<Vec<Option<Numbers>>>>>,
    pub(crate) anything: Vec<Json>,
    pub(crate) dictionaries: Vec<BTreeMap<String, String>>,
    pub(crate) steps: Vec<Vec<Step>>,
}

/// An enum with a negative number, no zero, names in lower case, and names from Rust's prelude.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub(crate) enum Kind {
    Inherit = -1,
    #[netserver(rename = "webApp", alias = "browser")]
    WebApp = 2,
    #[netserver(rename = "int")]
    Int = 3,
    None = 4,
    Some = 5,
    Default = 6,
    Ok = 7,
    Err = 8,
    #[netserver(rename = "Self")]
    Itself = 9,
    #[netserver(rename = "type")]
    Type = 10,
    Minimum = -2_147_483_648,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// An enum without a fallback for unknown names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, NetServerEnum)]
#[netserver(entity = "ESortDirection")]
pub(crate) enum Direction {
    Descending = 1,
    #[netserver(default)]
    Ascending = 2,
}

/// Flags with the highest bit and names in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub(crate) enum Access {
    None = 0,
    #[netserver(rename = "read", alias = "r")]
    Read = 1,
    Write = 2,
    #[netserver(rename = "readWrite")]
    ReadWrite = 3,
    Admin = 0x4000_0000,
    Owner = -2_147_483_648,
}

/// Enums and flags as properties.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Kinds {
    pub(crate) kind: Kind,
    pub(crate) maybe: Option<Kind>,
    #[netserver(default = WebApp)]
    pub(crate) app: Kind,
    pub(crate) direction: Direction,
    pub(crate) access: Flags<Access>,
    pub(crate) maybe_access: Option<Flags<Access>>,
}

/// Names that differ from the Pascal case of the field, and a keyword.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    entity = "EMailAccount",
    carrier,
    agent = "EMail",
    operations(create_default, get, save, delete)
)]
pub(crate) struct EmailAccount {
    #[netserver(key, rename = "EMailAccountID")]
    pub(crate) id: i32,
    #[netserver(rename = "HTMLBody")]
    pub(crate) html_body: Option<String>,
    #[netserver(rename = "ERPQuoteKey")]
    pub(crate) erp_quote_key: Option<String>,
    #[netserver(rename = "EMail")]
    pub(crate) email: Option<String>,
    #[netserver(rename = "TZLocationId")]
    pub(crate) tz_location_id: i32,
    pub(crate) r#type: Option<String>,
    #[netserver(rename = "self")]
    pub(crate) itself: Option<String>,
    pub(crate) carrier: Carrier,
}

/// An entity that contains itself in every possible way.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub(crate) struct Folder {
    pub(crate) name: Option<String>,
    pub(crate) parent: Option<Box<Folder>>,
    pub(crate) folders: Option<Vec<Folder>>,
    pub(crate) maybe: Vec<Option<Folder>>,
    pub(crate) by_name: Option<BTreeMap<String, Folder>>,
    pub(crate) rows: Option<Vec<Vec<Folder>>>,
    pub(crate) carrier: Carrier,
}

/// The properties of all workflow steps, with the base carrier.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub(crate) struct WorkflowStepBase {
    pub(crate) workflow_step_id: i32,
    pub(crate) step_type: StepType,
    pub(crate) carrier: Carrier,
}

/// The kind of a step. No variant has the number 0.
#[derive(Debug, Clone, PartialEq, Eq, NetServerEnum)]
#[repr(i32)]
pub(crate) enum StepType {
    SendEmail = 1,
    Split = 2,
    Exit = 3,
    #[netserver(other)]
    Other(UnknownVariant),
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct WorkflowStepSendEmail {
    pub(crate) delay: Duration,
    pub(crate) shipment_id: i32,
    #[netserver(base)]
    pub(crate) base: WorkflowStepBase,
}

/// A step that contains steps.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct WorkflowStepSplit {
    pub(crate) branches: Option<Vec<Step>>,
    pub(crate) first: Option<Box<Step>>,
    #[netserver(base)]
    pub(crate) base: WorkflowStepBase,
}

/// A step without properties of its own.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct WorkflowStepExit {
    #[netserver(base)]
    pub(crate) base: WorkflowStepBase,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "StepType", entity = "WorkflowStepBase")]
pub(crate) enum Step {
    SendEmail(WorkflowStepSendEmail),
    Split(WorkflowStepSplit),
    Exit(WorkflowStepExit),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// A workflow, whose first step may be missing.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Workflow {
    pub(crate) trigger: Option<Step>,
    pub(crate) steps: Option<Vec<Step>>,
}

/// An entity without properties, as some requests are.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Workflow", operation = "GetAll", response = Option<BTreeMap<String, Vec<Step>>>)]
pub(crate) struct GetAll {}

/// An entity with a property that only newer servers have.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Grown {
    pub(crate) name: Option<String>,
    #[netserver(web_api_only)]
    pub(crate) added: i32,
    pub(crate) rank: i32,
}
