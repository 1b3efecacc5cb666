//! The page of a webhook.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{NaiveDateTime, Timelike as _};
use webhook_model::entities::Webhook12;
use webhook_model::{Associate, DateTime, WebhookState};

use super::frame::Html;
use super::list::{name, state};
use super::{PATH, Page, deliveries};
use crate::body::Response;
use crate::delivery::without_query;
use crate::fault::Fault;
use crate::html::Escaped;
use crate::webhooks::MAX_ERRORS;

/// A webhook, its counters, and its deliveries, optionally those before an id.
pub(super) async fn page(page: &Page<'_>, id: i32, before: Option<i64>) -> Result<Response, Fault> {
    let webhooks = &page.console.webhooks;
    let hook = page.console.find(id, page.visitor).await?;
    let attempts = webhooks.deliveries(id).await?;
    let title = name(&hook);
    let secrets = deliveries::Secrets::of(&hook);

    let mut html = Html::new();
    html.put(format_args!(
        "<div class=\"title\">\n<h1><bdi>{}</bdi></h1>\n\
         <div id=\"state\" data-live>\n<p>{}</p>\n</div>\n</div>\n<div class=\"actions\">\n",
        Escaped(&title),
        state(&hook.state)
    ));
    let (path, visitor) = (format!("{PATH}/webhooks/{id}"), page.visitor);
    html.button(
        visitor,
        &format!("{path}/test"),
        "Send test event",
        "to its target",
    );
    html.put(format_args!("<div id=\"restart\" data-live>\n"));
    if hook.state != WebhookState::Active {
        html.button(
            visitor,
            &format!("{path}/restart"),
            "Restart",
            "this webhook",
        );
    }
    html.put(format_args!("</div>\n</div>\n"));
    counters(&mut html, &hook, &secrets);
    properties(&mut html, &hook);
    html.put(format_args!("<h2>Deliveries</h2>\n"));
    deliveries::list(&mut html, page.visitor, &hook, &attempts, before, &secrets);

    let events = format!("{PATH}/events?webhook={id}");
    let mut frame = page.frame(&title);
    frame.events = Some(&events);
    Ok(frame.render(&html))
}

fn counters(html: &mut Html, hook: &Webhook12, secrets: &deliveries::Secrets) {
    html.put(format_args!(
        "<div id=\"counters\" data-live>\n<dl class=\"counters\">\n\
         <div><dt>Calls</dt><dd>{}</dd></div>\n<div><dt>Errors</dt><dd>{}</dd></div>\n\
         <div><dt>Errors in a row</dt><dd{}>{} <small>of {MAX_ERRORS}</small></dd></div>\n</dl>\n",
        hook.total_calls,
        hook.total_errors,
        if hook.consecutive_errors > 0 {
            " class=\"bad\""
        } else {
            ""
        },
        hook.consecutive_errors
    ));
    if let Some(error) = hook.last_error.as_deref().filter(|error| !error.is_empty()) {
        html.put(format_args!(
            "<details id=\"last-error\"><summary>Last error</summary><pre>{}</pre></details>\n",
            Escaped(&secrets.hide(error))
        ));
    }
    html.put(format_args!("</div>\n"));
}

/// The properties of a webhook, without its secrets.
fn properties(html: &mut Html, hook: &Webhook12) {
    html.put(format_args!("<dl class=\"card properties\">\n"));
    let mut put = |term: &str, value: String| {
        html.put(format_args!("<dt>{term}</dt><dd>{value}</dd>\n"));
    };
    let target = without_query(hook.target_url.as_deref().unwrap_or_default());
    put(
        "Target",
        format!("<span class=\"long\">{}</span>", Escaped(&target)),
    );
    let events = hook.events.as_deref().unwrap_or_default();
    put("Events", names(&mut events.iter()));
    let is_signed = hook
        .secret
        .as_ref()
        .is_some_and(|secret| !secret.is_empty());
    put(
        "Secret",
        (if is_signed {
            "set, not shown"
        } else {
            "none; notifications are not signed"
        })
        .to_owned(),
    );
    let none = BTreeMap::new();
    let headers = hook.headers.as_ref().unwrap_or(&none);
    let hint = if headers.is_empty() {
        ""
    } else {
        " (values are not shown)"
    };
    let headers = names(&mut headers.keys());
    put("Own header fields", format!("{headers}{hint}"));
    let none = BTreeMap::new();
    let added = hook.properties.as_ref().unwrap_or(&none);
    put("Added properties", names(&mut added.keys()));
    if let Some(email) = hook
        .errors_email
        .as_deref()
        .filter(|email| !email.is_empty())
    {
        put("Errors to", Escaped(email).to_string());
    }
    put(
        "Created",
        stamp(hook.registered, hook.registered_associate.as_ref()),
    );
    put(
        "Changed",
        stamp(hook.updated, hook.updated_associate.as_ref()),
    );
    html.put(format_args!("</dl>\n"));
}

/// Names as code, separated by spaces.
fn names(names: &mut dyn Iterator<Item = &String>) -> String {
    let mut text = String::new();
    for name in names {
        let space = if text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{space}<code>{}</code>", Escaped(name));
    }
    if text.is_empty() {
        text.push_str("none");
    }
    text
}

fn stamp(when: DateTime, by: Option<&Associate>) -> String {
    let by = by.and_then(|by| by.name.as_deref());
    let by = by.map_or_else(String::new, |by| format!(" by <bdi>{}</bdi>", Escaped(by)));
    format!("{}{by}", time(when))
}

/// Formats a time in UTC.
pub(super) fn time(when: DateTime) -> String {
    let when: NaiveDateTime = when.into();
    let when = when.with_nanosecond(0).unwrap_or(when);
    // `Debug` has a `T` between the date and the time.
    format!("<time datetime=\"{when:?}Z\">{when} UTC</time>")
}
