//! Topics of chats.

use webhook_model::{Carrier, DateTime, NetServerEntity};

use crate::agents::chat::opening_hours::ChatOpeningHours;
use crate::agents::chat::widget::ChatWidgetSettings;
use crate::agents::lists::{CustomerLanguage, TicketCategory, TicketPriority};

/// A topic of chats, with its settings.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Chat", operations(create_default, get, save, delete), carrier)]
pub struct ChatTopicEntity {
    #[netserver(key)]
    pub chat_topic_id: i32,
    pub name: Option<String>,
    pub description: Option<String>,
    pub welcome_message: Option<String>,
    pub language: Option<CustomerLanguage>,
    pub last_accept: DateTime,
    pub seconds_pr_accept: i32,
    pub alert_recipient: Option<String>,
    pub alert_template: Option<ReplyTemplate>,
    pub collect_consent: bool,
    pub badge_header: Option<String>,
    pub custom_queue_text_enabled: bool,
    pub custom_queue_text: Option<String>,
    pub warn_new_chat_minutes: i32,
    pub warn_manager_new_chat_minutes: i32,
    pub ticket_enabled: bool,
    pub ticket_category: Option<TicketCategory>,
    pub ticket_priority: Option<TicketPriority>,
    pub opening_hours_enabled: bool,
    pub opening_hours: Option<ChatOpeningHours>,
    pub widget: Option<ChatWidgetSettings>,
    pub bot_enabled: bool,
    pub bot_settings: Option<ChatBotSettings>,
    pub offline_collect_consent: bool,
    pub warn_chat_message_minutes: i32,
    pub warn_manager_chat_message_minutes: i32,
    pub use_queue_offline_form: bool,
    pub offline_form_time_limit: i32,
    pub offline_form_queue_length: i32,
    pub widget_enable_rating: bool,
    pub widget_rating_text: Option<String>,
    pub carrier: Carrier,
}

/// The scripts that a chat bot runs.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ChatBotSettings {
    pub bot_name: Option<String>,
    pub bot_register_script_id: i32,
    pub bot_session_created_script_id: i32,
    pub bot_session_changed_script_id: i32,
    pub bot_message_received_script_id: i32,
}

/// A template for replies.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ReplyTemplate {
    pub reply_template_id: i32,
    pub name: Option<String>,
    pub description: Option<String>,
    pub folder_id: i32,
}
