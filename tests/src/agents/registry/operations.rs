//! The operations: those declared on their request bodies, and the others.

use webhook_model::operation::{CreateDefault, Delete, Get, Operation, Save};
use webhook_model::property::{PropertyType, Type};
use webhook_model::schema::OperationInfo;
use webhook_model::{NetServerEntity, Webhook};

use super::{Shape, shape_of};
use crate::agents::{associate, blob, chat, contact, mdo, user_defined_field, webhook};

/// An operation as declared by its types.
#[derive(Debug, Clone)]
pub struct OperationFacts {
    pub agent: String,
    pub name: String,
    pub method: &'static str,
    pub path: &'static str,
    pub query: &'static [&'static str],
    pub request: Type,
    pub response: Type,
    /// For a schema of the agent.
    pub info: OperationInfo,
}

fn facts<O: Operation>(agent: &str, name: &str) -> OperationFacts {
    OperationFacts {
        agent: agent.to_owned(),
        name: name.to_owned(),
        method: O::METHOD,
        path: O::PATH,
        query: O::QUERY,
        request: O::Request::TYPE,
        response: O::Response::TYPE,
        info: OperationInfo::of::<O>(),
    }
}

fn of_request<O: Operation + NetServerEntity>() -> OperationFacts {
    facts::<O>(O::ENTITY.agent.unwrap_or_default(), O::ENTITY.name)
}

macro_rules! requests {
    ($($request:path,)*) => {
        /// The operations that are declared on their request bodies.
        #[must_use]
        pub fn declared_on_requests() -> Vec<OperationFacts> {
            vec![$(of_request::<$request>()),*]
        }

        /// The names of all request bodies, such as `request:Webhook_TestWebhookRequest`.
        #[must_use]
        pub fn requests() -> Vec<String> {
            let name = |of: &webhook_model::entity::Entity| {
                format!("request:{}_{}Request", of.agent.unwrap_or_default(), of.name)
            };
            vec![$(name(<$request as NetServerEntity>::ENTITY)),*]
        }

        /// A request body by agent and operation.
        pub(super) fn request(agent: &str, operation: &str) -> Option<Shape> {
            $(
                let entity = <$request as NetServerEntity>::ENTITY;
                if entity.agent == Some(agent) && entity.name == operation {
                    return Some(shape_of::<$request>());
                }
            )*
            None
        }
    };
}

requests! {
    associate::GetAssociateByPersonId,
    associate::GetAssociatesByGroup,
    associate::GetEncryptionKey,
    associate::GetNote,
    associate::LogOffWindowsUsers,
    associate::SaveNote,
    blob::images::ChangeContactImage,
    blob::images::ChangePersonImage,
    blob::images::ChangeProductImage,
    blob::images::ChangeProjectImage,
    blob::images::GetChatImageWithSize,
    blob::images::GetContactImage,
    blob::images::GetContactImageWithSize,
    blob::images::GetPersonImage,
    blob::images::GetPersonImageWithSize,
    blob::images::GetProductImage,
    blob::images::GetProductThumbnail,
    blob::images::GetProjectImage,
    blob::images::GetProjectImageWithSize,
    blob::images::GetQuoteLineImage,
    blob::images::SaveImageStream,
    blob::images::SaveProjectImage,
    blob::images::SetContactImage,
    blob::images::SetPersonImage,
    blob::images::SetProductImage,
    blob::images::SetProductThumbnail,
    blob::images::SetProjectImage,
    blob::streams::CleanupBatchTask,
    blob::streams::GetBlobEntityOnContact,
    blob::streams::GetBlobEntityOnCountry,
    blob::streams::GetBlobEntityOnPerson,
    blob::streams::GetBlobEntityOnProduct,
    blob::streams::GetBlobEntityOnProject,
    blob::streams::GetBlobStream,
    blob::streams::GetOutputFromBatch,
    blob::streams::SetBlobStream,
    chat::message::AddChatMessage,
    chat::message::GetChatMessages,
    chat::message::GetChatTranscript,
    chat::presence::GetChatPresence,
    chat::presence::SaveChatPresence,
    chat::session::AcceptChatSessionTransfer,
    chat::session::ChatSessionsForUser,
    chat::session::CreateChatSessionForTopic,
    chat::session::PickUpChatSession,
    chat::session::PickUpFirstChatSession,
    chat::session::RejectChatSessionTransfer,
    chat::session::ResetChatSession,
    chat::session::TransferChatSession,
    chat::topic_users::AddChatTopicUserAgent,
    chat::topic_users::ChatTopicsForUser,
    chat::topic_users::DeleteChatTopicUserAgent,
    chat::topic_users::GetChatTopicUserAgent,
    chat::topic_users::GetChatTopicUserAgentList,
    chat::topic_users::GetUserAgentList,
    chat::topic_users::IsWithinOpeningHours,
    chat::topic_users::UpdateChatTopicUserAgent,
    chat::topic_users::UpdateChatTopicUserAgents,
    contact::changes::AddPerson,
    contact::changes::ChangeCountry,
    contact::changes::Copy,
    contact::changes::DeleteExpired,
    contact::changes::EnrichContactEntity,
    contact::changes::Merge,
    contact::changes::SaveQuoteVersionAddress,
    contact::changes::Undelete,
    contact::changes::UpdateInterests,
    contact::changes::ValidateContactEntity,
    contact::duplicates::CreateNewEntry,
    contact::duplicates::GetDomainDuplicates,
    contact::duplicates::GetDuplicateRules,
    contact::duplicates::GetDuplicates,
    contact::duplicates::GetNameDepartmentDuplicates,
    contact::duplicates::IsNumberValid,
    contact::duplicates::SetDuplicateRulesStatus,
    contact::questions::GetAddress,
    contact::questions::GetAddressByCountry,
    contact::questions::GetContactSummary,
    contact::questions::GetContactWithPersons,
    contact::questions::GetMyActiveContacts,
    contact::questions::GetMyBizCard,
    contact::questions::GetMyContact,
    contact::questions::GetMyContacts,
    contact::questions::GetMyRecentContacts,
    contact::questions::GetPersons,
    contact::questions::GetPreviewContact,
    contact::questions::GetPreviewEnrichContact,
    contact::questions::GetQuoteVersionAddresses,
    mdo::requests::GetList,
    mdo::requests::GetListIdByListName,
    mdo::requests::GetListItem,
    mdo::requests::GetListNames,
    mdo::requests::GetListWithHistory,
    mdo::requests::GetListWithRestriction,
    mdo::requests::GetSelectableList,
    mdo::requests::GetSelectableListWithHistory,
    mdo::requests::GetSelectableListWithRestriction,
    mdo::requests::GetSelectableSimpleList,
    mdo::requests::GetSimpleList,
    mdo::requests::SetSelected,
    user_defined_field::changes::ChangeFieldType,
    user_defined_field::changes::CreateUserDefinedFieldInfo,
    user_defined_field::changes::FigureOutListIdFromListTableIdAndUDListDefinitionId,
    user_defined_field::changes::SaveUserDefinedFieldInfos,
    user_defined_field::changes::SetListTableIdAndUDListDefinitionIdFromSelectedListId,
    user_defined_field::changes::SetPageOneFieldGrouping,
    user_defined_field::changes::SetRankOnFields,
    user_defined_field::changes::SetUserDefinedPageOneField,
    user_defined_field::custom::GetCustomFieldInfo,
    user_defined_field::custom::GetCustomFieldInfoList,
    user_defined_field::publishing::ClearCaches,
    user_defined_field::publishing::DetectColumnIdChanges,
    user_defined_field::publishing::DetectUnpublishedChanges,
    user_defined_field::publishing::IsAnyPublishEventActive,
    user_defined_field::publishing::IsPublishEventActive,
    user_defined_field::publishing::Publish,
    user_defined_field::publishing::Revert,
    user_defined_field::publishing::SetPublishStartSystemEvent,
    user_defined_field::questions::GetChangedPageOneFields,
    user_defined_field::questions::GetPublishedUserDefinedFieldFromFieldLabel,
    user_defined_field::questions::GetPublishedUserDefinedFieldFromProgId,
    user_defined_field::questions::GetPublishedUserDefinedFieldList,
    user_defined_field::questions::GetPublishedUserDefinedPageOneFields,
    user_defined_field::questions::GetUserDefinedFieldFromFieldLabel,
    user_defined_field::questions::GetUserDefinedFieldFromIds,
    user_defined_field::questions::GetUserDefinedFieldFromProgId,
    user_defined_field::questions::GetUserDefinedFieldFromProgIds,
    user_defined_field::questions::GetUserDefinedFieldList,
    user_defined_field::questions::GetUserDefinedPageOneFields,
    webhook::GetAllWebhooks,
    webhook::GetLastError,
    webhook::SignalEvent,
    webhook::TestWebhook,
    blob::app_data::GetAppData,
    blob::app_data::SetAppData,
}

macro_rules! others {
    ($($agent:literal $name:literal => $operation:ty;)*) => {
        /// The operations that are not declared on a request body.
        #[must_use]
        pub fn without_request() -> Vec<OperationFacts> {
            vec![$(facts::<$operation>($agent, $name)),*]
        }
    };
}

others! {
    "Associate" "GetAssociate" => associate::GetAssociate;
    "Associate" "GetAssociateList" => associate::GetAssociateList;
    "BLOB" "CreateDefaultBlobEntity" => CreateDefault<blob::BlobEntity>;
    "BLOB" "SaveBlobEntity" => Save<blob::BlobEntity>;
    "BLOB" "DeleteBlobEntity" => Delete<blob::BlobEntity>;
    "BLOB" "GetBlobEntity" => Get<blob::BlobEntity>;
    "Chat" "CreateDefaultChatSessionEntity" => CreateDefault<chat::session::ChatSessionEntity>;
    "Chat" "SaveChatSessionEntity" => Save<chat::session::ChatSessionEntity>;
    "Chat" "DeleteChatSessionEntity" => Delete<chat::session::ChatSessionEntity>;
    "Chat" "CreateDefaultChatTopicAgent" => CreateDefault<chat::topic_users::ChatTopicAgent>;
    "Chat" "CreateDefaultChatTopicEntity" => CreateDefault<chat::topic::ChatTopicEntity>;
    "Chat" "SaveChatTopicEntity" => Save<chat::topic::ChatTopicEntity>;
    "Chat" "DeleteChatTopicEntity" => Delete<chat::topic::ChatTopicEntity>;
    "Chat" "GetChatSessionEntity" => Get<chat::session::ChatSessionEntity>;
    "Chat" "GetChatTopicEntity" => Get<chat::topic::ChatTopicEntity>;
    "Contact" "CreateDefaultContactEntity" => CreateDefault<contact::entity::ContactEntity>;
    "Contact" "SaveContactEntity" => Save<contact::entity::ContactEntity>;
    "Contact" "DeleteContactEntity" => Delete<contact::entity::ContactEntity>;
    "Contact" "CreateDefaultPreviewContact" => CreateDefault<contact::overview::PreviewContact>;
    "Contact" "GetContact" => Get<contact::overview::Contact>;
    "Contact" "GetContactEntity" => Get<contact::entity::ContactEntity>;
    "Contact" "GetContactList" => contact::questions::GetContactList;
    "UserDefinedFieldInfo" "CreateDefaultUserDefinedFieldInfo" => CreateDefault<user_defined_field::UserDefinedFieldInfo>;
    "UserDefinedFieldInfo" "SaveUserDefinedFieldInfo" => Save<user_defined_field::UserDefinedFieldInfo>;
    "UserDefinedFieldInfo" "DeleteUserDefinedFieldInfo" => Delete<user_defined_field::UserDefinedFieldInfo>;
    "UserDefinedFieldInfo" "GetUserDefinedFieldInfo" => Get<user_defined_field::UserDefinedFieldInfo>;
    "Webhook" "CreateDefaultWebhook" => CreateDefault<Webhook>;
    "Webhook" "SaveWebhook" => Save<Webhook>;
    "Webhook" "DeleteWebhook" => Delete<Webhook>;
    "Webhook" "GetWebhook" => Get<Webhook>;
    "Contact" "getDefault" => contact::rest::GetDefault;
    "Contact" "post" => contact::rest::Post;
    "Contact" "putById" => contact::rest::PutById;
    "Contact" "patchById" => contact::rest::PatchById;
    "Contact" "deleteById" => contact::rest::DeleteById;
    "Contact" "getById" => contact::rest::GetById;
}
