//! The deliveries of a webhook as a timeline.

use webhook_model::WebhookState;
use webhook_model::entities::Webhook12;

use super::frame::Html;
use super::webhook::time;
use super::{PATH, Visitor};
use crate::delivery::HIDDEN;
use crate::html::Escaped;
use crate::webhooks::Delivery;

/// The maximum number of deliveries on a page.
const SHOWN: usize = 25;

/// Shorter secrets are not replaced in texts, since they would match by chance.
const MIN_SECRET: usize = 6;

/// Secrets to hide if a target repeats them in its response.
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    /// The secret of a webhook and the values of its own header fields.
    pub(super) fn of(hook: &Webhook12) -> Self {
        let mut found: Vec<String> = Vec::new();
        let mut add = |text: &str| {
            // Longer ones first, since they may contain shorter ones.
            let place = found.partition_point(|known| known.len() >= text.len());
            if text.len() >= MIN_SECRET {
                found.insert(place, text.to_owned());
            }
        };
        if let Some(secret) = &hook.secret {
            add(secret.expose());
        }
        if let Some(headers) = &hook.headers {
            for value in headers.values() {
                add(value);
                // The last word, such as the token in `Bearer ..`, is a secret by itself.
                if let Some(word) = value.split_whitespace().next_back() {
                    add(word);
                }
            }
        }
        found.dedup();
        Self(found)
    }

    /// Replaces the secrets in a text.
    pub(super) fn hide(&self, text: &str) -> String {
        let hide = |text: String, secret: &String| text.replace(secret.as_str(), HIDDEN);
        self.0.iter().fold(text.to_owned(), hide)
    }
}

/// Shows the newest deliveries, or those before an id.
pub(super) fn list(
    html: &mut Html,
    visitor: &Visitor,
    hook: &Webhook12,
    attempts: &[Delivery],
    before: Option<i64>,
    secrets: &Secrets,
) {
    let is_older = |delivery: &&Delivery| before.is_none_or(|before| delivery.delivery_id < before);
    let mut rest = attempts.iter().filter(is_older);
    let shown: Vec<&Delivery> = rest.by_ref().take(SHOWN).collect();
    // The list is also on the page when it is empty, so that the script can add the first delivery.
    html.put(format_args!(
        "<div id=\"none\" data-live>{}</div>\n<ol id=\"deliveries\" class=\"timeline\" data-live>\n",
        if shown.is_empty() {
            "<p class=\"empty\">Nothing has been sent yet.</p>"
        } else {
            ""
        }
    ));
    for delivery in &shown {
        item(html, visitor, hook, delivery, secrets);
    }
    html.put(format_args!("</ol>\n"));
    if let Some(last) = shown.last()
        && rest.next().is_some()
    {
        html.put(format_args!(
            "<p><a href=\"{PATH}/webhooks/{}?before={}\">Older deliveries</a></p>\n",
            hook.webhook_id, last.delivery_id
        ));
    }
}

fn item(
    html: &mut Html,
    visitor: &Visitor,
    hook: &Webhook12,
    delivery: &Delivery,
    secrets: &Secrets,
) {
    let id = delivery.delivery_id;
    let event = delivery.event.as_deref().unwrap_or_default();
    let result = result(delivery);
    let class = if delivery.failure.is_none() {
        "good"
    } else {
        "bad"
    };
    let kind = if delivery.failure.is_none() {
        "delivered"
    } else {
        "failed"
    };
    html.put(format_args!(
        "<li id=\"d{id}\" class=\"{kind}\">\n<h3><bdi>{}</bdi> \
         <span class=\"badge {class}\">{result}</span></h3>\n\
         <p class=\"meta\">{} &middot; attempt {} &middot; {} ms",
        Escaped(event),
        time(delivery.time),
        delivery.attempt,
        delivery.duration
    ));
    if delivery.primary_key != 0 {
        html.put(format_args!(" &middot; record {}", delivery.primary_key));
    }
    if delivery.will_retry {
        html.put(format_args!(" &middot; will be retried"));
    }
    html.put(format_args!("</p>\n"));
    if hook.state == WebhookState::Active {
        let path = format!("{PATH}/webhooks/{}/deliveries/{id}/retry", hook.webhook_id);
        html.button(
            visitor,
            &path,
            "Send again",
            &format!("{event}, delivery {id}"),
        );
    }
    let request = delivery.request.as_deref().unwrap_or("not recorded");
    let (heading, answer) = if delivery.status == 0 {
        ("No response", delivery.message.as_deref())
    } else {
        ("Response", delivery.message.as_deref())
    };
    html.put(format_args!(
        "<details id=\"d{id}-more\"><summary id=\"d{id}-open\">Request and response</summary>\n\
         <div class=\"pair\">\n\
         <section aria-labelledby=\"d{id}-r\"><h4 id=\"d{id}-r\">Request</h4>\
         <pre tabindex=\"0\">\n{}</pre></section>\n\
         <section aria-labelledby=\"d{id}-a\"><h4 id=\"d{id}-a\">{heading}</h4>\
         <pre tabindex=\"0\">\n{}</pre></section>\n</div>\n</details>\n",
        Escaped(&secrets.hide(request)),
        Escaped(&secrets.hide(answer.unwrap_or_default()))
    ));
    html.put(format_args!("</li>\n"));
}

/// The result of an attempt in a few words.
fn result(delivery: &Delivery) -> String {
    let words = match delivery.failure.as_deref() {
        None => return format!("{} delivered", delivery.status),
        Some("refused") => "address not allowed",
        Some("unresolved") => "name not found",
        Some("unconnected") => "no connection",
        Some("broken") => "invalid response",
        Some("timed_out") => "timed out",
        Some("no_tls") => "no TLS",
        Some(_) => return format!("{} failed", delivery.status),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_wherever_they_are_repeated() {
        let mut hook = Webhook12::create_default();
        hook.secret = Some("hunter2".into());
        let fields = [("Authorization", "Bearer abcdef"), ("X", "no")];
        hook.headers = Some(
            fields
                .map(|(name, value)| (name.into(), value.into()))
                .into(),
        );
        let secrets = Secrets::of(&hook);
        let text = secrets.hide("hunter2 Bearer abcdef abcdef no");
        assert_eq!(text, "*** *** *** no");
    }
}
