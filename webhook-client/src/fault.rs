//! Error objects in the bodies of responses.

use webhook_model::entity::Entity;
use webhook_model::format::xml::reader::{XmlDocument, XmlError, XmlLimits};
use webhook_model::property::{PropertyType, Type};
use webhook_model::{Decoder, MediaType, NetServerEntity};

/// The maximum number of characters kept of a message.
const MAX_MESSAGE: usize = 2_000;

/// An error object: the members of the vendor's, ASP.NET's and RFC 9457's objects.
#[derive(NetServerEntity)]
pub(crate) struct ErrorObject {
    error: Option<serde_json::Value>,
    error_type: Option<String>,
    message: Option<String>,
    error_message: Option<String>,
    message_detail: Option<String>,
    exception_message: Option<String>,
    exception_type: Option<String>,
    /// From OAuth (RFC 6749 section 5.2).
    #[netserver(rename = "error_description")]
    error_description: Option<String>,
    detail: Option<String>,
    title: Option<String>,
}

/// The response type of an operation, as far as it distinguishes a result from an error object.
#[derive(Clone, Copy)]
pub(crate) enum Expected {
    /// An object with the properties of an entity.
    Entity(&'static Entity),
    /// An object with arbitrary members.
    Open,
    /// Any value except an object.
    Other,
}

impl Expected {
    pub(crate) fn of<T: PropertyType>() -> Self {
        // An operation without a result has the type of any value.
        if std::any::TypeId::of::<T>() == std::any::TypeId::of::<()>() {
            return Self::Other;
        }
        Self::of_type(T::TYPE)
    }

    pub(crate) fn of_type(ty: Type) -> Self {
        match ty.required() {
            Type::Entity(entity) => Self::Entity(entity()),
            Type::Family(_) | Type::Dictionary(..) | Type::Any => Self::Open,
            _ => Self::Other,
        }
    }

    fn has(self, name: &str) -> bool {
        matches!(self, Self::Entity(entity) if entity.position(name).is_some())
    }
}

impl ErrorObject {
    /// Decodes an error object; `None` if the text is not one.
    pub(crate) fn read(media_type: MediaType, body: &[u8]) -> Option<Self> {
        let object = if media_type.is_xml() {
            Self::read_xml(body).ok()?
        } else {
            Decoder::new(media_type).decode(body).ok()?
        };
        object.text().is_some().then_some(object)
    }

    /// Reads the members below a root element of any name, because servers use different names.
    fn read_xml(body: &[u8]) -> Result<Self, XmlError> {
        let document = XmlDocument::decode(body, XmlLimits::default())?;
        let mut reader = document.reader();
        let mut object = Self::create_default();
        reader.next_child()?;
        while let Some(member) = reader.next_child()? {
            let name = member.local().to_ascii_lowercase();
            let text = match name.as_str() {
                "error" => {
                    let text = reader.text_content()?.into_owned();
                    object.error = Some(serde_json::Value::String(text));
                    continue;
                }
                "errortype" => &mut object.error_type,
                "message" => &mut object.message,
                "errormessage" => &mut object.error_message,
                "messagedetail" => &mut object.message_detail,
                "exceptionmessage" => &mut object.exception_message,
                "exceptiontype" => &mut object.exception_type,
                _ => {
                    reader.skip_element()?;
                    continue;
                }
            };
            *text = Some(reader.text_content()?.into_owned());
        }
        Ok(object)
    }

    /// Finds an error object in place of the expected result.
    pub(crate) fn instead_of(
        expected: Expected,
        media_type: MediaType,
        body: &[u8],
    ) -> Option<Self> {
        if media_type.is_patch() {
            return None;
        }
        let first = if media_type.is_xml() {
            if matches!(expected, Expected::Entity(entity) if root(body) == Some(entity.name)) {
                return None;
            }
            None
        } else {
            let first = first_member(body)?;
            if expected.has(first) && Self::ENTITY.position(first).is_none() {
                return None;
            }
            Some(first)
        };
        let object = Self::read(media_type, body)?;
        object.replaces(expected, first).then_some(object)
    }

    /// Whether the object cannot be the result. Members count only if the result's type lacks them.
    fn replaces(&self, expected: Expected, first: Option<&str>) -> bool {
        let (typed, failed) = (self.error_type.is_some(), self.failed());
        match expected {
            Expected::Other => true,
            Expected::Open => {
                let told = self.message.is_some() || self.error_message.is_some();
                failed && typed && told || self.message.is_some() && self.message_detail.is_some()
            }
            Expected::Entity(_) => {
                let lacks = |name| !expected.has(name);
                let own_first = first.is_none_or(lacks);
                failed && lacks("Error") && (lacks("ErrorMessage") || typed && lacks("ErrorType"))
                    || failed && typed && lacks("ErrorType")
                    || self.message.is_some() && lacks("Message") && own_first
                    || self.message_detail.is_some()
                        && self.message.is_some()
                        && lacks("MessageDetail")
            }
        }
    }

    fn failed(&self) -> bool {
        match &self.error {
            Some(serde_json::Value::Bool(error)) => *error,
            Some(serde_json::Value::String(text)) => text.eq_ignore_ascii_case("true"),
            _ => false,
        }
    }

    /// The kind of error.
    pub(crate) fn error_type(&self) -> Option<String> {
        let error_type = self.error_type.as_ref().or(self.exception_type.as_ref())?;
        Some(error_type.clone())
    }

    /// The description of the error in full length: secrets are removed before it is truncated.
    pub(crate) fn message(&self) -> String {
        let text = self.text().unwrap_or_default().trim();
        let detail = self.message_detail.as_deref().map(str::trim);
        match detail.filter(|detail| !detail.is_empty() && *detail != text) {
            Some(detail) => format!("{text} {detail}"),
            None => text.to_owned(),
        }
    }

    fn text(&self) -> Option<&str> {
        let texts = [
            self.message.as_deref(),
            self.error_message.as_deref(),
            self.exception_message.as_deref(),
            self.error_description.as_deref(),
            self.detail.as_deref(),
            self.title.as_deref(),
            self.error.as_ref().and_then(serde_json::Value::as_str),
            self.error_type.as_deref().filter(|_| self.failed()),
        ];
        let mut texts = texts.into_iter().flatten();
        texts.find(|text| !text.trim().is_empty())
    }
}

/// At most [`MAX_MESSAGE`] characters, without control characters.
pub(crate) fn bounded(text: &str) -> String {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.trim().chars().take(MAX_MESSAGE).map(visible).collect();
    if text.trim().chars().nth(MAX_MESSAGE).is_some() {
        short.push('\u{2026}');
    }
    short
}

/// The name of an object's first member as written; `None` if the JSON is not an object.
fn first_member(body: &[u8]) -> Option<&str> {
    let inside = body.trim_ascii_start().strip_prefix(b"{")?;
    let Some(name) = inside.trim_ascii_start().strip_prefix(b"\"") else {
        // An empty object is not an error; the decoder handles it.
        return None;
    };
    let end = name
        .iter()
        .position(|&byte| byte == b'"')
        .unwrap_or(name.len());
    Some(str::from_utf8(name.get(..end)?).unwrap_or_default())
}

/// The local name of the root element, if the document begins with it.
fn root(body: &[u8]) -> Option<&str> {
    let tag = body.trim_ascii_start().strip_prefix(b"<")?;
    let end = tag.iter().position(|byte| b" \t\r\n/>".contains(byte))?;
    let name = str::from_utf8(tag.get(..end)?).ok()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use webhook_model::Webhook;

    /// An entity whose properties have the same names as those of an error object.
    #[derive(NetServerEntity)]
    struct Result {
        success: bool,
        message: Option<String>,
        error: bool,
        error_message: Option<String>,
    }

    fn found<T: PropertyType>(body: &str) -> Option<String> {
        let json = MediaType::ApplicationJson;
        let found = ErrorObject::instead_of(Expected::of::<T>(), json, body.as_bytes());
        found.map(|object| object.message())
    }

    #[test]
    fn error_objects_in_json_are_found() {
        for body in [
            r#"{"Error":true,"ErrorType":"X","Message":"no","ErrorSource":"s"}"#,
            r#"{"error":true,"errorType":"X","errorMessage":"no"}"#,
            r#"{"ErrorMessage":"no","Error":"True"}"#,
            r#" { "Message" : "no" } "#,
            r#"{"Message":"no","MessageDetail":null}"#,
            r#"{"$id":"1","Message":"no"}"#,
            r#"{"ErrorSource":"s","ErrorType":"X","Message":"no","Error":true}"#,
        ] {
            assert_eq!(found::<Webhook>(body).as_deref(), Some("no"), "{body}");
            assert_eq!(
                found::<Option<Webhook>>(body).as_deref(),
                Some("no"),
                "{body}"
            );
            assert_eq!(found::<Vec<Webhook>>(body).as_deref(), Some("no"), "{body}");
            assert_eq!(found::<()>(body).as_deref(), Some("no"), "{body}");
        }
        let body = r#"{"Message":"no","MessageDetail":"such path"}"#;
        assert_eq!(found::<Webhook>(body).as_deref(), Some("no such path"));
        assert_eq!(
            found::<BTreeMap<String, String>>(body).as_deref(),
            Some("no such path")
        );
    }

    #[test]
    fn results_are_not_mistaken_for_errors() {
        for body in [
            r#"{"WebhookId":1,"Message":"a property of a newer server"}"#,
            r#"{"WebhookId":1,"Error":false}"#,
            r#"{"Message":null}"#,
            r#"{"Message":{}}"#,
            "{}",
            "null",
            "{",
        ] {
            assert_eq!(found::<Webhook>(body), None, "{body}");
        }
        for body in [
            r#"{"Success":false,"Message":"the target answered 500"}"#,
            r#"{"Message":"the target answered 500","Success":false}"#,
            r#"{"Error":true,"ErrorMessage":"it stopped"}"#,
        ] {
            assert_eq!(found::<Result>(body), None, "{body}");
        }
        assert_eq!(
            found::<Result>(r#"{"Error":true,"ErrorType":"X","Message":"no"}"#).as_deref(),
            Some("no")
        );
        assert_eq!(
            found::<BTreeMap<String, String>>(r#"{"Message":"text"}"#),
            None
        );
        assert_eq!(
            found::<serde_json::Value>(r#"{"Message":"text","Error":true}"#),
            None
        );
        assert_eq!(found::<Vec<i32>>(r#"[{"Message":"text"}]"#), None);
    }

    #[test]
    fn error_objects_in_xml_are_found() {
        let xml = MediaType::ApplicationXml;
        let expected = Expected::of::<Webhook>();
        let body = b"<Error><Message>no</Message></Error>";
        let object = ErrorObject::instead_of(expected, xml, body);
        assert_eq!(object.map(|object| object.message()).as_deref(), Some("no"));
        let body = b"<ErrorInfo><ErrorType>X</ErrorType><Error>true</Error></ErrorInfo>";
        assert!(ErrorObject::instead_of(expected, xml, body).is_some());
        let body = b"<n:Webhook xmlns:n='x'><n:Message>no</n:Message></n:Webhook>";
        assert!(ErrorObject::instead_of(expected, xml, body).is_none());
    }

    #[test]
    fn messages_are_bounded_and_without_control_characters() {
        assert_eq!(bounded(&"x".repeat(9_999)).chars().count(), MAX_MESSAGE + 1);
        assert_eq!(bounded(" a\r\nb\u{1b}[31m "), "a  b [31m");
    }
}
