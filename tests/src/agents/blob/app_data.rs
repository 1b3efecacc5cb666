//! Two operations that only the samples show: no API description or schema has them.

use webhook_model::NetServerEntity;

/// Asks for what an application has kept under a key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetAppData", response = Option<String>)]
pub struct GetAppData {
    pub key: Option<String>,
}

/// Keeps what an application puts under a key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetAppData")]
pub struct SetAppData {
    pub key: Option<String>,
    pub data: Option<String>,
}
