//! The contents of binary objects, and the binary objects of pictures.

use webhook_model::NetServerEntity;

use crate::agents::blob::BlobEntity;

/// Saves the content of a binary object.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetBlobStream")]
pub struct SetBlobStream {
    pub blob_entity_id: i32,
    pub stream: Option<Vec<u8>>,
}

/// Requests the content of a binary object.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobStream", response = Option<Vec<u8>>)]
pub struct GetBlobStream {
    pub blob_entity_id: i32,
}

/// Requests the binary object of a project's picture.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnProject", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnProject {
    pub project_id: i32,
}

/// Requests the binary object of a person's picture.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnPerson", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnPerson {
    pub person_id: i32,
}

/// Requests the binary object of a country's flag.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnCountry", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnCountry {
    pub country_id: i32,
}

/// Requests the binary object of a product's picture.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnProduct", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnProduct {
    pub product_id: i32,
}

/// Requests the binary object of a company's picture.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetBlobEntityOnContact", response = Option<BlobEntity>)]
pub struct GetBlobEntityOnContact {
    pub contact_id: i32,
}

/// Requests the output of a batch task.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetOutputFromBatch", response = Option<Vec<u8>>)]
pub struct GetOutputFromBatch {
    pub batch_task_id: i32,
}

/// Deletes a batch task and its output.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "CleanupBatchTask")]
pub struct CleanupBatchTask {
    pub batch_task_id: i32,
}
