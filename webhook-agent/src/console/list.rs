//! The list of all webhooks.

use webhook_model::WebhookState;
use webhook_model::entities::Webhook12;

use super::frame::Html;
use super::{PATH, Page};
use crate::body::Response;
use crate::delivery::without_query;
use crate::fault::Fault;
use crate::html::Escaped;

/// The maximum number of webhooks on a page.
const SHOWN: usize = 100;

/// The maximum number of events in a webhook's row.
const EVENTS: usize = 3;

/// The list of webhooks with ids above `after`.
pub(super) async fn page(page: &Page<'_>, after: i32) -> Result<Response, Fault> {
    let webhooks = &page.console.webhooks;
    let all = webhooks.all_seen_by(&page.visitor.requester, true).await?;
    let waiting = webhooks.waiting().await?.count;
    let total = all.len();
    let mut rest = all.into_iter().filter(|hook| hook.webhook_id > after);
    let shown: Vec<Webhook12> = rest.by_ref().take(SHOWN).collect();
    let more = rest.next().is_some();

    let mut html = Html::new();
    html.put(format_args!(
        "<h1>Webhooks</h1>\n<p id=\"summary\" data-live>{}, {} in the queue.</p>\n",
        count(total, "webhook"),
        count(waiting, "notification")
    ));
    html.put(format_args!("<div id=\"first\" data-live>\n"));
    if total == 0 {
        html.put(format_args!(
            "<p class=\"empty\">No webhooks yet. \
             <a href=\"{PATH}/new\">Create the first webhook</a>.</p>\n"
        ));
    }
    html.put(format_args!(
        "</div>\n<table>\n<caption class=\"unseen\">Webhooks by id</caption>\n<thead>\n<tr>\
         <th scope=\"col\">Name</th><th scope=\"col\">State</th><th scope=\"col\">Events</th>\
         <th scope=\"col\">Target</th><th scope=\"col\" class=\"number\">Calls</th>\
         <th scope=\"col\" class=\"number\">Errors</th>\
         <th scope=\"col\" class=\"number\">In a row</th></tr>\n</thead>\n\
         <tbody id=\"webhooks\" data-live>\n"
    ));
    for hook in &shown {
        row(&mut html, hook);
    }
    html.put(format_args!("</tbody>\n</table>\n"));
    if let Some(last) = shown.last().filter(|_| more) {
        html.put(format_args!(
            "<p><a href=\"{PATH}?after={}\">Next webhooks</a></p>\n",
            last.webhook_id
        ));
    }
    let events = format!("{PATH}/events");
    let mut frame = page.frame("Webhooks");
    frame.events = Some(&events);
    Ok(frame.render(&html))
}

fn row(html: &mut Html, hook: &Webhook12) {
    let id = hook.webhook_id;
    html.put(format_args!(
        "<tr id=\"w{id}\"><th scope=\"row\"><a id=\"w{id}-name\" href=\"{PATH}/webhooks/{id}\">\
         <bdi>{}</bdi></a></th><td data-label=\"State\">{}</td><td data-label=\"Events\">",
        Escaped(&name(hook)),
        state(&hook.state)
    ));
    let events = hook.events.as_deref().unwrap_or_default();
    for event in events.iter().take(EVENTS) {
        html.put(format_args!("<code>{}</code> ", Escaped(event)));
    }
    if events.len() > EVENTS {
        html.put(format_args!("and {} more", events.len() - EVENTS));
    }
    let target = without_query(hook.target_url.as_deref().unwrap_or_default());
    html.put(format_args!(
        "</td><td data-label=\"Target\" class=\"long\">{}</td>\
         <td data-label=\"Calls\" class=\"number\">{}</td>\
         <td data-label=\"Errors\" class=\"number\">{}</td>\
         <td data-label=\"Errors in a row\" class=\"number{}\">{}</td></tr>\n",
        Escaped(&target),
        hook.total_calls,
        hook.total_errors,
        if hook.consecutive_errors > 0 {
            " bad"
        } else {
            ""
        },
        hook.consecutive_errors
    ));
}

/// The name of a webhook, or a text with its id if it has no name.
pub(super) fn name(hook: &Webhook12) -> String {
    match hook.name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("Webhook {}", hook.webhook_id),
    }
}

/// The badge of a state.
pub(super) fn state(state: &WebhookState) -> String {
    let (class, text) = match state {
        WebhookState::Active => ("good", "Active"),
        WebhookState::Stopped => ("plain", "Stopped"),
        WebhookState::TooManyErrors => ("bad", "Too many errors"),
        _ => ("plain", "Unknown"),
    };
    format!("<span class=\"badge {class}\">{text}</span>")
}

fn count(count: usize, of: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {of}{plural}")
}
