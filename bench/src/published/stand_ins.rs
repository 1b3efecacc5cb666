#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

macro_rules! texts {
    ($($name:ident)*) => {$(
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub String);
    )*};
}
texts!(DateTime Duration Secret);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Flags<T>(String, #[serde(skip)] PhantomData<T>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FieldProperty {
    pub field_right: Option<FieldRight>,
    pub field_type: Option<String>,
    pub field_length: i32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FieldRight {
    pub mask: String,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TableRight {
    pub mask: String,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WebhookState {
    Unknown,
    #[serde(other)]
    Other,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum UserType {
    Unknown,
    #[serde(other)]
    Other,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Associate {
    pub associate_id: i32,
    pub name: Option<String>,
    pub r#type: UserType,
    pub custom_fields: Option<BTreeMap<String, String>>,
}

pub mod entities {
    pub struct MdoListItem;
}

pub struct Carrier;
pub struct UnknownEntity;
pub struct UnknownVariant;
pub struct GetAllWebhooks;
pub struct GetLastError;
pub struct SignalEvent;
pub struct TestWebhook;
pub struct WebhookResult;
pub trait NetServerEntity {}
pub trait NetServerEnum {}

pub mod operation {
    pub trait Operation {
        const METHOD: &'static str = "POST";
        const PATH: &'static str;
        const QUERY: &'static [&'static str] = &[];
        type Request;
        type Response;
    }
}
