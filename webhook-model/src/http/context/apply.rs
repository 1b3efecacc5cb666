//! What a request's context does to a value, on its way out and on its way in.

use super::RequestContext;
use crate::http::context::rewrite::{Rewrite, rewrite};
#[cfg(feature = "culture")]
use crate::http::culture::CultureFormatter;
use crate::http::translate::{Resources, translate};
use crate::property::DateSlot;
use crate::property::PropertyType;
use crate::property::date_class::DateClass;
use crate::property::date_time::DateTime;

#[cfg(not(feature = "time-zones"))]
mod utc;
#[cfg(feature = "time-zones")]
mod zones;

impl RequestContext {
    /// Makes a value ready to be written: dates in the request's time zone, each by the class of
    /// its property, and texts in its language where the property opts in.
    ///
    /// Nested entities, lists, dictionaries and families are gone through; keys of dictionaries,
    /// any JSON and secrets are left alone. A date in one of chrono's types changes as far as the
    /// type can hold it: a `NaiveDateTime` has no offset, so that it gets what it would get
    /// without `includeTZOffset`; `chrono::DateTime` always is an instant, and is written as one.
    ///
    /// A time zone that is not known changes no date: [`time_zone`](Self::time_zone) says so.
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
        let mut rules = Outgoing {
            context: self,
            language: self.languages().vendor_code(),
            resources,
            #[cfg(feature = "culture")]
            culture: None,
        };
        rewrite(value, &mut rules);
    }
}

/// Dates into the request's zone, texts into its language.
struct Outgoing<'c> {
    #[cfg_attr(
        not(any(feature = "time-zones", feature = "culture")),
        allow(dead_code)
    )]
    context: &'c RequestContext,
    language: Option<&'static str>,
    resources: &'c dyn Resources,
    /// Made for the first text that has a value in it.
    #[cfg(feature = "culture")]
    culture: Option<CultureFormatter>,
}

impl Rewrite for Outgoing<'_> {
    #[cfg(feature = "time-zones")]
    fn date(&mut self, class: DateClass, slot: &mut dyn DateSlot<DateTime>) {
        self.context.show(class, slot);
    }

    #[cfg(not(feature = "time-zones"))]
    fn date(&mut self, _class: DateClass, _slot: &mut dyn DateSlot<DateTime>) {}

    fn text(&mut self, text: &mut String) {
        let Some(language) = self.language else {
            return;
        };
        if let std::borrow::Cow::Owned(translated) = translate(text, language, self.resources) {
            *text = translated;
        }
        #[cfg(feature = "culture")]
        if let Some(culture) = &self.context.languages().culture
            && CultureFormatter::is_wanted(text)
        {
            let formatter = self
                .culture
                .get_or_insert_with(|| CultureFormatter::new(culture));
            if let std::borrow::Cow::Owned(formatted) = formatter.format(text) {
                *text = formatted;
            }
        }
    }
}
