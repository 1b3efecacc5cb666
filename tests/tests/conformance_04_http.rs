//! Suite 04: HTTP semantics of requests, file by file.

use http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
};
use netserver_tests::data::{json, list, suite, text};
use netserver_tests::report::Report;
use serde_json::Value;
use webhook_model::format::MediaType;
use webhook_model::http::authorization::Credentials;
use webhook_model::http::content_type::RequestType;
use webhook_model::http::language::{Languages, SO_CULTURE, SO_LANGUAGE, ranked};
use webhook_model::http::media_range::MediaRange;
use webhook_model::http::negotiation::{NoMatch, negotiate, negotiate_lines, preferred};

/// How a case ended.
enum Outcome {
    Passed,
    Failed(String),
    /// It asks for something that is not there to be asked, and why.
    Apart(&'static str),
}

use Outcome::Apart;

/// Compares and says both sides if they differ.
#[expect(
    clippy::needless_pass_by_value,
    reason = "every call builds its values on the spot"
)]
fn same<T: PartialEq + std::fmt::Debug>(actual: T, expected: T) -> Outcome {
    if actual == expected {
        Outcome::Passed
    } else {
        Outcome::Failed(format!("got {actual:?}, expected {expected:?}"))
    }
}

fn run(file: &str, check: impl Fn(&Value) -> Outcome) {
    let Some(folder) = suite("04-http") else {
        return;
    };
    let mut report = Report::new(file);
    for case in list(&json(&folder.join(file)), "cases") {
        let id = text(case, "id");
        match check(case) {
            Outcome::Apart(reason) => report.apart(id, reason),
            Outcome::Passed => report.outcome(id, Ok(())),
            Outcome::Failed(why) => report.outcome(id, Err(why)),
        }
    }
    report.finish();
}

/// The lines of an optional header.
fn lines(value: &Value) -> Vec<&[u8]> {
    value.as_str().map(str::as_bytes).into_iter().collect()
}

fn strings(value: &Value) -> Option<Vec<&str>> {
    value
        .as_array()
        .map(|list| list.iter().filter_map(Value::as_str).collect())
}

/// The header as a map holds it; `None` for what can't be in one.
fn header(name: &HeaderName, value: &Value) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    if let Some(value) = value.as_str() {
        headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).ok()?);
    }
    Some(headers)
}

#[test]
fn netserver_accept() {
    run("netserver_accept.json", |case| {
        let accept = &case["accept"];
        let strict = negotiate_lines(lines(accept), NoMatch::NotAcceptable).ok();
        let lenient = negotiate_lines(lines(accept), NoMatch::Json).ok();
        if let Some(headers) = header(&http::header::ACCEPT, accept)
            && negotiate(&headers, NoMatch::NotAcceptable).ok() != strict
        {
            return Outcome::Failed("a header map gives another answer".to_owned());
        }
        // NetServer follows ASP.NET, where parameters of a range stop no match: the range that is
        // wanted most decides by its type alone.
        if text(case, "note").contains("ASP.NET matches on type/subtype") {
            let ranges = split(accept.as_str().unwrap_or_default());
            let ranges = ranges.into_iter().map(str::as_bytes);
            let wanted = ranges
                .filter_map(MediaRange::parse)
                .rev()
                .max_by_key(MediaRange::quality);
            let media = wanted.and_then(|range| range.essence().parse().ok());
            return same((strict, lenient), (media, media));
        }
        // Equal weights go to the type that is offered first.
        let expected = case
            .get("expected_server_order")
            .unwrap_or(&case["expected"]);
        let json = Some(MediaType::ApplicationJson);
        match expected.as_str() {
            None => same((strict, lenient), (None, json)),
            Some("400-or-default") => same((strict, lenient), (json, json)),
            Some(name) => {
                let media = name.parse().ok();
                same((strict, lenient), (media, media))
            }
        }
    });
}

#[test]
fn netserver_content_type() {
    run("netserver_content_type.json", |case| {
        let Some(headers) = header(&CONTENT_TYPE, &case["content_type"]) else {
            return Apart("no header value can hold it");
        };
        let read = RequestType::from_headers(&headers);
        let format = read.map(|request| match request.media {
            MediaType::ApplicationJson | MediaType::TextJson => "json",
            MediaType::ApplicationXml | MediaType::TextXml => "xml",
            MediaType::ApplicationJsonPatch => "json-patch",
            MediaType::ApplicationMergePatch => "merge-patch",
        });
        let status = format.err().map(|error| u64::from(error.status().as_u16()));
        same(
            (format.ok(), status),
            (case["format"].as_str(), case["status"].as_u64()),
        )
    });
}

#[test]
fn authorization() {
    run("authorization.json", |case| {
        let Some(headers) = header(&AUTHORIZATION, &case["header"]) else {
            return Apart("no header value can hold it");
        };
        let read = Credentials::from_headers(&headers);
        let shown = format!("{read:?}");
        for secret in [&case["password"], &case["token"]] {
            if secret
                .as_str()
                .is_some_and(|secret| !secret.is_empty() && secret != "p" && shown.contains(secret))
            {
                return Outcome::Failed("a secret shows".to_owned());
            }
        }
        let text = |name: &str| case[name].as_str().map(str::to_owned);
        let expected = (
            text("scheme"),
            text("user"),
            text("password"),
            text("token"),
        );
        let owned = |text: &str| Some(text.to_owned());
        let actual = match &read {
            Ok(Some(given)) => {
                let scheme = owned(given.scheme().as_str());
                match given {
                    Credentials::Basic { user, password } => {
                        (scheme, owned(user), owned(password.expose()), None)
                    }
                    Credentials::SoTicket(token) | Credentials::Bearer(token) => {
                        (scheme, None, None, owned(token.expose()))
                    }
                }
            }
            // Without the header the caller looks for a session cookie.
            Ok(None) => return same(case["header"].is_null(), true),
            Err(error) if error.status() == 401 => (None, None, None, None),
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        same(actual, expected)
    });
}

#[test]
fn language() {
    run("language.json", |case| {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (ACCEPT_LANGUAGE, &case["accept_language"]),
            (SO_LANGUAGE, &case["so_language"]),
            (SO_CULTURE, &case["so_culture"]),
        ] {
            if let Some(value) = value.as_str() {
                let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) else {
                    return Apart("no header value can hold it");
                };
                headers.insert(name, value);
            }
        }
        let languages = Languages::from_headers(&headers);
        let shown = |tag: Option<webhook_model::http::language_tag::LanguageTag>| {
            tag.map(|tag| tag.to_string())
        };
        let expected = |name: &str| case["expected"][name].as_str().map(str::to_owned);
        same(
            (shown(languages.language), shown(languages.culture)),
            (expected("language"), expected("culture")),
        )
    });
}

#[test]
fn rfc9110_examples() {
    run("rfc9110_examples.json", |case| {
        if let Some(header) = case["accept_language"].as_str() {
            let order: Vec<String> = ranked([header.as_bytes()])
                .into_iter()
                .filter_map(|range| range.tag)
                .map(|tag| tag.to_string().to_lowercase())
                .collect();
            return same(
                order.iter().map(String::as_str).collect(),
                strings(&case["order"]).unwrap_or_default(),
            );
        }
        let Some(accept) = case["accept"].as_str() else {
            return Apart("content codings of responses are not negotiated here");
        };
        if let Some(precedence) = strings(&case["precedence"]) {
            let mut ranges: Vec<MediaRange<'_>> = accept
                .split(',')
                .filter_map(|member| MediaRange::parse(member.as_bytes()))
                .collect();
            ranges.sort_by_key(|range| std::cmp::Reverse(range.specificity()));
            let order: Vec<String> = ranges.iter().map(MediaRange::to_string).collect();
            return same(order.iter().map(String::as_str).collect(), precedence);
        }
        let expected = case["q"].as_object().expect("weights");
        let offered: Vec<&str> = expected.keys().map(String::as_str).collect();
        let mut actual = vec![0; offered.len()];
        for preference in preferred([accept.as_bytes()], &offered) {
            actual[preference.index] = preference.quality.thousandths();
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "weights from 0 to 1"
        )]
        let thousandths = |weight: &Value| (weight.as_f64().unwrap_or(0.0) * 1000.0).round() as u16;
        same(actual, expected.values().map(thousandths).collect())
    });
}

/// File extensions that the `accepts` package turns into media types.
fn media_type(name: &str) -> &str {
    match name {
        "html" | ".html" => "text/html",
        "txt" | ".txt" | "text" => "text/plain",
        "png" => "image/png",
        name => name,
    }
}

/// A case of the jshttp suites on media types.
fn jshttp_media(case: &Value) -> Outcome {
    let header = &case["header"];
    let (expected, one) = match &case["expected"] {
        Value::Array(list) => (list.iter().filter_map(Value::as_str).collect(), false),
        Value::String(best) => (vec![best.as_str()], true),
        _ => (Vec::new(), true),
    };
    let actual: Vec<String> = if let Some(offered) = strings(&case["available"]) {
        let types: Vec<&str> = offered.iter().map(|name| media_type(name)).collect();
        let found = preferred(lines(header), &types);
        let actual: Vec<&str> = found
            .iter()
            .filter_map(|preference| offered.get(preference.index).copied())
            .collect();
        let has_parameters = |name: &&str| name.contains(';');
        if expected.is_empty()
            && !offered.iter().any(has_parameters)
            && actual == offered
            && header.as_str().as_ref().is_some_and(has_parameters)
        {
            return Apart("parameters of a range do not stop it from covering a type without any");
        }
        // The suite breaks ties by the order of the header, negotiation by what is offered first. If that is the only
        // difference, the weights in both orders are the same.
        let weight = |name: &&str| {
            let index = offered.iter().position(|offered| offered == name);
            let preference = found
                .iter()
                .find(|preference| Some(preference.index) == index);
            preference.map(|preference| preference.quality)
        };
        let wanted = if one { 1 } else { found.len() };
        let actual_weights: Vec<_> = actual.iter().take(wanted).map(weight).collect();
        let expected_weights: Vec<_> = expected.iter().map(weight).collect();
        let shown: Vec<&str> = actual.iter().take(wanted).copied().collect();
        if shown != expected && actual_weights == expected_weights {
            return Apart(
                "equal weights: the suite keeps the order of the header, here the offered order counts",
            );
        }
        actual.into_iter().map(str::to_owned).collect()
    } else {
        let Some(header) = header.as_str() else {
            return Apart("without a header there is no range to list");
        };
        let mut ranges: Vec<MediaRange<'_>> = split(header)
            .into_iter()
            .filter_map(|member| MediaRange::parse(member.as_bytes()))
            .filter(|range| range.quality().is_acceptable())
            .collect();
        ranges.sort_by_key(|range| std::cmp::Reverse(range.quality()));
        ranges.iter().map(MediaRange::essence).collect()
    };
    let actual: Vec<&str> = actual.iter().map(String::as_str).collect();
    if one {
        same(actual.first().copied(), expected.first().copied())
    } else {
        same(actual, expected)
    }
}

/// The members of a header, split at commas outside quotes.
fn split(header: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    header
        .split(|letter: char| {
            let was_escaped = std::mem::take(&mut escaped);
            match letter {
                '\\' => escaped = quoted && !was_escaped,
                '"' if !was_escaped => quoted = !quoted,
                ',' => return !quoted,
                _ => {}
            }
            false
        })
        .collect()
}

#[test]
fn jshttp_negotiator_media_type() {
    run("jshttp_negotiator_mediaType.json", jshttp_media);
}

#[test]
fn jshttp_accepts_type() {
    run("jshttp_accepts_type.json", jshttp_media);
}

/// A case of the jshttp suites on languages.
fn jshttp_language(case: &Value) -> Outcome {
    if !case["available"].is_null() {
        return Apart("no set of languages is offered: any tag maps to a vendor code");
    }
    if case["header"].is_null() {
        return Apart("without a header there is no range to list");
    }
    let ranges = ranked(lines(&case["header"]));
    let actual: Vec<String> = ranges
        .into_iter()
        .map(|range| range.tag.map_or("*".to_owned(), |tag| tag.to_string()))
        .collect();
    let actual: Vec<&str> = actual.iter().map(String::as_str).collect();
    match &case["expected"] {
        Value::Array(list) => same(actual, list.iter().filter_map(Value::as_str).collect()),
        best => same(actual.first().copied(), best.as_str()),
    }
}

#[test]
fn jshttp_negotiator_language() {
    run("jshttp_negotiator_language.json", jshttp_language);
}

#[test]
fn jshttp_accepts_language() {
    run("jshttp_accepts_language.json", jshttp_language);
}

// jshttp_*_charset.json and jshttp_*_encoding.json have no counterpart: responses are always UTF-8 (RFC 9110 12.5.2
// deprecates Accept-Charset), and content codings of responses are the HTTP server's business.
