//! Who answers chats.

use webhook_model::{Carrier, NetServerEntity};

/// Whether a user answers chats.
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

/// Asks which users answer chats.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "GetChatPresence", response = Option<Vec<ChatPresence>>)]
pub struct GetChatPresence {}

/// Keeps which users answer chats.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "SaveChatPresence")]
pub struct SaveChatPresence {
    pub chat_presence: Option<Vec<ChatPresence>>,
}
