//! The bytes of binary objects, and which object belongs to what.

use webhook_model::NetServerEntity;

use crate::agents::blob::BlobEntity;

/// Keeps the bytes of a binary object.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetBlobStream")]
pub struct SetBlobStream {
    pub blob_entity_id: i32,
    pub stream: Option<Vec<u8>>,
}

/// Asks for the bytes of a binary object.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobStream", response = Option<Vec<u8>>)]
pub struct GetBlobStream {
    pub blob_entity_id: i32,
}

/// Asks which binary object the picture of a project is.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnProject", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnProject {
    pub project_id: i32,
}

/// Asks which binary object the picture of a person is.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnPerson", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnPerson {
    pub person_id: i32,
}

/// Asks which binary object the flag of a country is.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnCountry", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnCountry {
    pub country_id: i32,
}

/// Asks which binary object the picture of a product is.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnProduct", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnProduct {
    pub product_id: i32,
}

/// Asks which binary object the picture of a company is.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnContact", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnContact {
    pub contact_id: i32,
}

/// Asks for the bytes that a batch task wrote.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetOutputFromBatch", response = Option<Vec<u8>>)]
pub struct GetOutputFromBatch {
    pub batch_task_id: i32,
}

/// Removes a batch task and what it wrote.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "CleanupBatchTask")]
pub struct CleanupBatchTask {
    pub batch_task_id: i32,
}
