//! The options of an agent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use webhook_model::http::context::Settings;
use webhook_model::http::negotiation::NoMatch;
#[cfg(feature = "time-zones")]
use webhook_model::http::time_zone::TimeZone;
use webhook_model::http::translate::Resources;
use webhook_model::{Contract, Encoder, MediaType};

use crate::cross_origin::Origin;

/// The options of an agent: negotiation, XML, patches, limits.
///
/// ```
/// use webhook_agent::Options;
/// use webhook_model::Contract;
///
/// let options = Options::new().strict_negotiation(true).contract(Contract::Soap);
/// assert_eq!(options.body_limit_bytes(), 2 * 1024 * 1024);
/// ```
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // These are independent options.
pub struct Options {
    pub(crate) settings: Settings,
    /// The value of `SO-TimeZone` for the base zone.
    pub(crate) base_zone_field: Option<HeaderValue>,
    pub(crate) resources: Texts,
    pub(crate) compat: bool,
    pub(crate) contract: Contract,
    pub(crate) namespace: Option<String>,
    pub(crate) restricted: Vec<String>,
    pub(crate) private_listing: bool,
    pub(crate) open_metrics: bool,
    pub(crate) origins: Vec<Origin>,
    pub(crate) validate: bool,
    pub(crate) body_limit: usize,
    pub(crate) body_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            settings: Settings::new(),
            base_zone_field: Some(HeaderValue::from_static("UTC")),
            resources: Texts(Arc::new(())),
            compat: false,
            contract: Contract::WebApi,
            namespace: None,
            restricted: Vec::new(),
            private_listing: false,
            open_metrics: false,
            origins: Vec::new(),
            validate: false,
            body_limit: 2 * 1024 * 1024,
            body_timeout: Duration::from_secs(15),
        }
    }
}

impl Options {
    /// The defaults, which match the known behaviour of NetServer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether a request gets 406 instead of JSON if `Accept` allows none of the six media
    /// types.
    #[must_use]
    pub fn strict_negotiation(mut self, strict: bool) -> Self {
        self.settings = self.settings.no_match(if strict {
            NoMatch::NotAcceptable
        } else {
            NoMatch::Json
        });
        self
    }

    /// Sets the time zone of dates in handlers; UTC by default. Dates in requests and responses are
    /// converted between this zone and the zone in `SO-TimeZone`.
    ///
    /// ```
    /// use webhook_agent::Options;
    /// use webhook_model::http::time_zone::TimeZone;
    ///
    /// let options = Options::new().base_zone(TimeZone::parse("NO")?);
    /// # drop(options);
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    #[cfg(feature = "time-zones")]
    #[must_use]
    pub fn base_zone(mut self, zone: TimeZone) -> Self {
        self.settings = self.settings.base_zone(zone);
        self.base_zone_field = HeaderValue::try_from(self.settings.zone().to_string()).ok();
        self
    }

    /// Sets the texts of `[SR_..]` references in translated properties; see
    /// [`ResourceTable`](crate::ResourceTable).
    #[must_use]
    pub fn resources(mut self, resources: impl Resources + Send + Sync + 'static) -> Self {
        self.resources = Texts(Arc::new(resources));
        self
    }

    /// Sets whether the two patch media types get the plain entity, as real servers probably
    /// respond, instead of a patch of the default entity.
    #[must_use]
    pub fn compat(mut self, compat: bool) -> Self {
        self.compat = compat;
        self
    }

    /// Sets the contract of XML responses.
    #[must_use]
    pub fn contract(mut self, contract: Contract) -> Self {
        self.contract = contract;
        self
    }

    /// Sets the namespace of XML responses, replacing that of the contract and of the entities.
    /// Servers put their version into it.
    #[must_use]
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespace = Some(namespace.into());
        self
    }

    /// Restricts an agent: its operations respond with 403 to applications that may not use
    /// restricted agents, like the Webhook agent of online servers. The authenticator decides which
    /// applications may: [`Caller::allow_restricted`](crate::auth::Caller::allow_restricted).
    #[must_use]
    pub fn restrict(mut self, agent: impl Into<String>) -> Self {
        self.restricted.push(agent.into());
        self
    }

    /// Sets whether every path except `/health` requires credentials. By default anyone may list
    /// the operations, as the vendor publishes them. Without credentials every path, existing or
    /// not, then responds with 401.
    #[must_use]
    pub fn private_listing(mut self, private: bool) -> Self {
        self.private_listing = private;
        self
    }

    /// Sets whether `/metrics` is public. By default it requires credentials, unless the request
    /// comes from the same machine without a proxy.
    #[must_use]
    pub fn open_metrics(mut self, open: bool) -> Self {
        self.open_metrics = open;
        self
    }

    /// Allows pages of an origin to call the agent from a browser (CORS). By default, cross-origin
    /// requests of browsers get 403, except GET, whose responses such pages cannot read.
    #[must_use]
    pub fn allow_origin(mut self, origin: Origin) -> Self {
        self.origins.push(origin);
        self
    }

    /// Sets whether requests that violate the rules of their entities (`required`, `max_length`,
    /// `format`, `range`, unknown enum names) get 422, with all violations in the message. By
    /// default only [stored](crate::stored) entities are validated.
    #[must_use]
    pub fn validate(mut self, validate: bool) -> Self {
        self.validate = validate;
        self
    }

    /// Sets the maximum size of a request body; 2 MiB by default. Larger bodies get 413.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The maximum size of a request body in bytes.
    #[must_use]
    pub fn body_limit_bytes(&self) -> usize {
        self.body_limit
    }

    /// Sets the time limit for receiving a request body; 15 seconds by default. Slower bodies get
    /// 408.
    #[must_use]
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.body_timeout = timeout;
        self
    }

    /// The encoder for responses in a media type.
    pub(crate) fn encoder(&self, media_type: MediaType) -> Encoder<'_> {
        let encoder = Encoder::new(media_type)
            .contract(self.contract)
            .compat(self.compat);
        match &self.namespace {
            Some(namespace) => encoder.namespace(namespace),
            None => encoder,
        }
    }

    pub(crate) fn is_restricted(&self, agent: &str) -> bool {
        self.restricted
            .iter()
            .any(|restricted| restricted.eq_ignore_ascii_case(agent))
    }
}

/// The application's texts.
#[derive(Clone)]
pub(crate) struct Texts(pub(crate) Arc<dyn Resources + Send + Sync>);

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Texts")
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Options};

    #[test]
    fn the_bounds_of_a_body_are_those_documented() {
        let options = Options::new();
        assert_eq!(options.body_limit, 2 * 1024 * 1024);
        assert_eq!(options.body_timeout, Duration::from_secs(15));
    }
}
