//! The entities by name.

use super::{Shape, shape_of};
use crate::agents::{
    address, blob, chat, contact, country, lists, mdo, person, project, sale, ticket,
    user_defined_field, webhook,
};

macro_rules! entities {
    ($($name:literal => $ty:ty,)*) => {
        /// The names of all entities.
        pub const ENTITIES: &[&str] = &[$($name),*];

        /// An entity by its name, alone or in a list.
        pub(super) fn entity(name: &str, list: bool) -> Option<Shape> {
            match (name, list) {
                $(
                    ($name, false) => Some(shape_of::<$ty>()),
                    ($name, true) => Some(shape_of::<Vec<$ty>>()),
                )*
                _ => None,
            }
        }
    };
}

entities! {
    "ActivitySummaryItem" => contact::summary::ActivitySummaryItem,
    "Address" => address::Address,
    "Associate" => webhook_model::Associate,
    "BlobEntity" => blob::BlobEntity,
    "Business" => lists::Business,
    "Category" => lists::Category,
    "ChatBotSettings" => chat::topic::ChatBotSettings,
    "ChatMessage" => chat::message::ChatMessage,
    "ChatOpeningHours" => chat::opening_hours::ChatOpeningHours,
    "ChatPresence" => chat::presence::ChatPresence,
    "ChatSessionEntity" => chat::session::ChatSessionEntity,
    "ChatSummaryItem" => chat::session::ChatSummaryItem,
    "ChatTopicAgent" => chat::topic_users::ChatTopicAgent,
    "ChatTopicEntity" => chat::topic::ChatTopicEntity,
    "ChatWidgetSettings" => chat::widget::ChatWidgetSettings,
    "ConsentInfo" => person::entity::ConsentInfo,
    "Contact" => contact::overview::Contact,
    "ContactActivity" => contact::overview::ContactActivity,
    "ContactEntity" => contact::entity::ContactEntity,
    "ContactSummary" => contact::summary::ContactSummary,
    "Country" => country::Country,
    "CustomerLanguage" => lists::CustomerLanguage,
    "DuplicateEntry" => contact::duplicates::DuplicateEntry,
    "DuplicateRule" => contact::duplicates::DuplicateRule,
    "EntityElement" => contact::entity::EntityElement,
    "FieldInfoAttachment" => user_defined_field::members::FieldInfoAttachment,
    "FieldInfoBase" => user_defined_field::custom::FieldInfo,
    "FieldInfoBlob" => user_defined_field::members::FieldInfoBlob,
    "FieldInfoBool" => user_defined_field::members::FieldInfoBool,
    "FieldInfoDate" => user_defined_field::members::FieldInfoDate,
    "FieldInfoDateTime" => user_defined_field::members::FieldInfoDateTime,
    "FieldInfoDecimal" => user_defined_field::members::FieldInfoDecimal,
    "FieldInfoDynamicLink" => user_defined_field::members::FieldInfoDynamicLink,
    "FieldInfoInt" => user_defined_field::members::FieldInfoInt,
    "FieldInfoListText" => user_defined_field::members::FieldInfoListText,
    "FieldInfoLongText" => user_defined_field::members::FieldInfoLongText,
    "FieldInfoMdoList" => user_defined_field::members::FieldInfoMdoList,
    "FieldInfoRelation" => user_defined_field::members::FieldInfoRelation,
    "FieldInfoShortText" => user_defined_field::members::FieldInfoShortText,
    "FieldInfoTime" => user_defined_field::members::FieldInfoTime,
    "FieldInfoTimeSpan" => user_defined_field::members::FieldInfoTimeSpan,
    "FieldProperty" => webhook_model::FieldProperty,
    "FieldRight" => webhook_model::FieldRight,
    "KbCategory" => chat::widget::KbCategory,
    "LocalizedField" => address::LocalizedField,
    "MDOListItem" => mdo::MdoListItem,
    "Person" => person::Person,
    "PersonEntity" => person::entity::PersonEntity,
    "Position" => lists::Position,
    "PreviewContact" => contact::overview::PreviewContact,
    "Project" => project::Project,
    "ReplyTemplate" => chat::topic::ReplyTemplate,
    "Sale" => sale::Sale,
    "SaleSummaryItem" => contact::summary::SaleSummaryItem,
    "SavedUtmParameters" => person::entity::SavedUtmParameters,
    "SelectableMDOListItem" => mdo::SelectableMdoListItem,
    "StructuredAddress" => address::StructuredAddress,
    "TableRight" => webhook_model::TableRight,
    "Ticket" => ticket::Ticket,
    "TicketCategory" => lists::TicketCategory,
    "TicketPriority" => lists::TicketPriority,
    "TicketSummaryItem" => contact::summary::TicketSummaryItem,
    "TimeZoneData" => chat::opening_hours::TimeZoneData,
    "TimeZoneRule" => chat::opening_hours::TimeZoneRule,
    "UserDefinedFieldInfo" => user_defined_field::UserDefinedFieldInfo,
    "UserInfo" => person::entity::UserInfo,
    "Webhook" => webhook_model::Webhook,
    "WebhookResult" => webhook::WebhookResult,
}
