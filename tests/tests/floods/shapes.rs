//! Hostile input of growing size: the result must not change, the message must stay short, and the
//! work must grow linearly.
//!
//! Times are printed and never asserted; a person must look at the ones that grow faster than the
//! input (`cargo test --release -p netserver-tests --test floods shapes -- --nocapture`). Asserted
//! are the same result at both sizes, a message of bounded length, and, in the test
//! `floods_counted`, counts of operations.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::time::Instant;

use webhook_model::http::authorization::Credentials;
use webhook_model::http::content_type::{Charset, RequestType, decode_charset};
use webhook_model::http::language::{Languages, ranked};
use webhook_model::http::negotiation::{NoMatch, negotiate_lines};
use webhook_model::http::time_zone::TimeZone;
use webhook_model::http::translate::translate;
use webhook_model::http::xsrf::check_cookie_token;
use webhook_model::notification::EventName;
use webhook_model::property::PropertyType;
use webhook_model::target_url::check_url;
use webhook_model::{
    DateTime, Decoder, Duration, ETableRight, Encoder, Error, Flags, MediaType, NetServerEntity,
    NetServerEnum, PatchProfile, Projection, UnknownVariant, Webhook,
};

/// The result of a reader: a kind of error, or `read`; and its message.
type Answer = (String, String);

fn kind<T>(result: Result<T, Error>) -> Answer {
    match result {
        Ok(_) => ("read".to_owned(), String::new()),
        Err(error) => (format!("{:?}", error.kind()), error.to_string()),
    }
}

fn refused<T, E: Display>(result: Result<T, E>) -> Answer {
    match result {
        Ok(_) => ("read".to_owned(), String::new()),
        Err(error) => ("refused".to_owned(), error.to_string()),
    }
}

fn as_type<T: PropertyType>(media_type: MediaType, body: &[u8]) -> Answer {
    kind(Decoder::new(media_type).decode::<T>(body))
}

fn json(body: &[u8]) -> Answer {
    as_type::<Webhook>(MediaType::ApplicationJson, body)
}

fn any(body: &[u8]) -> Answer {
    as_type::<serde_json::Value>(MediaType::ApplicationJson, body)
}

fn shape(body: &[u8]) -> Answer {
    as_type::<Node>(MediaType::ApplicationJson, body)
}

fn xml(body: &[u8]) -> Answer {
    as_type::<Webhook>(MediaType::ApplicationXml, body)
}

fn xml_any(body: &[u8]) -> Answer {
    as_type::<serde_json::Value>(MediaType::ApplicationXml, body)
}

fn patch(body: &[u8]) -> Answer {
    as_type::<Webhook>(MediaType::ApplicationJsonPatch, body)
}

fn patch_any(body: &[u8]) -> Answer {
    let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(PatchProfile::Rfc6902);
    let mut value = serde_json::json!([]);
    kind(decoder.apply(&mut value, body))
}

fn merge(body: &[u8]) -> Answer {
    as_type::<Webhook>(MediaType::ApplicationMergePatch, body)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// A recursive entity that keeps unknown names.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Node {
    kind: Kind,
    rights: Flags<ETableRight>,
    bytes: Vec<u8>,
    double: f64,
    date: DateTime,
    length: Duration,
    inner: Option<Box<Node>>,
    all: Vec<Node>,
    by_number: BTreeMap<i32, String>,
}

/// An enum that keeps any name.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Kind {
    None = 0,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// A shape of input: `head`, `part` repeated up to the size, `tail`. `@` in a part is replaced by
/// its number.
type Flood = (
    &'static str,
    fn(&[u8]) -> Answer,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip] // A table with one line per shape.
const FLOODS: &[Flood] = &[
    // JSON
    ("json: nested arrays", any, "", "[", "", "Depth"),
    ("json: nested objects", any, "", "{\"\":", "", "Depth"),
    ("json: depth under an unknown name", json, "{\"x\":", "[", "", "Depth"),
    ("json: depth of entities", shape, "", "{\"Inner\":", "", "Depth"),
    ("json: depth of families of lists", shape, "", "{\"All\":[", "", "Depth"),
    ("json: unknown members", json, "{", "\"k@\":1,", "\"Name\":null}", "read"),
    ("json: one unknown member repeated", json, "{", "\"k\":1,", "\"Name\":null}", "read"),
    ("json: one property repeated", json, "{", "\"Name\":null,", "\"Name\":null}", "Duplicate"),
    ("json: one key of a dictionary repeated", json, "{\"Headers\":{", "\"a\":\"\",", "\"a\":\"\"}}", "Duplicate"),
    ("json: one key of any JSON repeated", any, "{", "\"a\":1,", "\"a\":1}", "read"),
    ("json: keys of a dictionary", json, "{\"Headers\":{", "\"k@\":\"\",", "\"a\":\"\"}}", "read"),
    ("json: keys of numbers, each the same", shape, "{\"ByNumber\":{", "\"@\":\"\",", "\"+1\":\"\"}}", "Duplicate"),
    ("json: long key", json, "{\"", "k", "\":1}", "read"),
    ("json: long key in an error", json, "{\"Headers\":{\"", "k", "\":1}}", "Type"),
    ("json: long string", json, "{\"Name\":\"", "x", "\"}", "read"),
    ("json: escapes", json, "{\"Name\":\"", "\\u00e5\\n", "\"}", "read"),
    ("json: lone surrogates", json, "{\"Name\":\"", "\\ud83d", "\"}", "Syntax"),
    ("json: an unterminated string", json, "{\"Name\":\"", "\\\"", "", "Syntax"),
    ("json: white space", json, "{", " \n", "}", "read"),
    ("json: no white space", json, "{", "\u{a0}", "}", "Syntax"),
    ("json: digits of an integer", json, "{\"WebhookId\":", "1", "}", "Range"),
    ("json: digits of a number", any, "", "9", "", "Range"),
    ("json: digits of a fraction", shape, "{\"Double\":0.", "123", "}", "read"),
    ("json: digits of an exponent", shape, "{\"Double\":1e", "9", "}", "Range"),
    ("json: digits of a negative exponent", shape, "{\"Double\":1e-", "9", "}", "read"),
    ("json: digits of a date", shape, "{\"Date\":\"2024-01-01T00:00:00.", "9", "\"}", "Type"),
    ("json: digits of a duration", shape, "{\"Length\":\"", "9", "\"}", "Type"),
    ("json: items", any, "[", "1,", "1]", "read"),
    ("json: items, the last one invalid", json, "{\"Events\":[", "\"\",", "1]}", "Type"),
    ("json: lines before an error", json, "{", "\r\n", "x", "Syntax"),
    ("json: unknown names of an enum", shape, "{\"Kind\":\"", "x", "\"}", "read"),
    ("json: unknown flags", shape, "{\"Rights\":\"", "f@,", "\"}", "read"),
    ("json: empty flags", shape, "{\"Rights\":\"", ",", "\"}", "read"),
    ("json: base64", shape, "{\"Bytes\":\"", "AAAA", "\"}", "read"),
    ("json: invalid base64", shape, "{\"Bytes\":\"", "A=", "\"}", "Type"),
    // XML
    ("xml: nested elements", xml, "<Webhook>", "<a>", "", "Depth"),
    ("xml: depth of any JSON", xml_any, "<anyType>", "<anyType>", "", "Depth"),
    ("xml: attributes", xml, "<Webhook", " a@=''", "/>", "Limit"),
    ("xml: one attribute repeated", xml, "<Webhook", " a=''", "/>", "Limit"),
    ("xml: namespaces", xml, "<Webhook", " xmlns:a@='u'", "/>", "Limit"),
    ("xml: long namespace", xml, "<Webhook xmlns='", "u", "'/>", "Limit"),
    ("xml: long attribute", xml, "<Webhook a='", "&lt;", "'/>", "read"),
    ("xml: unknown elements", xml, "<Webhook>", "<a@/>", "</Webhook>", "read"),
    ("xml: one member repeated", xml, "<Webhook>", "<Name/>", "</Webhook>", "Duplicate"),
    ("xml: items", xml_any, "<anyType>", "<anyType/>", "</anyType>", "read"),
    ("xml: comments", xml, "<Webhook>", "<!--c-->", "</Webhook>", "read"),
    ("xml: comments in text", xml, "<Webhook><Name>", "x<!-- -->", "</Name></Webhook>", "read"),
    ("xml: processing instructions", xml, "<Webhook>", "<?p i?>", "</Webhook>", "read"),
    ("xml: CDATA sections", xml, "<Webhook><Name>", "<![CDATA[]]]]>", "</Name></Webhook>", "read"),
    ("xml: references", xml, "<Webhook><Name>", "&#x41;&amp;", "</Name></Webhook>", "read"),
    ("xml: unknown entities", xml, "<Webhook><Name>", "&a;", "</Name></Webhook>", "Syntax"),
    ("xml: a document type", xml, "<!DOCTYPE a [", "<!ENTITY a@ '&a;'>", "]><Webhook/>", "Syntax"),
    ("xml: long name", xml, "<Webhook><", "a", "/></Webhook>", "read"),
    ("xml: long end tag", xml, "<Webhook></", "a", ">", "Syntax"),
    ("xml: white space", xml, "<Webhook>", " \r\n", "</Webhook>", "read"),
    ("xml: digits", xml, "<Webhook><WebhookId>", "1", "</WebhookId></Webhook>", "Range"),
    ("xml: leading zeros", xml, "<Webhook><WebhookId>", "0", "</WebhookId></Webhook>", "read"),
    // Patches
    ("patch: operations", patch, "[", "1,", "1]", "Limit"),
    ("patch: long pointer", patch, "[{\"op\":\"remove\",\"path\":\"", "/Name", "\"}]", "PatchPath"),
    ("patch: long pointer into any JSON", patch_any, "[{\"op\":\"add\",\"value\":1,\"path\":\"", "/0", "\"}]", "PatchPath"),
    ("patch: escapes in a pointer", patch, "[{\"op\":\"remove\",\"path\":\"/", "~0~1", "\"}]", "PatchPath"),
    ("patch: invalid escapes of a pointer", patch, "[{\"op\":\"remove\",\"path\":\"/", "~", "\"}]", "PatchPath"),
    ("patch: digits of an index", patch_any, "[{\"op\":\"add\",\"value\":1,\"path\":\"/", "1", "\"}]", "PatchPath"),
    ("patch: members of an operation", patch, "[{", "\"k@\":1,", "\"op\":\"remove\",\"path\":\"/Name\"}]", "read"),
    ("patch: keys of a value", patch, "[{\"op\":\"add\",\"path\":\"/Headers\",\"value\":{", "\"k@\":\"\",", "\"a\":\"\"}}]", "read"),
    ("patch: one key of a value repeated", patch, "[{\"op\":\"add\",\"path\":\"/Headers\",\"value\":{", "\"a\":\"\",", "\"a\":\"\"}}]", "Duplicate"),
    ("patch: depth of a value", patch, "[{\"op\":\"add\",\"path\":\"/Properties/a\",\"value\":", "[", "", "Depth"),
    ("merge patch: unknown members", merge, "{", "\"k@\":null,", "\"Name\":null}", "read"),
    ("merge patch: keys of a dictionary", merge, "{\"Headers\":{", "\"k@\":\"\",", "\"a\":null}}", "read"),
    ("merge patch: depth", merge, "{\"Properties\":", "{\"a\":", "", "Depth"),
    // Headers
    ("accept: members", accept, "", "text/x@;q=0.5,", "*/*", "read"),
    ("accept: parameters", accept, "text/xml", ";a@=\"b\\\"\"", "", "read"),
    ("accept: an unclosed quote", accept, "text/xml;a=\"", ",", "", "read"),
    ("accept: commas", accept, "", ",", "text/xml", "read"),
    ("accept: digits of a quality value", accept, "text/xml;q=0.", "0", ",*/*", "read"),
    ("authorization: long ticket", authorization, "SOTicket ", "x", "", "refused"),
    ("authorization: long base64", authorization, "Basic ", "YTph", "", "refused"),
    ("authorization: spaces", authorization, "Basic", " ", "YTph", "refused"),
    ("content type: parameters", content_type, "application/json", ";a@=b", "", "read"),
    ("content type: one parameter repeated", content_type, "application/json", ";charset=utf-8", "", "read"),
    ("content type: characters in UTF-16", utf16, "", "a\0=\u{1}", "", "read"),
    ("languages: members", languages, "", "en-GB;q=0.5,", "nb", "read"),
    ("languages: one long tag", languages, "en", "-abcdefgh", "", "read"),
    ("time zone: members", time_zone, "", "includeTZOffset,", "NO", "refused"),
    ("time zone: digits", time_zone, "", "9", "", "refused"),
    ("cookies", cookies, "", "XSRF-TOKEN=a; ", "XSRF-TOKEN=a", "read"),
    ("texts: blocks", texts, "", "US:\"x\";NO:\"y\";", "", "read"),
    ("texts: malformed blocks", texts, "", "US:\"x\" ", "NO:\"", "read"),
    ("texts: quotes", texts, "", ":\"", "", "read"),
    ("texts: references", texts, "", "[SR_A", "]", "read"),
    // Names and addresses
    ("event: words", event, "", "a.", "b", "refused"),
    ("url: labels", url, "https://", "a.", "example.com/", "refused"),
    ("url: path", url, "https://example.com", "/%2e", "", "refused"),
    ("select: properties", select, "", "Name,", "Name", "read"),
    ("select: one long path", select, "RegisteredAssociate", "/RegisteredAssociate", "", "refused"),
    ("date: digits", date, "", "9", "", "refused"),
    ("date: fraction", date, "2024-01-01T00:00:00.", "0", "", "refused"),
    ("duration: digits", duration, "P", "9", "D", "refused"),
    ("duration: parts", duration, "P", "1D", "", "refused"),
];

fn accept(line: &[u8]) -> Answer {
    refused(negotiate_lines([line], NoMatch::Json))
}

fn authorization(line: &[u8]) -> Answer {
    refused(Credentials::parse(line))
}

fn content_type(line: &[u8]) -> Answer {
    refused(RequestType::parse(line))
}

fn utf16(body: &[u8]) -> Answer {
    refused(decode_charset(body, Charset::Utf16Le))
}

fn languages(line: &[u8]) -> Answer {
    let _ = Languages::resolve([line], Some(line), Some(line));
    (
        "read".to_owned(),
        format!("{}", ranked([line]).len().min(1)),
    )
}

fn time_zone(line: &[u8]) -> Answer {
    refused(TimeZone::from_header(text(line), chrono_tz::Tz::UTC))
}

fn cookies(line: &[u8]) -> Answer {
    let mut headers = http::HeaderMap::new();
    headers.extend(http::HeaderValue::from_bytes(line).map(|value| (http::header::COOKIE, value)));
    headers.extend([(
        http::HeaderName::from_static("x-xsrf-token"),
        http::HeaderValue::from_static("a"),
    )]);
    refused(check_cookie_token(&headers))
}

fn texts(line: &[u8]) -> Answer {
    let resources = |name: &str, _: &str| name.starts_with("SR_A").then(String::new);
    let _ = translate(text(line), "NO", &resources);
    ("read".to_owned(), String::new())
}

fn event(line: &[u8]) -> Answer {
    refused(EventName::parse(text(line)))
}

fn url(line: &[u8]) -> Answer {
    refused(check_url(text(line)))
}

fn select(line: &[u8]) -> Answer {
    refused(Projection::parse::<Webhook>(text(line)))
}

fn date(line: &[u8]) -> Answer {
    refused(DateTime::parse(text(line)))
}

fn duration(line: &[u8]) -> Answer {
    let _ = Duration::parse_xml(text(line));
    refused(Duration::parse(text(line)))
}

/// An input of about this size in bytes.
fn grown((_, _, head, part, tail, _): &Flood, bytes: usize) -> Vec<u8> {
    let mut input = head.as_bytes().to_vec();
    let mut number = 0_usize;
    while input.len() < bytes {
        match part.split_once('@') {
            Some((before, after)) => input.extend(format!("{before}{number}{after}").bytes()),
            None => input.extend(part.bytes()),
        }
        number += 1;
    }
    input.extend(tail.bytes());
    input
}

/// The number of measurements of each input.
const TIMES: usize = if cfg!(debug_assertions) { 1 } else { 7 };

/// The result, and the shortest time in microseconds.
fn answered(flood: &Flood, input: &[u8]) -> (Answer, f64) {
    let mut shortest = f64::INFINITY;
    let mut answer = Answer::default();
    for _ in 0..TIMES {
        let start = Instant::now();
        answer = flood.1(input);
        shortest = shortest.min(start.elapsed().as_secs_f64() * 1e6);
    }
    (answer, shortest)
}

#[test]
fn floods_of_both_sizes_have_the_same_result() {
    // The larger size is the most that an agent accepts by default; in debug builds it is smaller.
    const SMALL: usize = if cfg!(debug_assertions) {
        32 * 1024
    } else {
        1024 * 1024
    };
    println!(
        "{:50} {:>12} {:>12} {:>7}",
        "flood", "us", "us, doubled", "ratio"
    );
    let mut wrong = Vec::new();
    for flood in FLOODS {
        let (small, large) = (grown(flood, SMALL), grown(flood, 2 * SMALL));
        let ((small, first), (large, second)) = (answered(flood, &small), answered(flood, &large));
        println!(
            "{:50} {first:>12.0} {second:>12.0} {:>7.2}",
            flood.0,
            second / first
        );
        for (outcome, message) in [&small, &large] {
            if outcome != flood.5 || message.len() > 1_000 {
                let message: String = message.chars().take(200).collect();
                wrong.push(format!(
                    "{}: {outcome}, not {}: {message}",
                    flood.0, flood.5
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The encoded size of a decoded flood grows linearly with the size of the input.
#[test]
fn encoded_floods_grow_linearly() {
    let flood = FLOODS
        .iter()
        .find(|flood| flood.0 == "json: keys of a dictionary");
    let sizes = [200_000, 400_000].map(|bytes| {
        let input = grown(flood.expect("the value is present"), bytes);
        let hook = Webhook::decode(MediaType::ApplicationJson, &input).expect("a webhook");
        let length = |media_type: &MediaType| {
            let body = Encoder::new(*media_type).encode(&hook);
            body.expect("a body").len()
        };
        MediaType::ALL.iter().map(length).collect::<Vec<_>>()
    });
    for (first, second) in sizes[0].iter().zip(&sizes[1]) {
        assert!(*second < 2 * first + first / 4, "{first}, then {second}");
    }
}
