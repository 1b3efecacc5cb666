//! The web console at `/console`: the webhooks, their deliveries, and forms.
//!
//! Pages work without scripts; a script only reloads the content when something has changed. A form
//! is answered with a redirect (303) to the page that shows its result. Every path requires
//! credentials, and every form a token: see [`guard`].

mod actions;
mod deliveries;
mod forms;
mod frame;
mod guard;
mod list;
mod listeners;
mod live;
mod policy;
mod webhook;

use std::sync::Arc;

use http::header::LOCATION;
use http::{HeaderValue, Method, StatusCode};
use webhook_model::entities::Webhook12;

use self::frame::Frame;
use self::guard::Guard;
use self::listeners::Listeners;
use crate::agent::Agent;
use crate::body::{Body, Response};
use crate::fault::Fault;
use crate::pages::{PageRequest, Pages, Rendering};
use crate::path::{normalise, query_value};
use crate::received::read;
use crate::stored::{Requester, unknown};
use crate::table::wrong_method;
use crate::webhooks::Webhooks;

/// The path of the first page.
const PATH: &str = "/console";

/// The web console for the webhooks in a store.
struct Console {
    webhooks: Webhooks,
    guard: Guard,
    listeners: Arc<Listeners>,
}

/// A page or form, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ConsolePath {
    List,
    New,
    Signal,
    Events,
    Webhook(i32),
    Test(i32),
    Restart(i32),
    Retry(i32, i64),
}

impl ConsolePath {
    /// Parses a path; `None` for an unknown one.
    fn of(path: &str) -> Option<Self> {
        let normal = normalise(path)?;
        let mut segments = normal.strip_prefix(PATH)?.split('/').skip(1);
        let mut next = || segments.next();
        let requested = match (next(), next(), next(), next(), next()) {
            (None, ..) => Self::List,
            (Some("new"), None, ..) => Self::New,
            (Some("signal"), None, ..) => Self::Signal,
            (Some("events"), None, ..) => Self::Events,
            (Some("webhooks"), Some(id), None, ..) => Self::Webhook(id.parse().ok()?),
            (Some("webhooks"), Some(id), Some("test"), None, _) => Self::Test(id.parse().ok()?),
            (Some("webhooks"), Some(id), Some("restart"), None, _) => {
                Self::Restart(id.parse().ok()?)
            }
            (Some("webhooks"), Some(id), Some("deliveries"), Some(delivery), Some("retry")) => {
                Self::Retry(id.parse().ok()?, delivery.parse().ok()?)
            }
            _ => return None,
        };
        segments.next().is_none().then_some(requested)
    }

    fn is_read(self) -> bool {
        matches!(
            self,
            Self::List | Self::New | Self::Signal | Self::Events | Self::Webhook(_)
        )
    }

    fn is_form(self) -> bool {
        !matches!(self, Self::List | Self::Events | Self::Webhook(_))
    }
}

/// The caller of a page.
struct Visitor {
    requester: Requester,
    /// The token for the forms on the page.
    token: String,
}

impl Visitor {
    fn name(&self) -> Option<&str> {
        self.requester.caller.name()
    }
}

impl Console {
    async fn respond(&self, request: PageRequest) -> Result<Response, Fault> {
        let PageRequest {
            parts,
            caller,
            body,
            options,
        } = request;
        let requested = ConsolePath::of(parts.uri.path());
        let requested = requested.ok_or_else(|| Fault::not_found("unknown page"))?;
        let visitor = Visitor {
            requester: self.webhooks.requester_of(&parts.headers, &caller),
            token: self.guard.token(&caller),
        };
        let query = |name| query_value(parts.uri.query().unwrap_or_default(), name);
        match parts.method {
            Method::POST if requested.is_form() => {
                guard::check_origin(&parts.headers)?;
                let form = forms::Form::parse(&parts.headers, read(body, &options).await?)?;
                self.guard.check_token(&caller, &form.text("token"))?;
                actions::run(self, requested, &visitor, &form).await
            }
            Method::GET | Method::HEAD if requested == ConsolePath::Events => {
                guard::check_origin(&parts.headers)?;
                let only = query("webhook").and_then(|id| id.parse().ok());
                live::stream(self, only, &parts)
            }
            Method::GET | Method::HEAD if requested.is_read() => {
                let page = Page {
                    console: self,
                    visitor: &visitor,
                    done: query("done"),
                };
                match requested {
                    ConsolePath::New => Ok(forms::create(&page)),
                    ConsolePath::Signal => Ok(forms::signal(&page)),
                    ConsolePath::Webhook(id) => {
                        let before = query("before").and_then(|before| before.parse().ok());
                        webhook::page(&page, id, before).await
                    }
                    _ => {
                        let after = query("after").and_then(|after| after.parse().ok());
                        list::page(&page, after.unwrap_or(0)).await
                    }
                }
            }
            _ => Err(wrong_method(
                match (requested.is_read(), requested.is_form()) {
                    (true, true) => "GET, HEAD, POST",
                    (true, false) => "GET, HEAD",
                    _ => "POST",
                },
            )),
        }
    }

    /// The webhook with this id, if the caller may see it.
    async fn find(&self, id: i32, visitor: &Visitor) -> Result<Webhook12, Fault> {
        let found = self.webhooks.seen_by(id, &visitor.requester).await?;
        found.ok_or_else(|| unknown::<Webhook12>(id))
    }
}

/// A requested page.
struct Page<'p> {
    console: &'p Console,
    visitor: &'p Visitor,
    /// The result of a form, from the query.
    done: Option<String>,
}

impl<'p> Page<'p> {
    fn frame(&'p self, title: &'p str) -> Frame<'p> {
        Frame {
            title,
            user: self.visitor.name(),
            status: StatusCode::OK,
            events: None,
            notice: self.done.as_deref().and_then(frame::notice),
        }
    }
}

impl Pages for Console {
    fn path(&self) -> &'static str {
        PATH
    }

    fn name(&self) -> &'static str {
        "console"
    }

    fn agent(&self) -> &'static str {
        "Webhook"
    }

    fn answer(&self, request: PageRequest) -> Rendering<'_> {
        Box::pin(async move {
            let answer = self.respond(request).await;
            answer.unwrap_or_else(|fault| self.refuse(&fault))
        })
    }

    fn refuse(&self, fault: &Fault) -> Response {
        let mut response = frame::refusal(fault);
        for (name, value) in fault.fields() {
            response.headers_mut().append(name.clone(), value.clone());
        }
        response
    }
}

/// The response to a form: a redirect to the page that shows its result.
fn redirect(path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(LOCATION, path);
    }
    policy::protect(response.headers_mut());
    response
}

impl Agent {
    /// Serves the web console.
    pub(crate) fn serve_console(self, webhooks: &Webhooks) -> Self {
        self.pages(Arc::new(Console {
            webhooks: webhooks.clone(),
            guard: Guard::new(),
            listeners: Arc::default(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::ConsolePath;

    #[test]
    fn paths_of_pages_and_forms() {
        for (path, expected) in [
            ("/console", Some(ConsolePath::List)),
            ("/Console/", Some(ConsolePath::List)),
            ("/console/new", Some(ConsolePath::New)),
            ("/console/webhooks/7", Some(ConsolePath::Webhook(7))),
            ("/console/webhooks/7/test", Some(ConsolePath::Test(7))),
            (
                "/console/webhooks/7/deliveries/9/retry",
                Some(ConsolePath::Retry(7, 9)),
            ),
            ("/console/webhooks", None),
            ("/console/webhooks/x", None),
            ("/console/webhooks/7/deliveries/9", None),
            ("/console/webhooks/7/deliveries/9/retry/more", None),
            ("/console/new/more", None),
            ("/console//", None),
        ] {
            assert_eq!(ConsolePath::of(path), expected, "{path}");
        }
    }
}
