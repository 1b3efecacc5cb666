//! Chats, from the queue to the end.

use webhook_model::{
    Associate, Carrier, DateTime, Flags, NetServerEntity, NetServerEnum, UnknownVariant,
};

use crate::agents::contact::overview::Contact;
use crate::agents::person::Person;
use crate::agents::project::Project;
use crate::agents::sale::Sale;
use crate::agents::ticket::Ticket;

/// A chat between a customer and a user.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operations(create_default, get, save, delete), carrier)]
pub struct ChatSessionEntity {
    #[netserver(key)]
    pub chat_session_id: i32,
    pub topic_id: i32,
    pub user: Option<Associate>,
    pub person: Option<Person>,
    pub customer_alias: Option<String>,
    pub customer_host: Option<String>,
    pub customer_name: Option<String>,
    pub customer_email: Option<String>,
    pub customer_phone: Option<String>,
    pub customer_consented: bool,
    pub customer_company_name: Option<String>,
    pub status: ChatSessionStatus,
    pub first_message: Option<String>,
    pub last_message: Option<String>,
    pub when_requested: DateTime,
    pub when_started: DateTime,
    pub when_ended: DateTime,
    pub when_idle: DateTime,
    pub when_fetched: DateTime,
    pub session_key: Option<String>,
    pub initial_queue_pos: i32,
    pub alert_level: i32,
    pub rank: i32,
    pub flags: Flags<ChatSessionFlags>,
    pub contact: Option<Contact>,
    pub project: Option<Project>,
    pub sale: Option<Sale>,
    pub ticket: Option<Ticket>,
    pub transfer_to: Option<Associate>,
    pub chatbot_is_active: bool,
    pub rating: i32,
    pub carrier: Carrier,
}

/// The status of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum ChatSessionStatus {
    Invalid = 0,
    PreChatForm = 1,
    Faq = 2,
    OfflineForm = 3,
    InQueue = 4,
    CustomerLast = 5,
    UserLast = 6,
    Finished = 7,
    Deleted = 8,
    Closed = 9,
    RequestPosted = 10,
    ClosedFromQueue = 11,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The participant who is typing. The variant with the number 0 has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum ChatSessionFlags {
    CustomerIsTyping = 0,
    UserIsTyping = 1,
}

/// A chat in the summary of a company.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ChatSummaryItem {
    pub chat_session_id: i32,
    pub name: Option<String>,
    pub company_name: Option<String>,
    pub first_message: Option<String>,
    pub last_message: Option<String>,
    pub when_requested: DateTime,
    pub when_ended: DateTime,
}

/// Requests the user's chats.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "ChatSessionsForUser", response = Option<Vec<ChatSessionEntity>>)]
pub struct ChatSessionsForUser {}

/// Offers a chat to another user.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "TransferChatSession", response = Option<ChatSessionEntity>)]
pub struct TransferChatSession {
    pub chat_session_id: i32,
    pub to_associate: Option<String>,
}

/// Accepts a chat that was offered.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "AcceptChatSessionTransfer", response = Option<ChatSessionEntity>)]
pub struct AcceptChatSessionTransfer {
    pub chat_session_id: i32,
}

/// Declines a chat that was offered.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "RejectChatSessionTransfer", response = Option<ChatSessionEntity>)]
pub struct RejectChatSessionTransfer {
    pub chat_session_id: i32,
}

/// Takes a chat from the queue.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "PickUpChatSession", response = Option<ChatSessionEntity>)]
pub struct PickUpChatSession {
    pub chat_session_id: i32,
}

/// Takes the first chat of the queue.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "PickUpFirstChatSession", response = Option<ChatSessionEntity>)]
pub struct PickUpFirstChatSession {}

/// Puts a chat back into the queue.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "ResetChatSession", response = Option<ChatSessionEntity>)]
pub struct ResetChatSession {
    pub chat_session_id: i32,
}

/// Starts a chat about a topic.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "CreateChatSessionForTopic", response = Option<ChatSessionEntity>)]
pub struct CreateChatSessionForTopic {
    pub chat_topic_id: i32,
}
