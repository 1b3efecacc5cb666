//! The appearance of chats.

use webhook_model::{Flags, NetServerEntity, NetServerEnum, UnknownVariant};

/// The appearance of a chat on a web page.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ChatWidgetSettings {
    pub auto_faq_enabled: bool,
    pub auto_faq_category: Option<KbCategory>,
    pub pre_form_enabled: bool,
    pub pre_form_message: Option<String>,
    pub required_fields: Flags<WidgetRequiredFields>,
    pub post_form_enabled: bool,
    pub post_form_header: Option<String>,
    pub post_form_message: Option<String>,
    pub post_transcript_enabled: bool,
    pub language_iso_code: Option<String>,
    pub size: ChatWidgetSize,
    pub theme: WidgetTheme,
    pub color: Option<String>,
    pub badge_color: Option<String>,
    pub badge_text_color: Option<String>,
    pub cust_msg_color: Option<String>,
    pub cust_msg_text_color: Option<String>,
    pub agent_msg_color: Option<String>,
    pub agent_msg_text_color: Option<String>,
    pub button_color: Option<String>,
    pub button_text_color: Option<String>,
    pub font: Option<String>,
    pub font_size: Option<String>,
    pub logo_enabled: bool,
    pub logo_blob_id: i32,
    pub logo_name: Option<String>,
    pub show_agent_photo: bool,
    pub welcome_title: Option<String>,
    pub welcome_message: Option<String>,
    pub offline_header: Option<String>,
    pub offline_message: Option<String>,
    pub offline_fields: Flags<WidgetRequiredFields>,
    pub use_agent_firstname: bool,
}

/// The fields that a customer must fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum WidgetRequiredFields {
    None = 0,
    Email = 1,
    Name = 2,
    Company = 4,
    Phone = 8,
    Country = 16,
}

/// The theme of the chat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum WidgetTheme {
    Classic = 0,
    Modern = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The size of the chat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
pub enum ChatWidgetSize {
    Normal = 0,
    Large = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// A category of the knowledge base.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct KbCategory {
    pub kb_category_id: i32,
    pub name: Option<String>,
    pub description: Option<String>,
    pub fullname: Option<String>,
    pub parent_id: i32,
    pub sort_order: i32,
}
