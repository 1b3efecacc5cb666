//! The parts that all pages share: head, navigation, style and script.

use std::fmt::{self, Write as _};

use http::StatusCode;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, header};

use super::policy::{SCRIPT, STYLE, protect};
use super::{PATH, Visitor};
use crate::body::{Body, Response};
use crate::fault::Fault;
use crate::html::Escaped;

/// The frame of a page.
#[derive(Clone, Copy)]
pub(super) struct Frame<'f> {
    pub(super) title: &'f str,
    pub(super) user: Option<&'f str>,
    pub(super) status: StatusCode,
    /// The path of the page's event stream.
    pub(super) events: Option<&'f str>,
    /// The result of a form.
    pub(super) notice: Option<&'static str>,
}

/// HTML under construction. Writing to a string cannot fail, so results are ignored.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn put(&mut self, text: fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(text);
    }

    /// A button that posts to a path. `about` describes it to screen readers.
    pub(super) fn button(&mut self, visitor: &Visitor, path: &str, text: &str, about: &str) {
        let id = Escaped(path.trim_start_matches(PATH)).to_string();
        self.put(format_args!(
            "<form method=\"post\" action=\"{}\">{}<button id=\"b{}\">{text}\
             <span class=\"unseen\"> {}</span></button></form>\n",
            Escaped(path),
            token(visitor),
            id.replace('/', "-"),
            Escaped(about),
        ));
    }
}

/// The hidden field with the form's token.
pub(super) fn token(visitor: &Visitor) -> String {
    format!(
        "<input type=\"hidden\" name=\"token\" value=\"{}\">",
        Escaped(&visitor.token)
    )
}

/// The notice about the result of a form. The query of the address selects a fixed text, so a link
/// cannot put other text on the page.
pub(super) fn notice(done: &str) -> Option<&'static str> {
    Some(match done {
        "created" => "The webhook is saved. Its target responded to the test event.",
        "saved" => "The webhook is saved.",
        "tested" => "The test event was sent. The first delivery below shows the response.",
        "again" => "The event is queued again. A new delivery will appear below.",
        "restarted" => "The webhook is active.",
        "signalled" => "The event is queued for the active webhooks that listen to it.",
        _ => return None,
    })
}

impl Frame<'_> {
    /// Renders the page with its content.
    pub(super) fn render(&self, content: &Html) -> Response {
        let mut page = Html(String::with_capacity(STYLE.len() + SCRIPT.len() + 2048));
        let title = Escaped(self.title);
        page.put(format_args!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title} - Webhook console</title>\n<style>{STYLE}</style>\n</head>\n<body"
        ));
        if let Some(events) = self.events {
            page.put(format_args!(" data-events=\"{}\"", Escaped(events)));
        }
        page.put(format_args!(
            ">\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header>\n\
             <nav aria-label=\"Pages\">\n"
        ));
        for (path, text) in [
            ("/console", "Webhooks"),
            ("/console/new", "New webhook"),
            ("/console/signal", "Signal an event"),
        ] {
            let current = if text == self.title {
                " aria-current=\"page\""
            } else {
                ""
            };
            page.put(format_args!("<a href=\"{path}\"{current}>{text}</a>\n"));
        }
        page.put(format_args!(
            "</nav>\n<p id=\"live\" role=\"status\"></p>\n"
        ));
        if let Some(user) = self.user {
            page.put(format_args!(
                "<p class=\"user\">Signed in as <bdi>{}</bdi></p>\n",
                Escaped(user)
            ));
        }
        page.put(format_args!(
            "</header>\n<main id=\"main\" tabindex=\"-1\">\n"
        ));
        if let Some(notice) = self.notice {
            page.put(format_args!(
                "<p class=\"notice\" role=\"status\">{notice}</p>\n"
            ));
        }
        page.0.push_str(&content.0);
        page.put(format_args!(
            "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
        ));
        let mut response = Response::new(Body::from(page.0));
        *response.status_mut() = self.status;
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, html);
        let english = HeaderValue::from_static("en");
        response
            .headers_mut()
            .insert(header::CONTENT_LANGUAGE, english);
        protect(response.headers_mut());
        response
    }
}

/// The page for a rejected request.
pub(super) fn refusal(fault: &Fault) -> Response {
    let status = fault.status();
    let title = status.canonical_reason().unwrap_or("Error");
    let mut html = Html::new();
    html.put(format_args!(
        "<h1>{title}</h1>\n<p class=\"problem\" role=\"alert\">{}</p>\n\
         <p><a href=\"{PATH}\">Back to the webhooks</a></p>\n",
        Escaped(&sentence(fault.message()))
    ));
    let frame = Frame {
        title,
        user: None,
        status,
        events: None,
        notice: None,
    };
    frame.render(&html)
}

/// Turns a message into a sentence.
pub(super) fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let mut text = match letters.next() {
        Some(first) => first.to_uppercase().to_string(),
        None => String::new(),
    };
    text.push_str(letters.as_str());
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}
