//! Compares the responses with the expectation of the case.

use crate::common::{Answer, DEFAULT_JSON, PATH};

use super::expectation::Expectation;
use super::request::Plan;

/// The responses on one connection.
#[derive(Debug, Default)]
pub(crate) struct Exchange {
    /// The final responses.
    pub(crate) answers: Vec<Answer>,
    /// The statuses of interim responses (1xx).
    pub(crate) interim: Vec<u16>,
    /// The number of bytes after the last response that are not a response.
    pub(crate) rest: usize,
}

/// Checks that the responses are as expected.
pub(crate) fn judge(plan: &Plan, wanted: &Expectation, found: &Exchange) -> Result<(), String> {
    let follow_up = usize::from(wanted.survives);
    let most = wanted.count.unwrap_or(plan.requests) + follow_up;
    if found.answers.len() > most {
        return Err(format!(
            "{} answers to {most} requests",
            found.answers.len()
        ));
    }
    if found.rest > 0 {
        return Err(format!("{} bytes after the last answer", found.rest));
    }
    if let Some(status) = found
        .interim
        .iter()
        .find(|status| wanted.never.contains(status))
    {
        return Err(format!("interim answer {status}"));
    }
    let Some(answer) = found.answers.first() else {
        return if wanted.closes {
            Ok(())
        } else {
            Err("no answer".to_owned())
        };
    };
    // Including hyper's own responses.
    let sniffed = found
        .answers
        .iter()
        .find(|answer| answer.header("x-content-type-options") != "nosniff");
    if let Some(answer) = sniffed {
        return Err(format!("lacks nosniff: {}", answer.head));
    }
    status(plan, wanted, answer)?;
    if describes(plan, wanted) {
        let names_post = plan.method == "HEAD" || answer.text().contains("\"Method\":\"POST\"");
        return if names_post {
            Ok(())
        } else {
            Err(answer.text())
        };
    }
    fields(wanted, answer)?;
    contents(plan, wanted, answer)?;
    if wanted.survives {
        let second = found.answers.get(1).map(|answer| answer.status);
        if second != Some(200) {
            return Err(format!("the next request has {second:?}"));
        }
    }
    if let Some(count) = wanted.count {
        in_order(count, &found.answers)?;
    }
    Ok(())
}

/// GET and HEAD on an operation describe it (vendor documentation); the suite expects 405 because
/// its server accepts only POST.
fn describes(plan: &Plan, wanted: &Expectation) -> bool {
    let is_operation = plan.target.starts_with(PATH);
    is_operation && matches!(plan.method.as_str(), "GET" | "HEAD") && wanted.statuses.contains(&405)
}

fn status(plan: &Plan, wanted: &Expectation, answer: &Answer) -> Result<(), String> {
    let status = answer.status;
    let is_right = if describes(plan, wanted) {
        status == 200
    } else {
        let closes = answer.header("connection").eq_ignore_ascii_case("close");
        wanted.statuses.contains(&status)
            || (wanted.closes && status >= 400)
            || (wanted.as_usual && status == 200)
            || (wanted.success_if_closed && status == 200 && closes)
    };
    // If only header fields are named, the request succeeds.
    let is_open = wanted.statuses.is_empty() && !wanted.closes && !wanted.as_usual;
    let is_right = is_right || (is_open && status == 200);
    if is_right && !wanted.never.contains(&status) {
        Ok(())
    } else {
        Err(format!("status {status}"))
    }
}

fn fields(wanted: &Expectation, answer: &Answer) -> Result<(), String> {
    let lacking = |fields: &[(String, String)]| {
        let lacks = |(name, value): &&(String, String)| {
            let (found, value) = (answer.header(name).to_lowercase(), value.to_lowercase());
            let mut members = found.split(',').map(str::trim);
            found.is_empty()
                || !(value.is_empty() || found == value || members.any(|member| member == value))
        };
        fields.iter().find(lacks).cloned()
    };
    if let Some(name) = wanted
        .without
        .iter()
        .find(|name| !answer.header(name).is_empty())
    {
        return Err(format!("has {name}: {}", answer.head));
    }
    match lacking(&wanted.fields) {
        Some(field) if wanted.or_fields.is_empty() || lacking(&wanted.or_fields).is_some() => {
            Err(format!("lacks {field:?}: {}", answer.head))
        }
        _ => Ok(()),
    }
}

fn contents(plan: &Plan, wanted: &Expectation, answer: &Answer) -> Result<(), String> {
    let (text, kind) = (answer.text(), answer.header("content-type"));
    if wanted.no_body && !text.is_empty() {
        return Err(format!("a body: {text}"));
    }
    let is_default = plan.target.to_lowercase().starts_with(&PATH.to_lowercase());
    let is_json = kind.starts_with("application/json");
    if answer.status == 200
        && plan.method == "POST"
        && is_default
        && is_json
        && text != DEFAULT_JSON
    {
        return Err(format!("another entity: {text}"));
    }
    if wanted.error_body && answer.status >= 400 {
        let is_error = match kind {
            "application/json; charset=utf-8" => text.starts_with("{\"Error\":true,"),
            "text/xml; charset=utf-8" | "application/xml; charset=utf-8" => {
                text.starts_with("<ErrorInfo ")
            }
            _ => false,
        };
        if !is_error || text.contains("panic") || text.contains(".rs") {
            return Err(format!("{kind}: {text}"));
        }
    }
    // No part of the request may become a header field of the response.
    let head = answer.head.to_lowercase();
    if head.contains("\r\nx: y") || head.contains("%0d") {
        return Err(format!("reflected: {head}"));
    }
    Ok(())
}

/// Pipelined requests have their number as request id.
fn in_order(count: usize, answers: &[Answer]) -> Result<(), String> {
    let found: Vec<&str> = answers
        .iter()
        .map(|answer| answer.header("x-request-id"))
        .collect();
    let wanted: Vec<String> = (0..count)
        .map(|number| format!("number-{number}"))
        .collect();
    if found == wanted {
        Ok(())
    } else {
        Err(format!("{} answers: {found:?}", found.len()))
    }
}
