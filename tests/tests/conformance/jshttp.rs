//! Suite 04: cases of jshttp's `negotiator` and `accepts`.

use netserver_tests::cases::Outcome::{self, Apart};
use netserver_tests::cases::{lines, run, same, split, strings};
use serde_json::Value;
use webhook_model::http::language::ranked;
use webhook_model::http::media_range::MediaRange;
use webhook_model::http::negotiation::preferred;

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
            return Apart("a range with parameters also matches a type without parameters");
        }
        return by_weight(header.as_str(), &offered, &actual, &expected, one);
    } else {
        let Some(header) = header.as_str() else {
            return Apart("a missing header has no ranges to list");
        };
        let mut ranges: Vec<MediaRange<'_>> = split(header)
            .into_iter()
            .filter_map(|member| MediaRange::parse(member.as_bytes()).ok())
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

/// Compares the preferred types. The suite breaks ties by the order of the header, this project by
/// the offered order. The offered order may only decide between equal weights.
fn by_weight(
    header: Option<&str>,
    offered: &[&str],
    actual: &[&str],
    expected: &[&str],
    one: bool,
) -> Outcome {
    let weight = |name: &&str| header.map_or(1000, |header| weight(header, media_type(name)));
    if one {
        let best = offered
            .iter()
            .map(weight)
            .max()
            .filter(|weight| *weight > 0);
        if expected.first().map(weight) != best {
            return same(actual.first(), expected.first());
        }
        let first = offered.iter().find(|name| Some(weight(name)) == best);
        return same(actual.first(), first);
    }
    if !expected.is_sorted_by_key(|name| std::cmp::Reverse(weight(name))) {
        return same(actual, expected);
    }
    let at = |name: &str| offered.iter().position(|offered| *offered == name);
    let mut wanted = expected.to_vec();
    wanted.sort_by_key(|name| (std::cmp::Reverse(weight(name)), at(name)));
    same(actual, wanted.as_slice())
}

/// The weight of a type in thousandths, from the most specific range of a header, computed
/// independently of the tested code.
fn weight(header: &str, offered: &str) -> u16 {
    let parts = |text: &str| -> Vec<String> {
        let text = text.replace('"', "");
        text.split(';')
            .map(|part| part.trim().to_lowercase())
            .collect()
    };
    let offered = parts(offered);
    let mut best = (0, 0);
    for member in split(header) {
        let member = parts(member);
        let is_weight = |part: &&String| part.starts_with("q=");
        let weight = member
            .iter()
            .find(is_weight)
            .and_then(|part| part[2..].parse::<f32>().ok());
        let range = member[0].trim_end_matches('*');
        let is_type = offered[0] == member[0]
            || member[0].ends_with('*') && offered[0].starts_with(range.trim_start_matches('/'));
        let is_any = member[0] == "*/*";
        let mut parameters = member[1..].iter().take_while(|part| !is_weight(part));
        let count = parameters.clone().count();
        if (is_type || is_any) && parameters.all(|part| offered.contains(part)) {
            let rank = if is_any {
                1
            } else if member[0].ends_with('*') {
                2
            } else {
                3 + count
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "weights from 0 to 1"
            )]
            let weight = (weight.unwrap_or(1.0) * 1000.0).round() as u16;
            best = best.max((rank, weight));
        }
    }
    best.1
}

#[test]
fn jshttp_negotiator_media_type() {
    run("04-http", "jshttp_negotiator_mediaType.json", jshttp_media);
}

#[test]
fn jshttp_accepts_type() {
    run("04-http", "jshttp_accepts_type.json", jshttp_media);
}

/// A case of the jshttp suites on languages.
fn jshttp_language(case: &Value) -> Outcome {
    if !case["available"].is_null() {
        return Apart("no set of languages is offered: any tag maps to a vendor code");
    }
    if case["header"].is_null() {
        return Apart("a missing header has no ranges to list");
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
    run(
        "04-http",
        "jshttp_negotiator_language.json",
        jshttp_language,
    );
}

#[test]
fn jshttp_accepts_language() {
    run("04-http", "jshttp_accepts_language.json", jshttp_language);
}

// The cases of jshttp_*_charset.json and jshttp_*_encoding.json do not apply: responses are always
// UTF-8 (RFC 9110 12.5.2 deprecates Accept-Charset), and content codings of responses belong to the
// HTTP server.
