//! The forms to create a webhook and to signal an event.

use std::collections::BTreeMap;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use webhook_model::Secret;
use webhook_model::entities::Webhook12;

use super::frame::{Frame, Html, sentence, token};
use super::{PATH, Page, Visitor};
use crate::body::Response;
use crate::fault::Fault;
use crate::html::Escaped;
use crate::path::query_value;

/// The body of a submitted form.
pub(super) struct Form(String);

impl Form {
    /// # Errors
    /// 415 for another media type than that of forms, 400 for a body that is not UTF-8.
    pub(super) fn parse(headers: &HeaderMap, body: Vec<u8>) -> Result<Self, Fault> {
        let media_type = headers
            .get(CONTENT_TYPE)
            .map_or(&[][..], |it| it.as_bytes());
        let media_type = media_type.split(|byte| *byte == b';').next();
        let is_form = media_type.is_some_and(|media_type| {
            let form = b"application/x-www-form-urlencoded";
            media_type.trim_ascii().eq_ignore_ascii_case(form)
        });
        if !is_form {
            let message = "expected the media type application/x-www-form-urlencoded";
            return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
        let text = String::from_utf8(body);
        text.map(Self)
            .map_err(|_| Fault::bad_request("the form is not UTF-8"))
    }

    /// The trimmed text of a field; empty if it is missing.
    pub(super) fn text(&self, name: &str) -> String {
        let text = query_value(&self.0, name).unwrap_or_default();
        text.trim().to_owned()
    }

    /// The webhook in the form: the default webhook with the values of the fields.
    pub(super) fn webhook(&self) -> Webhook12 {
        let given = |name| Some(self.text(name)).filter(|text| !text.is_empty());
        let mut hook = Webhook12::create_default();
        hook.name = given("name");
        hook.target_url = given("target");
        hook.errors_email = given("email");
        hook.secret = given("secret").map(Secret::from);
        let events = self.text("events");
        let events = events.split(|letter: char| letter == ',' || letter.is_whitespace());
        hook.events = Some(
            events
                .filter(|event| !event.is_empty())
                .map(str::to_owned)
                .collect(),
        );
        hook
    }

    /// The primary key of the event.
    ///
    /// # Errors
    /// 400 if it is not an int32.
    pub(super) fn key(&self) -> Result<i32, Fault> {
        match self.text("key").as_str() {
            "" => Ok(0),
            key => key
                .parse()
                .map_err(|_| Fault::bad_request("the primary key is not an int32")),
        }
    }

    /// The data of the event.
    ///
    /// # Errors
    /// 400 if it is not a JSON object.
    pub(super) fn data(&self) -> Result<Option<BTreeMap<String, Value>>, Fault> {
        let data = self.text("data");
        if data.is_empty() {
            return Ok(None);
        }
        let Ok(Value::Object(members)) = data.parse() else {
            let message = "the data is not a JSON object, such as {\"amount\": 5}";
            return Err(Fault::bad_request(message));
        };
        let mut data = BTreeMap::new();
        for (name, value) in members {
            data.insert(name, value);
        }
        Ok(Some(data))
    }
}

/// A field of a form.
struct Field<'f> {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: &'f str,
    kind: Kind,
}

enum Kind {
    /// An `input`, with its type and other attributes.
    Input(&'static str),
    /// A `textarea`, with its number of rows.
    Area(u8),
}

impl Html {
    fn field(&mut self, field: &Field<'_>) {
        let Field {
            name,
            label,
            hint,
            value,
            kind,
        } = field;
        let value = Escaped(value);
        self.put(format_args!(
            "<div class=\"field\">\n<label for=\"{name}\">{label}</label>\n"
        ));
        let common = format!(
            "id=\"{name}\" name=\"{name}\" aria-describedby=\"{name}-hint\" spellcheck=\"false\""
        );
        match kind {
            Kind::Input(more) => {
                self.put(format_args!("<input {common} {more} value=\"{value}\">\n"));
            }
            // The HTML parser ignores one line feed after the tag.
            Kind::Area(rows) => self.put(format_args!(
                "<textarea {common} rows=\"{rows}\">\n{value}</textarea>\n"
            )),
        }
        self.put(format_args!(
            "<p class=\"hint\" id=\"{name}-hint\">{hint}</p>\n</div>\n"
        ));
    }

    fn form(
        &mut self,
        frame: &Frame<'_>,
        visitor: &Visitor,
        path: &str,
        problem: Option<&Fault>,
        fields: &[Field<'_>],
        button: &str,
    ) {
        self.put(format_args!("<h1>{}</h1>\n", Escaped(frame.title)));
        if let Some(problem) = problem {
            self.put(format_args!(
                "<p class=\"problem\" role=\"alert\">{}</p>\n",
                Escaped(&sentence(problem.message()))
            ));
        }
        self.put(format_args!(
            "<form class=\"card\" method=\"post\" action=\"{PATH}{path}\">\n{}\n",
            token(visitor)
        ));
        for field in fields {
            self.field(field);
        }
        self.put(format_args!(
            "<p><button class=\"main\">{button}</button></p>\n</form>\n"
        ));
    }
}

/// The form to create a webhook, with default values.
pub(super) fn create(page: &Page<'_>) -> Response {
    let (frame, ping) = (page.frame("New webhook"), page.console.webhooks.ping);
    create_with(
        &frame,
        page.visitor,
        ping,
        &Webhook12::create_default(),
        None,
    )
}

/// The form to create a webhook, with the submitted values except the secret.
pub(super) fn create_with(
    frame: &Frame<'_>,
    visitor: &Visitor,
    is_tested: bool,
    hook: &Webhook12,
    problem: Option<&Fault>,
) -> Response {
    let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
    let events = hook.events.clone().unwrap_or_default().join("\n");
    let (name, target) = (text(&hook.name), text(&hook.target_url));
    let email = text(&hook.errors_email);
    let fields = [
        Field {
            name: "name",
            label: "Name",
            hint: "A display name; it does not have to be unique.",
            value: &name,
            kind: Kind::Input("type=\"text\" maxlength=\"400\" autocomplete=\"off\""),
        },
        Field {
            name: "target",
            label: "Target",
            hint: if is_tested {
                "The URL that notifications are posted to. It must respond with 200 to a test event."
            } else {
                "The URL that notifications are posted to."
            },
            value: &target,
            kind: Kind::Input(
                "type=\"url\" maxlength=\"4000\" placeholder=\"https://\" autocomplete=\"off\" required",
            ),
        },
        Field {
            name: "events",
            label: "Events",
            hint: "One per line, such as <code>contact.created</code> or <code>sale.changed</code>.",
            value: &events,
            kind: Kind::Area(4),
        },
        Field {
            name: "secret",
            label: "Secret",
            hint: "The key that signs notifications. It is not shown again. Without a key, notifications are not signed.",
            value: "",
            kind: Kind::Input("type=\"password\" maxlength=\"400\" autocomplete=\"new-password\""),
        },
        Field {
            name: "email",
            label: "Errors to",
            hint: "The e-mail address for errors. It is only stored; this program does not send mail.",
            value: &email,
            kind: Kind::Input("type=\"email\" maxlength=\"239\" autocomplete=\"off\""),
        },
    ];
    let mut html = Html::new();
    html.form(frame, visitor, "/new", problem, &fields, "Create webhook");
    frame.render(&html)
}

/// The form to signal an event.
pub(super) fn signal(page: &Page<'_>) -> Response {
    signal_with(&page.frame("Signal an event"), page.visitor, None, None)
}

/// The form to signal an event, with the submitted values.
pub(super) fn signal_with(
    frame: &Frame<'_>,
    visitor: &Visitor,
    form: Option<&Form>,
    problem: Option<&Fault>,
) -> Response {
    let given = |name| form.map(|form| form.text(name)).unwrap_or_default();
    let (event, key, data) = (given("event"), given("key"), given("data"));
    let fields = [
        Field {
            name: "event",
            label: "Event",
            hint: "The name of the event, such as <code>sale.changed</code>. Active webhooks that listen to it are notified.",
            value: &event,
            kind: Kind::Input(
                "type=\"text\" autocomplete=\"off\" autocapitalize=\"none\" required",
            ),
        },
        Field {
            name: "key",
            label: "Primary key",
            hint: "The primary key of the record; 0 for none.",
            value: if key.is_empty() { "0" } else { &key },
            kind: Kind::Input("type=\"number\" min=\"-2147483648\" max=\"2147483647\" step=\"1\""),
        },
        Field {
            name: "data",
            label: "Data",
            hint: "Field values as a JSON object, such as <code>{\"amount\": 5}</code>. May be empty.",
            value: &data,
            kind: Kind::Area(4),
        },
    ];
    let mut html = Html::new();
    html.form(frame, visitor, "/signal", problem, &fields, "Signal event");
    frame.render(&html)
}
