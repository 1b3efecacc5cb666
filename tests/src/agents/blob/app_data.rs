//! Two operations that exist only in samples, in no API description or schema.

use webhook_model::NetServerEntity;

/// Requests the data that an application has saved under a key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetAppData", response = Option<String>)]
pub struct GetAppData {
    pub key: Option<String>,
}

/// Saves data of an application under a key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetAppData")]
pub struct SetAppData {
    pub key: Option<String>,
    pub data: Option<String>,
}
