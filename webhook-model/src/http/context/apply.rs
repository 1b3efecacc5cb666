//! Applies a request's context to a value: to a response before encoding, and to a request after
//! decoding.

use std::borrow::Cow;

use super::RequestContext;
use super::rewrite::{Found, rewrite};
#[cfg(feature = "culture")]
use crate::http::culture::CultureFormatter;
use crate::http::translate::{Resources, translate};
use crate::property::{PropertyType, Slot, Type};

#[cfg(not(feature = "time-zones"))]
mod utc;
#[cfg(feature = "time-zones")]
mod zones;

impl RequestContext {
    /// Prepares a value for the response: converts dates to the request's time zone, each by the class
    /// of its property, and translates texts whose properties opt in.
    ///
    /// Nested entities, lists, dictionaries and families are included; keys of dictionaries, JSON
    /// values and secrets are left unchanged. A date in one of chrono's types changes as far as the
    /// type can hold the result: a `NaiveDateTime` has no offset, so it gets the value without
    /// `includeTZOffset`; `chrono::DateTime` is an instant and is written as one.
    ///
    /// An unknown time zone changes no date: [`time_zone`](Self::time_zone) returns its error.
    ///
    /// ```
    /// use http::header::{HeaderMap, HeaderValue};
    /// use webhook_model::Webhook;
    /// use webhook_model::http::context::{RequestContext, Settings};
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("so-timezone", HeaderValue::from_static("UTC,includeTZOffset"));
    /// let mut hook = Webhook::create_default();
    /// RequestContext::new(&headers, &Settings::new()).outgoing(&mut hook, &());
    /// # #[cfg(feature = "time-zones")]
    /// assert_eq!(hook.registered.to_string(), "0001-01-01T00:00:00Z");
    /// ```
    pub fn outgoing<T: PropertyType>(&self, value: &mut T, resources: &dyn Resources) {
        self.rewrite_outgoing(T::TYPE, value.slot(), resources);
    }

    fn rewrite_outgoing(&self, ty: Type, value: Slot<'_>, resources: &dyn Resources) {
        let language = self.languages().vendor_code();
        // Created for the first text that contains a value.
        #[cfg(feature = "culture")]
        let mut formatter = None;
        rewrite(ty, value, &mut |found| match found {
            #[cfg(feature = "time-zones")]
            Found::Date(class, slot) => self.show(class, slot),
            #[cfg(not(feature = "time-zones"))]
            Found::Date(..) => {}
            Found::Text(text) => {
                let Some(language) = language else {
                    return;
                };
                if let Cow::Owned(translated) = translate(text, language, resources) {
                    *text = translated;
                }
                #[cfg(feature = "culture")]
                if let Some(culture) = &self.languages().culture
                    && text.contains('[')
                {
                    let formatter = formatter.get_or_insert_with(|| CultureFormatter::new(culture));
                    if let Cow::Owned(formatted) = formatter.format(text) {
                        *text = formatted;
                    }
                }
            }
        });
    }
}
