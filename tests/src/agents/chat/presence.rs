//! The users available for chats.

use webhook_model::{Carrier, NetServerEntity};

/// Whether a user is available for chats.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct ChatPresence {
    pub user_id: i32,
    pub display_name: Option<String>,
    pub ongoing_chats: i32,
    pub present: bool,
    pub chat_topics: Option<Vec<i32>>,
    pub carrier: Carrier,
}

/// Requests the users available for chats.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "GetChatPresence", response = Option<Vec<ChatPresence>>)]
pub struct GetChatPresence {}

/// Saves whether users are available for chats.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "SaveChatPresence")]
pub struct SaveChatPresence {
    pub chat_presence: Option<Vec<ChatPresence>>,
}
