//! Pictures of companies, persons, projects and products.

use webhook_model::NetServerEntity;

use crate::agents::blob::BlobLinkType;

/// Requests the picture of a project.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetProjectImage", response = Option<Vec<u8>>)]
pub struct GetProjectImage {
    pub project_id: i32,
}

/// Requests the picture of a person.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetPersonImage", response = Option<Vec<u8>>)]
pub struct GetPersonImage {
    pub person_id: i32,
}

/// Saves the picture of a project.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetProjectImage")]
pub struct SetProjectImage {
    pub project_id: i32,
    pub image: Option<Vec<u8>>,
}

/// Saves the picture of a person.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetPersonImage")]
pub struct SetPersonImage {
    pub person_id: i32,
    pub image: Option<Vec<u8>>,
}

/// Replaces the picture of a project.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "ChangeProjectImage")]
pub struct ChangeProjectImage {
    pub project_id: i32,
    pub blob_id: i32,
}

/// Saves a picture that projects can select.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SaveProjectImage")]
pub struct SaveProjectImage {
    pub description: Option<String>,
    pub image: Option<Vec<u8>>,
}

/// Replaces the picture of a person.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "ChangePersonImage")]
pub struct ChangePersonImage {
    pub person_id: i32,
    pub blob_id: i32,
}

/// Saves a picture without an owner.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SaveImageStream", response = i32)]
pub struct SaveImageStream {
    pub r#type: BlobLinkType,
    pub image: Option<Vec<u8>>,
    pub description: Option<String>,
}

/// Requests the picture of a product.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetProductImage", response = Option<Vec<u8>>)]
pub struct GetProductImage {
    pub product_id: i32,
}

/// Saves the picture of a product.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetProductImage")]
pub struct SetProductImage {
    pub product_id: i32,
    pub image: Option<Vec<u8>>,
}

/// Requests the thumbnail of a product.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetProductThumbnail", response = Option<Vec<u8>>)]
pub struct GetProductThumbnail {
    pub product_id: i32,
}

/// Saves the thumbnail of a product.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetProductThumbnail")]
pub struct SetProductThumbnail {
    pub product_id: i32,
    pub image: Option<Vec<u8>>,
}

/// Replaces the picture of a product.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "ChangeProductImage")]
pub struct ChangeProductImage {
    pub product_id: i32,
    pub blob_id: i32,
}

/// Requests the picture of a quote line.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetQuoteLineImage", response = Option<Vec<u8>>)]
pub struct GetQuoteLineImage {
    pub quote_line_id: i32,
}

/// Requests the picture of a person, with a maximum size.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetPersonImageWithSize", response = Option<Vec<u8>>)]
pub struct GetPersonImageWithSize {
    pub person_id: i32,
    pub width: i32,
    pub height: i32,
}

/// Requests the picture of a project, with a maximum size.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetProjectImageWithSize", response = Option<Vec<u8>>)]
pub struct GetProjectImageWithSize {
    pub project_id: i32,
    pub width: i32,
    pub height: i32,
}

/// Requests the picture of a chat topic, with a maximum size.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetChatImageWithSize", response = Option<Vec<u8>>)]
pub struct GetChatImageWithSize {
    pub chat_topic_id: i32,
    pub width: i32,
    pub height: i32,
}

/// Requests the picture of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetContactImage", response = Option<Vec<u8>>)]
pub struct GetContactImage {
    pub contact_id: i32,
}

/// Saves the picture of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "SetContactImage")]
pub struct SetContactImage {
    pub contact_id: i32,
    pub image: Option<Vec<u8>>,
}

/// Replaces the picture of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "ChangeContactImage")]
pub struct ChangeContactImage {
    pub contact_id: i32,
    pub blob_id: i32,
}

/// Requests the picture of a company, with a maximum size.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operation = "GetContactImageWithSize", response = Option<Vec<u8>>)]
pub struct GetContactImageWithSize {
    pub contact_id: i32,
    pub width: i32,
    pub height: i32,
}
