//! Projects.

use webhook_model::{Carrier, DateTime, NetServerEntity};

/// A project in a list.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct Project {
    pub project_id: i32,
    pub name: Option<String>,
    pub description: Option<String>,
    #[netserver(rename = "URL")]
    pub url: Option<String>,
    pub r#type: Option<String>,
    pub associate_id: i32,
    pub associate_full_name: Option<String>,
    pub type_id: i32,
    #[netserver(date = utc)]
    pub updated: DateTime,
    pub status_id: i32,
    pub status: Option<String>,
    pub text_id: i32,
    pub publish_to: DateTime,
    pub publish_from: DateTime,
    pub is_published: bool,
    #[netserver(rename = "URLName")]
    pub url_name: Option<String>,
    pub project_number: Option<String>,
    pub active_erp_links: i32,
    #[netserver(web_api_only)]
    pub event_id: i32,
    #[netserver(web_api_only)]
    pub start_date: DateTime,
    pub carrier: Carrier,
}
