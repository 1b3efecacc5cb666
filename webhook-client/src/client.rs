//! The client: a site, credentials, and the options of all its requests.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue};
use webhook_model::MediaType;
use webhook_model::http::language::{SO_CULTURE, SO_LANGUAGE};
use webhook_model::operation::{CreateDefault, Delete, Get, Operation, Save, Serves};

use crate::clock::Clock;
use crate::credentials::Credentials;
use crate::draft::{self, Draft, Mistake};
use crate::error::{Error, ErrorKind};
use crate::repeat::{self, Budget, Repeats};
use crate::request::{RequestOf, SO_TIME_ZONE};
use crate::response::DEFAULT_BODY_LIMIT;
use crate::site::Site;
use crate::transport::Transport;

/// The default timeout of an attempt: 30 seconds. Operations that the vendor calls slow have a
/// longer one.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// Marks the clients whose requests are futures.
#[derive(Debug, Clone, Copy)]
pub struct Async(());

/// A client of one site. Cloning it is cheap, because the clones share its settings and
/// its retry budget.
///
/// ```
/// use webhook_client::{Client, Credentials, Site};
/// use webhook_model::Webhook;
/// use webhook_model::operation::CreateDefault;
///
/// let site = Site::new("https://online3.superoffice.com/Cust12345")?;
/// let so = Client::new(site, Credentials::ticket("7T:abc").app_token("app"));
/// let request = so.call::<CreateDefault<Webhook>>().into_http()?;
/// assert_eq!(
///     request.uri().path(),
///     "/Cust12345/api/v1/Agents/Webhook/CreateDefaultWebhook"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// An operation that the entity lacks does not compile:
///
/// ```compile_fail,E0277
/// # use webhook_client::{Client, Credentials, Site};
/// # let so = Client::new(Site::new("https://crm.example").unwrap(), Credentials::anonymous());
/// let request = so.get::<webhook_model::Associate>(5);
/// ```
///
/// ```text
/// error[E0277]: no agent serves `webhook_model::operation::Get` on `webhook_model::Associate`
/// ```
pub struct ClientOf<M> {
    pub(crate) inner: Arc<Inner>,
    mode: PhantomData<fn() -> M>,
}

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) site: Site,
    pub(crate) credentials: Credentials,
    headers: HeaderMap,
    media_type: MediaType,
    pub(crate) validate: bool,
    pub(crate) body_limit: usize,
    pub(crate) timeout: Option<Duration>,
    pub(crate) repeats: Repeats,
    pub(crate) budget: Arc<Budget>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) clock: Option<Arc<dyn Clock>>,
    pub(crate) jitter: Arc<dyn Fn() -> f64 + Send + Sync>,
    mistake: Option<Mistake>,
}

impl ClientOf<Async> {
    /// Creates a client of a site. It sends by reqwest if that feature is enabled, otherwise set a
    /// [`transport`](Self::transport).
    #[must_use]
    pub fn new(site: Site, credentials: Credentials) -> Self {
        #[cfg(feature = "reqwest")]
        let transport: Option<Arc<dyn Transport>> =
            Some(Arc::new(crate::transport::Reqwest::new()));
        #[cfg(not(feature = "reqwest"))]
        let transport = None;
        #[cfg(any(feature = "reqwest", feature = "tower"))]
        let clock: Option<Arc<dyn Clock>> = Some(Arc::new(crate::clock::TokioClock));
        #[cfg(not(any(feature = "reqwest", feature = "tower")))]
        let clock = None;
        Self::with(site, credentials, transport, clock)
    }
}

impl<M> ClientOf<M> {
    pub(crate) fn with(
        site: Site,
        credentials: Credentials,
        transport: Option<Arc<dyn Transport>>,
        clock: Option<Arc<dyn Clock>>,
    ) -> Self {
        let repeats = Repeats::default();
        Self {
            inner: Arc::new(Inner {
                site,
                credentials,
                headers: HeaderMap::new(),
                media_type: MediaType::ApplicationJson,
                validate: false,
                body_limit: DEFAULT_BODY_LIMIT,
                timeout: None,
                repeats,
                budget: Arc::new(Budget::new(repeats.budget)),
                transport,
                clock,
                jitter: Arc::new(repeat::random),
                mistake: None,
            }),
            mode: PhantomData,
        }
    }

    /// Changes the configuration of this client; existing clones are not changed.
    fn change(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.inner));
        self
    }

    fn set(self, name: HeaderName, value: &str) -> Self {
        self.change(|inner| {
            if let Err(mistake) = draft::set(&mut inner.headers, name, value) {
                inner.mistake.get_or_insert(mistake);
            }
        })
    }

    /// Sets the language of every request; see [`RequestOf::language`].
    #[must_use]
    pub fn language(self, language: &str) -> Self {
        self.set(SO_LANGUAGE, language)
    }

    /// Sets the culture of every request; see [`RequestOf::culture`].
    #[must_use]
    pub fn culture(self, culture: &str) -> Self {
        self.set(SO_CULTURE, culture)
    }

    /// Sets the time zone of every request; see [`RequestOf::time_zone`].
    #[must_use]
    pub fn time_zone(self, zone: &str) -> Self {
        self.set(SO_TIME_ZONE, zone)
    }

    /// Sets a header field of every request, such as `User-Agent`.
    #[must_use]
    pub fn header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.change(|inner| {
            inner.headers.insert(name, value);
        })
    }

    /// Sets the media type of requests and responses; JSON by default.
    #[must_use]
    pub fn media_type(self, media_type: MediaType) -> Self {
        self.change(|inner| inner.media_type = media_type)
    }

    /// Enables validation of request bodies: `required`, `max_length`, `format`, `range` and the
    /// names of enums. An invalid body is an error with all violations. Disabled by default.
    ///
    /// ```
    /// use webhook_client::{Client, Credentials, Site};
    /// use webhook_model::Webhook;
    ///
    /// let so = Client::new(Site::new("https://crm.example")?, Credentials::anonymous()).validate(true);
    /// let hook = Webhook { name: Some("n".repeat(401)), ..Webhook::create_default() };
    /// let error = so.save(&hook).into_http().unwrap_err();
    /// assert!(error.to_string().contains("/Name: must have at most 400 characters"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn validate(self, validate: bool) -> Self {
        self.change(|inner| inner.validate = validate)
    }

    /// Sets the maximum size of a response in bytes; [`DEFAULT_BODY_LIMIT`] by default.
    #[must_use]
    pub fn body_limit(self, bytes: usize) -> Self {
        self.change(|inner| inner.body_limit = bytes)
    }

    /// Sets how long each attempt of a call may take. By default it is ten times the operation's `slow_ms`, but at
    /// least [`DEFAULT_TIMEOUT`].
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.change(|inner| inner.timeout = Some(timeout))
    }

    /// Sets how calls are retried, and refills the retry budget.
    #[must_use]
    pub fn repeats(self, repeats: Repeats) -> Self {
        self.change(|inner| {
            inner.repeats = repeats;
            inner.budget = Arc::new(Budget::new(repeats.budget));
        })
    }

    /// Sets the transport.
    #[must_use]
    pub fn transport(self, transport: impl Transport) -> Self {
        self.change(|inner| inner.transport = Some(Arc::new(transport)))
    }

    /// Sets the clock. Without a clock, as in a build without transports, nothing is retried.
    ///
    /// `wasm32-unknown-unknown` has no system clock. Without this one, credentials and the state of
    /// a tenant are renewed there only when a server rejects them.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        self.change(|inner| inner.clock = Some(Arc::new(clock)))
    }

    /// Sets the source of random numbers from 0 to 1 for the waits between attempts.
    #[must_use]
    pub fn jitter(self, fraction: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.change(|inner| inner.jitter = Arc::new(fraction))
    }

    /// Returns the site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.inner.site
    }

    /// Creates a request of an operation: one of the four common ones, or one declared on its
    /// request body.
    ///
    /// ```
    /// use webhook_client::{Client, Credentials, Site};
    /// use webhook_model::{NetServerEntity, Webhook};
    ///
    /// /// Requests the webhooks that match a filter.
    /// #[derive(NetServerEntity)]
    /// #[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Vec<Webhook>)]
    /// struct GetAllWebhooks {
    ///     name_filter: Option<String>,
    ///     event_filter: Option<String>,
    /// }
    ///
    /// # let so = Client::new(Site::new("https://crm.example")?, Credentials::anonymous());
    /// let filter = GetAllWebhooks { name_filter: Some("orders".into()), event_filter: None };
    /// let request = so.call::<GetAllWebhooks>().body(&filter).into_http()?;
    /// assert_eq!(request.body(), br#"{"NameFilter":"orders","EventFilter":null}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn call<O: Operation>(&self) -> RequestOf<O, M> {
        RequestOf::new(self)
    }

    /// Requests a new entity with its default values.
    pub fn create_default<T: Serves<CreateDefault>>(&self) -> RequestOf<CreateDefault<T>, M> {
        self.call()
    }

    /// Requests a stored entity; the response is `None` if no entity has the key.
    pub fn get<T: Serves<Get>>(&self, key: i32) -> RequestOf<Get<T>, M> {
        self.keyed(key)
    }

    /// Deletes a stored entity.
    pub fn delete<T: Serves<Delete>>(&self, key: i32) -> RequestOf<Delete<T>, M> {
        self.keyed(key)
    }

    /// Saves an entity; key 0 creates a new one. The response is the stored entity.
    pub fn save<T: Serves<Save>>(&self, entity: &T) -> RequestOf<Save<T>, M> {
        self.call::<Save<T>>().body(entity)
    }

    /// Saves the difference between two versions of an entity as a minimal JSON Merge Patch (RFC
    /// 7396). The patch contains the key, so that the server knows which entity to change.
    ///
    /// ```
    /// use webhook_client::{Client, Credentials, Site};
    /// use webhook_model::Webhook;
    ///
    /// # let so = Client::new(Site::new("https://crm.example")?, Credentials::anonymous());
    /// let before = Webhook { webhook_id: 5, ..Webhook::create_default() };
    /// let after = Webhook { name: Some("orders".into()), ..before.clone() };
    /// let request = so.save_patch(&before, &after).into_http()?;
    /// assert_eq!(request.body(), br#"{"Name":"orders","WebhookId":5}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn save_patch<T: Serves<Save>>(&self, before: &T, after: &T) -> RequestOf<Save<T>, M> {
        self.call::<Save<T>>().patch(before, after)
    }

    fn keyed<O: Operation>(&self, key: i32) -> RequestOf<O, M> {
        let mut request = self.call::<O>();
        let name = O::QUERY.first().copied().unwrap_or("id");
        request.draft.add_query(name, &key.to_string());
        request
    }

    /// Decodes a response to a request of this client, within its limits.
    ///
    /// # Errors
    /// As [`Response::read`](crate::Response::read). The message does not contain the client's
    /// credentials, even if the server repeated them.
    pub fn read<O: Operation>(
        &self,
        parts: &http::response::Parts,
        body: &[u8],
    ) -> Result<O::Response, Error> {
        let sent = &self.inner.credentials;
        let read = self.inner.read::<O::Response>(parts, body, sent);
        read.map_err(|error| error.of(O::PATH))
    }

    pub(crate) fn write(&self, draft: &Draft) -> Result<http::Request<Vec<u8>>, Error> {
        let Some(base) = self.inner.site.known() else {
            let message = "the base URL of the tenant is not known yet: send a request first";
            return Err(Error::new(ErrorKind::Site, message).of(draft.path.clone()));
        };
        draft.write(&base, &self.inner.credentials)
    }
}

impl Inner {
    pub(crate) fn draft(&self, path: impl Into<Cow<'static, str>>) -> Draft {
        let mut draft = Draft::new(path.into(), &self.headers, self.media_type);
        draft.mistake.clone_from(&self.mistake);
        draft
    }
}

impl<M> Clone for ClientOf<M> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            mode: PhantomData,
        }
    }
}

impl<M> fmt::Debug for ClientOf<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("site", &self.inner.site.as_str())
            .field("credentials", &self.inner.credentials)
            .finish_non_exhaustive()
    }
}
