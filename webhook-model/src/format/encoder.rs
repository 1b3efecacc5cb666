//! Encodes values in any media type.

use super::default_value::DefaultValue;
use super::encodable::{Encodable, Items, ListItem};
use super::xml::{self, Contract, Style};
use super::{MediaType, json, patch};
use crate::error::{Error, ErrorKind};
use crate::property::{PropertyType, Type, Value};

/// Encodes entities, lists of them and every other property type in one media type.
///
/// ```
/// use webhook_model::{Encoder, MediaType, Webhook};
///
/// let encoder = Encoder::new(MediaType::ApplicationJson);
/// assert_eq!(encoder.encode(&[1, 2, 3])?, b"[1,2,3]");
/// let body = encoder.encode(&Webhook::create_default())?;
/// assert!(body.starts_with(br#"{"WebhookId":0,"Name":null,"#));
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Encoder<'n> {
    media_type: MediaType,
    style: Style<'n>,
    whole: bool,
}

impl<'n> Encoder<'n> {
    /// An encoder for a media type, with the [`Contract::WebApi`] for XML and the difference from the
    /// default for patches.
    #[must_use]
    pub const fn new(media_type: MediaType) -> Self {
        Self {
            media_type,
            style: Style {
                contract: Contract::WebApi,
                namespace: None,
                entry: None,
            },
            whole: false,
        }
    }

    /// Chooses the XML contract.
    #[must_use]
    pub const fn contract(mut self, contract: Contract) -> Self {
        self.style.contract = contract;
        self
    }

    /// Sets the XML namespace of the document, instead of the entity's or the contract's: servers
    /// include their version in it.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'n str) -> Self {
        self.style.namespace = Some(namespace);
        self
    }

    /// Names the entries of a dictionary that is a whole XML document, if the name does not follow from
    /// the types; [`Operation::ENTRY`](crate::operation::Operation::ENTRY) has the name for a response.
    /// Dictionaries inside entities are named by their properties.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use webhook_model::{Encoder, MediaType};
    ///
    /// let encoder = Encoder::new(MediaType::ApplicationXml).entry("HeaderKeyValuePair");
    /// let body = encoder.encode(&BTreeMap::from([("k".to_owned(), 1)]))?;
    /// assert!(String::from_utf8(body).unwrap().contains("<HeaderKeyValuePair><Key>k</Key>"));
    /// # Ok::<(), webhook_model::Error>(())
    /// ```
    #[must_use]
    pub const fn entry(mut self, name: &'static str) -> Self {
        self.style.entry = Some(name);
        self
    }

    /// Writes the plain entity under the two patch types, as the real server presumably does, rather
    /// than the patch from the default entity.
    #[must_use]
    pub const fn compat(mut self, compat: bool) -> Self {
        self.whole = compat;
        self
    }

    /// Encodes a value; under the patch types, the patch from the type's default to it.
    ///
    /// The value is of any property type, a slice of one, or an entity as `dyn DynEntity`.
    ///
    /// # Errors
    /// [`Unrepresentable`](crate::ErrorKind::Unrepresentable) for a value that the media type cannot
    /// hold, and for a value nested deeper than a reader accepts.
    #[inline]
    pub fn encode<T: Encodable + ?Sized>(&self, value: &T) -> Result<Vec<u8>, Error> {
        value.encoded_by(self)
    }

    /// As [`encode`](Self::encode), appended to a buffer that can be reused.
    ///
    /// # Errors
    /// As [`encode`](Self::encode); the buffer may then end in a part of the value.
    pub fn encode_to<T: Encodable + ?Sized>(
        &self,
        value: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        value.append_by(self, out)
    }

    /// As [`encode`](Self::encode), as text: bodies are UTF-8.
    ///
    /// ```
    /// use webhook_model::{Encoder, MediaType, Webhook};
    ///
    /// let json = Encoder::new(MediaType::ApplicationMergePatch);
    /// let hook = Webhook { name: Some("orders".into()), ..Webhook::create_default() };
    /// assert_eq!(json.encode_to_string(&hook)?, r#"{"Name":"orders"}"#);
    /// # Ok::<(), webhook_model::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    pub fn encode_to_string<T: Encodable + ?Sized>(&self, value: &T) -> Result<String, Error> {
        text(value.encoded_by(self)?)
    }

    /// Encodes the items of an iterator as a list: entities or other property types, or references to
    /// them. They are collected first, since XML and the patch types need their number.
    ///
    /// ```
    /// use webhook_model::{Encoder, MediaType, Webhook};
    ///
    /// let hooks = [1, 2, 3].map(|id| Webhook { webhook_id: id, ..Webhook::create_default() });
    /// let json = Encoder::new(MediaType::ApplicationJson);
    /// let some = json.encode_iter(hooks.iter().filter(|hook| hook.webhook_id > 1))?;
    /// assert_eq!(some, json.encode(&hooks[1..])?);
    /// assert_eq!(json.encode_iter(1..=3)?, b"[1,2,3]");
    /// # Ok::<(), webhook_model::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    pub fn encode_iter<I, Kind>(&self, items: I) -> Result<Vec<u8>, Error>
    where
        I: IntoIterator,
        I::Item: ListItem<Kind>,
    {
        Items::of(items).encoded_by(self)
    }

    /// Writes the patch from `from` to `to` under the patch types, and `to` under the others.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    pub fn diff<T: PropertyType>(&self, from: &T, to: &T) -> Result<Vec<u8>, Error> {
        self.difference(T::TYPE, from.value(), to.value())
    }

    // The functions below are not generic, so that a program contains them once and not once per
    // entity.

    pub(super) fn encoded(&self, of: DefaultValue, value: Value<'_>) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        self.append(of, value, &mut out)?;
        Ok(out)
    }

    pub(super) fn append(
        &self,
        of: DefaultValue,
        value: Value<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        if self.media_type.is_patch() && !self.whole {
            return of.pass_to(&mut |blank| self.patch(of.ty(), blank, value, out));
        }
        self.write(of.ty(), value, out)
    }

    fn difference(&self, ty: Type, from: Value<'_>, to: Value<'_>) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        if self.media_type.is_patch() {
            self.patch(ty, from, to, &mut out)?;
        } else {
            self.write(ty, to, &mut out)?;
        }
        Ok(out)
    }

    /// Writes a value whose type is not known at compile time.
    pub(crate) fn write(&self, ty: Type, value: Value<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        if self.media_type.is_xml() {
            xml::write(ty, value, self.style, out)
        } else {
            json::write(value, out)
        }
    }

    fn patch(
        &self,
        ty: Type,
        from: Value<'_>,
        to: Value<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        match self.media_type {
            MediaType::ApplicationMergePatch => patch::merge_patch_between(ty, from, to, out),
            _ => patch::json_patch_between(ty, from, to, out),
        }
    }
}

/// A body as text.
pub(crate) fn text(body: Vec<u8>) -> Result<String, Error> {
    // Encoders write only UTF-8.
    String::from_utf8(body)
        .map_err(|_| Error::new(ErrorKind::Unrepresentable, "the body is not UTF-8"))
}
