//! Messages of a chat.

use webhook_model::{DateTime, NetServerEntity, NetServerEnum, UnknownVariant};

/// One message of a chat.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ChatMessage {
    pub chat_message_id: i32,
    pub chat_session_id: i32,
    pub r#type: ChatMessageType,
    pub message: Option<String>,
    pub author: Option<String>,
    pub read_by_customer: i16,
    pub special_type: ChatMessageSpecialType,
    pub special_param: Option<String>,
    #[netserver(date = utc)]
    pub when_posted: DateTime,
}

/// The recipient of a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum ChatMessageType {
    Invalid = 0,
    ToCustomer = 1,
    ToUser = 2,
    Special = 3,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The kind of a system message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum ChatMessageSpecialType {
    None = 0,
    Welcome = 1,
    Url = 2,
    Block = 3,
    NewSession = 5,
    TransferedSession = 6,
    Error = 7,
    SessionDeleted = 8,
    FaqSuccessQuestion = 9,
    ClosedByUser = 10,
    ClosedByCustomer = 11,
    ClosedByIdle = 12,
    TransferRejected = 13,
    ReopenedByCustomer = 14,
    ClickedOption = 15,
    BotMessage = 16,
    Options = 17,
    IllegalFileType = 18,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// Requests a chat as one text.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "GetChatTranscript", response = Option<String>)]
pub struct GetChatTranscript {
    pub chat_session_id: i32,
    pub html: bool,
}

/// Requests the messages of a chat after a given one.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "GetChatMessages", response = Option<Vec<ChatMessage>>)]
pub struct GetChatMessages {
    pub chat_session_id: i32,
    pub after: i32,
}

/// Adds a message to a chat.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operation = "AddChatMessage", response = Option<ChatMessage>)]
pub struct AddChatMessage {
    pub chat_session_id: i32,
    pub message: Option<ChatMessage>,
}
