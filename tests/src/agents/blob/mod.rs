//! The BLOB agent: binary objects.

pub mod app_data;
pub mod images;
pub mod streams;

use webhook_model::{Associate, Carrier, DateTime, NetServerEntity, NetServerEnum, UnknownVariant};

/// A binary object, without its bytes.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "BLOB", operations(create_default, get, save, delete), carrier)]
pub struct BlobEntity {
    #[netserver(key)]
    pub blob_id: i32,
    pub blob_size: u32,
    pub description: Option<String>,
    pub extra_info: Option<String>,
    pub is_encrypted: bool,
    pub is_zipped: bool,
    pub mime_type: Option<String>,
    pub original_size: u32,
    #[netserver(date = utc)]
    pub created_date: DateTime,
    #[netserver(date = utc)]
    pub updated_date: DateTime,
    pub created_by: Option<Associate>,
    pub updated_by: Option<Associate>,
    pub conceptual_type: Option<String>,
    pub carrier: Carrier,
}

/// The purpose of a binary object. No variant has the number 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum BlobLinkType {
    PersonImage = 1,
    ProjectImage = 2,
    EventImage = 3,
    Thumbnail = 4,
    StatusMonitorImage = 5,
    BatchTask = 6,
    ProductImage = 7,
    ProductThumbnail = 8,
    QuoteLineImage = 9,
    QuoteLineThumbnail = 10,
    AccessToken = 11,
    RefreshToken = 12,
    Dashboard = 13,
    DashboardTile = 14,
    ChatTopicImage = 15,
    FormsBackgroundImage = 16,
    ContactImage = 17,
    DashboardHtmlTileData = 18,
    ExtraTableIcon = 19,
    #[netserver(other)]
    Other(UnknownVariant),
}
