//! The enums.

use webhook_model::property::enumeration::Enumeration;
use webhook_model::{EFieldRight, ETableRight, NetServerEnum, UserType, WebhookState};

use crate::agents::{
    address, blob, chat, contact, lists, sale, ticket, user_defined_field, webhook,
};

/// All enums.
pub const ENUMS: &[&Enumeration] = &[
    contact::summary::ActivityStatus::ENUMERATION,
    address::AddressType::ENUMERATION,
    blob::BlobLinkType::ENUMERATION,
    lists::CategoryGroup::ENUMERATION,
    chat::message::ChatMessageSpecialType::ENUMERATION,
    chat::message::ChatMessageType::ENUMERATION,
    chat::session::ChatSessionFlags::ENUMERATION,
    chat::session::ChatSessionStatus::ENUMERATION,
    chat::widget::ChatWidgetSize::ENUMERATION,
    contact::overview::ContactAction::ENUMERATION,
    contact::overview::ContactSourceType::ENUMERATION,
    user_defined_field::custom::CustomFieldType::ENUMERATION,
    EFieldRight::ENUMERATION,
    ETableRight::ENUMERATION,
    sale::SaleStatus::ENUMERATION,
    ticket::TicketBaseStatus::ENUMERATION,
    ticket::TicketOrigin::ENUMERATION,
    ticket::TicketReadStatus::ENUMERATION,
    ticket::TicketSecurityLevel::ENUMERATION,
    user_defined_field::UDefFieldType::ENUMERATION,
    user_defined_field::UDefType::ENUMERATION,
    user_defined_field::UdefJustification::ENUMERATION,
    UserType::ENUMERATION,
    webhook::WebhookNotifyVia::ENUMERATION,
    webhook::WebhookNotifyWhen::ENUMERATION,
    WebhookState::ENUMERATION,
    chat::widget::WidgetRequiredFields::ENUMERATION,
    chat::widget::WidgetTheme::ENUMERATION,
];
