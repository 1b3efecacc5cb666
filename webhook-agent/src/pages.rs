//! Pages that handle their own requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::request::Parts;

use crate::auth::Caller;
use crate::body::{Body, Response};
use crate::fault::Fault;
use crate::options::Options;

/// A request of an authenticated caller.
pub(crate) struct PageRequest {
    pub(crate) parts: Box<Parts>,
    pub(crate) caller: Caller,
    pub(crate) body: Body,
    pub(crate) options: Arc<Options>,
}

/// The future of a page.
pub(crate) type Rendering<'a> = Pin<Box<dyn Future<Output = Response> + Send + 'a>>;

/// Pages at a path and below it. All of them require credentials.
pub(crate) trait Pages: Send + Sync + 'static {
    /// The path of the first page, in lower case.
    fn path(&self) -> &'static str;

    /// Their name in metrics.
    fn name(&self) -> &'static str;

    /// The agent whose restrictions apply to the pages.
    fn agent(&self) -> &'static str;

    /// Handles a request.
    fn answer(&self, request: PageRequest) -> Rendering<'_>;

    /// The response to a rejected request.
    fn refuse(&self, fault: &Fault) -> Response;
}

impl fmt::Debug for dyn Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
