//! Runs the actions of forms.

use http::StatusCode;

use super::forms::{self, Form};
use super::frame::Frame;
use super::{Console, ConsolePath, PATH, Visitor, redirect};
use crate::body::Response;
use crate::fault::Fault;

/// Runs the action of a form, and redirects to the page that shows its result. An invalid form is
/// shown again.
pub(super) async fn run(
    console: &Console,
    requested: ConsolePath,
    visitor: &Visitor,
    form: &Form,
) -> Result<Response, Fault> {
    let webhooks = &console.webhooks;
    let (id, done) = match requested {
        ConsolePath::New => return Ok(create(console, visitor, form).await),
        ConsolePath::Signal => return Ok(signal(console, visitor, form).await),
        ConsolePath::Test(id) => {
            webhooks.test_and_keep(id, &visitor.requester).await?;
            (id, "tested")
        }
        ConsolePath::Restart(id) => {
            webhooks.restart(id, &visitor.requester).await?;
            (id, "restarted")
        }
        ConsolePath::Retry(id, delivery) => {
            console.find(id, visitor).await?;
            webhooks.retry(id, delivery).await?;
            (id, "again")
        }
        ConsolePath::List | ConsolePath::Events | ConsolePath::Webhook(_) => {
            return Err(Fault::internal());
        }
    };
    Ok(redirect(&format!("{PATH}/webhooks/{id}?done={done}")))
}

async fn create(console: &Console, visitor: &Visitor, form: &Form) -> Response {
    let hook = form.webhook();
    let stored = console.webhooks.stored();
    match stored.create(hook.clone(), &visitor.requester).await {
        Ok(saved) => {
            let done = if console.webhooks.ping {
                "created"
            } else {
                "saved"
            };
            redirect(&format!("{PATH}/webhooks/{}?done={done}", saved.webhook_id))
        }
        Err(fault) => {
            let frame = again("New webhook", visitor, fault.status());
            forms::create_with(&frame, visitor, console.webhooks.ping, &hook, Some(&fault))
        }
    }
}

async fn signal(console: &Console, visitor: &Visitor, form: &Form) -> Response {
    let signalled = async {
        let (key, data) = (form.key()?, form.data()?);
        let event = form.text("event");
        console.webhooks.signal(&event, key, data).await
    };
    match signalled.await {
        Ok(()) => redirect(&format!("{PATH}?done=signalled")),
        Err(fault) => {
            let frame = again("Signal an event", visitor, fault.status());
            forms::signal_with(&frame, visitor, Some(form), Some(&fault))
        }
    }
}

/// The frame of a form that is shown again.
fn again<'f>(title: &'f str, visitor: &'f Visitor, status: StatusCode) -> Frame<'f> {
    Frame {
        title,
        user: visitor.name(),
        status,
        events: None,
        notice: None,
    }
}
