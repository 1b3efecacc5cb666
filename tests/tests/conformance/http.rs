//! Suite 04: HTTP semantics of requests, file by file.

use http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
};
use netserver_tests::cases::Outcome::{self, Apart};
use netserver_tests::cases::{lines, run, same, split, strings};
use netserver_tests::data::text;
use serde_json::Value;
use webhook_model::format::MediaType;
use webhook_model::http::authorization::Credentials;
use webhook_model::http::content_type::RequestType;
use webhook_model::http::language::{Languages, SO_CULTURE, SO_LANGUAGE, ranked};
use webhook_model::http::media_range::MediaRange;
use webhook_model::http::negotiation::{NoMatch, negotiate, negotiate_lines, preferred};

/// The header as a map; `None` if a map cannot contain it.
fn header(name: &HeaderName, value: &Value) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    if let Some(value) = value.as_str() {
        headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).ok()?);
    }
    Some(headers)
}

#[test]
fn netserver_accept() {
    run("04-http", "netserver_accept.json", |case| {
        let accept = &case["accept"];
        let strict = negotiate_lines(lines(accept), NoMatch::NotAcceptable).ok();
        let lenient = negotiate_lines(lines(accept), NoMatch::Json).ok();
        if let Some(headers) = header(&http::header::ACCEPT, accept)
            && negotiate(&headers, NoMatch::NotAcceptable).ok() != strict
        {
            return Outcome::Failed("a header map gives another result".to_owned());
        }
        // With equal weights, the type that is offered first is chosen.
        let expected = case
            .get("expected_server_order")
            .unwrap_or(&case["expected"]);
        let json = Some(MediaType::ApplicationJson);
        // The suite compares parameters strictly, which it calls its own choice. Here a parameter
        // does not prevent a match, as in ASP.NET.
        if case["policy"] == true && text(case, "note").contains("parameters") {
            let bare = without_parameters(accept.as_str().unwrap_or_default());
            let passed_over = negotiate_lines([bare.as_bytes()], NoMatch::NotAcceptable).ok();
            return same((strict, lenient), (passed_over, passed_over));
        }
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

/// The members of a header that have no parameters except weights.
fn without_parameters(header: &str) -> String {
    let bare = |member: &str| {
        let mut parts = member.split(';').map(str::trim);
        let range = parts.next().unwrap_or_default().to_owned();
        let weight = parts.find(|part| part.starts_with("q="));
        weight.map_or_else(|| range.clone(), |weight| format!("{range};{weight}"))
    };
    split(header)
        .into_iter()
        .map(bare)
        .collect::<Vec<_>>()
        .join(",")
}

#[test]
fn netserver_content_type() {
    run("04-http", "netserver_content_type.json", |case| {
        let Some(headers) = header(&CONTENT_TYPE, &case["content_type"]) else {
            return Apart("no header value can contain it");
        };
        let read = RequestType::from_headers(&headers);
        let format = read.map(|request| match request.media {
            MediaType::ApplicationJson | MediaType::TextJson => "json",
            MediaType::ApplicationXml | MediaType::TextXml => "xml",
            MediaType::ApplicationJsonPatch => "json-patch",
            MediaType::ApplicationMergePatch => "merge-patch",
            other => other.as_str(),
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
    run("04-http", "authorization.json", |case| {
        let Some(headers) = header(&AUTHORIZATION, &case["header"]) else {
            return Apart("no header value can contain it");
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
            // Without the header, the caller looks for a session cookie.
            Ok(None) => return same(case["header"].is_null(), true),
            Err(error) if error.status() == 401 => (None, None, None, None),
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        same(actual, expected)
    });
}

#[test]
fn language() {
    run("04-http", "language.json", |case| {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (ACCEPT_LANGUAGE, &case["accept_language"]),
            (SO_LANGUAGE, &case["so_language"]),
            (SO_CULTURE, &case["so_culture"]),
        ] {
            if let Some(value) = value.as_str() {
                let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) else {
                    return Apart("no header value can contain it");
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
    run("04-http", "rfc9110_examples.json", |case| {
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
                .filter_map(|member| MediaRange::parse(member.as_bytes()).ok())
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
