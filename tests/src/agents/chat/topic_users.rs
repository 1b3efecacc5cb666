//! The users of a topic.

use webhook_model::{Associate, NetServerEntity};

use crate::agents::chat::topic::ChatTopicEntity;
use crate::agents::mdo::MdoListItem;

/// A user of a chat topic, with the user's rights.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operations(create_default))]
pub struct ChatTopicAgent {
    pub topic_id: i32,
    pub user: Option<Associate>,
    pub can_listen: bool,
    pub can_respond: bool,
    pub can_manage: bool,
    pub can_notify: bool,
}

/// Checks whether a topic is open.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "IsWithinOpeningHours", response = bool)]
pub struct IsWithinOpeningHours {
    pub chat_topic_id: i32,
}

/// Requests the user's topics.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "ChatTopicsForUser", response = Option<Vec<ChatTopicEntity>>)]
pub struct ChatTopicsForUser {}

/// Requests the users who can be added to topics.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "GetUserAgentList", response = Option<Vec<MdoListItem>>)]
pub struct GetUserAgentList {
    pub flat: bool,
    pub only_present: bool,
}

/// Requests the users of a topic.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "GetChatTopicUserAgentList", response = Option<Vec<ChatTopicAgent>>)]
pub struct GetChatTopicUserAgentList {
    pub chat_topic_id: i32,
}

/// Requests one user of a topic.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "GetChatTopicUserAgent", response = Option<ChatTopicAgent>)]
pub struct GetChatTopicUserAgent {
    pub chat_topic_id: i32,
    pub username: Option<String>,
}

/// Adds a user to a topic.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "AddChatTopicUserAgent", response = Option<ChatTopicAgent>)]
pub struct AddChatTopicUserAgent {
    pub chat_topic_id: i32,
    pub useragent: Option<ChatTopicAgent>,
}

/// Changes the rights of a user on a topic.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "UpdateChatTopicUserAgent", response = Option<ChatTopicAgent>)]
pub struct UpdateChatTopicUserAgent {
    pub chat_topic_id: i32,
    pub username: Option<String>,
    pub useragent: Option<ChatTopicAgent>,
}

/// Changes the rights of several users on a topic.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "UpdateChatTopicUserAgents", response = Option<Vec<ChatTopicAgent>>)]
pub struct UpdateChatTopicUserAgents {
    pub chat_topic_id: i32,
    pub useragents: Option<Vec<ChatTopicAgent>>,
}

/// Removes a user from a topic.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "DeleteChatTopicUserAgent")]
pub struct DeleteChatTopicUserAgent {
    pub chat_topic_id: i32,
    pub username: Option<String>,
}
