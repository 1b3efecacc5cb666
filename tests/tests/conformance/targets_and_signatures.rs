//! The suites of signatures and target addresses: RFC 4231, Wycheproof, examples published by other
//! senders, and cases made for NetServer's rules.

use std::num::NonZeroUsize;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{TimeDelta, Utc};
use netserver_tests::data::{json, list, suite, text};
use netserver_tests::report::Report;
use serde_json::Value;
use webhook_model::notification::{ReplayError, ReplayGuard};
use webhook_model::signature::{BadSignature, Signature, sign, verify};
use webhook_model::target_url::check_url;
use webhook_model::{DateTime, Secret};

fn file(name: &str) -> Option<Value> {
    suite("05-hmac").map(|folder| json(&folder.join(name)))
}

fn hex(value: &Value, key: &str) -> Vec<u8> {
    let digits = text(value, key);
    (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).expect("hex"))
        .collect()
}

fn to_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The body of a case: base64, or a repeated byte.
fn body(case: &Value) -> Vec<u8> {
    match case.get("body_repeat").and_then(Value::as_array) {
        Some(repeat) => {
            let byte = u8::from_str_radix(repeat[0].as_str().expect("hex"), 16).expect("hex");
            let count = repeat[1].as_u64().expect("a count");
            vec![byte; usize::try_from(count).expect("a count")]
        }
        None => STANDARD.decode(text(case, "body_b64")).expect("base64"),
    }
}

/// Judges an HMAC of 32 bytes or less. A complete one must be accepted as a header, a truncated one
/// must not.
fn judge(key: &[u8], message: &[u8], tag: &[u8], valid: bool) -> Result<(), String> {
    let signature = Signature::of(key, message);
    let whole = tag.len() == signature.as_bytes().len();
    let start = signature.as_bytes().get(..tag.len()).unwrap_or_default();
    if (start == tag) != valid {
        return Err(format!("the HMAC begins with {}", to_hex(start)));
    }
    let header = STANDARD.encode(tag);
    if signature.matches(header.as_bytes()) != (valid && whole) {
        return Err("wrong decision about the header".to_owned());
    }
    if let Ok(secret) = str::from_utf8(key).map(Secret::from) {
        let verified = verify(&secret, message, Some(header.as_bytes())).is_ok();
        if verified != (valid && whole && !secret.is_empty()) {
            return Err(format!("verify says {verified}"));
        }
    }
    Ok(())
}

#[test]
fn rfc_4231() {
    let Some(file) = file("rfc4231_hmac_sha256.json") else {
        return;
    };
    let mut report = Report::new("RFC 4231");
    for case in list(&file, "cases") {
        let (key, message, tag) = (
            hex(case, "key_hex"),
            hex(case, "data_hex"),
            hex(case, "mac_hex"),
        );
        report.outcome(text(case, "id"), judge(&key, &message, &tag, true));
    }
    report.finish();
}

#[test]
fn wycheproof() {
    let Some(file) = file("wycheproof_hmac_sha256_test.json") else {
        return;
    };
    let mut report =
        Report::new("Wycheproof HMAC-SHA256 (shortened tags: computed, and refused as headers)");
    let groups = list(&file, "testGroups");
    for case in groups.iter().flat_map(|group| list(group, "tests")) {
        let id = format!("{} {}", case["tcId"], text(case, "comment"));
        let valid = text(case, "result") == "valid";
        let (key, message, tag) = (hex(case, "key"), hex(case, "msg"), hex(case, "tag"));
        report.outcome(&id, judge(&key, &message, &tag, valid));
    }
    report.finish();
}

#[test]
fn published_signatures() {
    let Some(file) = file("published_signatures.json") else {
        return;
    };
    let mut report = Report::new("published signatures");
    for case in list(&file, "cases") {
        let (secret, signed) = (text(case, "secret"), text(case, "signed").as_bytes());
        let key = match text(case, "key") {
            "utf-8 bytes" => secret.as_bytes().to_vec(),
            _ => STANDARD
                .decode(secret.trim_start_matches("whsec_"))
                .expect("base64"),
        };
        let signature = Signature::of(&key, signed);
        let value = text(case, "value");
        let forms = [signature.to_string(), to_hex(signature.as_bytes())];
        let found = forms.iter().any(|form| {
            value
                .strip_suffix(form.as_str())
                .is_some_and(|front| front.ends_with([',', '=']))
        });
        // NetServer does not use the other senders' prefixes.
        let taken = verify(&secret.into(), signed, Some(value.as_bytes())).is_ok();
        report.check(text(case, "id"), found && !taken, || format!("{forms:?}"));
    }
    for case in list(&file, "format_only") {
        let (id, value) = (text(case, "id"), text(case, "value"));
        if text(case, "header") == "X-SuperOffice-Signature" {
            let bytes = STANDARD.decode(value).unwrap_or_default();
            let same = STANDARD.encode(&bytes) == value;
            let shape = Signature::of(b"", b"").to_string();
            report.check(
                id,
                same && bytes.len() == 32 && shape.len() == value.len(),
                || format!("{} bytes", bytes.len()),
            );
        } else {
            report.apart(
                id,
                "neither secret nor body is published, and the format differs",
            );
        }
    }
    report.finish();
}

#[test]
fn superoffice_signatures() {
    let Some(file) = file("superoffice_signature.json") else {
        return;
    };
    let mut report = Report::new("SuperOffice signatures");
    for case in list(&file, "cases") {
        let (secret, body) = (Secret::from(text(case, "secret")), body(case));
        let found = sign(&secret, &body).map(|signature| signature.to_string());
        let wanted = case["signature"].as_str();
        let verified = verify(&secret, &body, wanted.map(str::as_bytes)).is_ok();
        report.check(
            text(case, "id"),
            found.as_deref() == wanted && verified == wanted.is_some(),
            || format!("{found:?}, verified: {verified}"),
        );
    }
    report.finish();
}

#[test]
fn superoffice_verification() {
    let Some(file) = file("superoffice_verify.json") else {
        return;
    };
    let mut report = Report::new("SuperOffice verification");
    let (secret, body) = (Secret::from(text(&file, "secret")), body(&file));
    let good = sign(&secret, &body).map(|signature| signature.to_string());
    let verified = verify(&secret, &body, good.as_ref().map(String::as_bytes));
    assert_eq!(verified, Ok(()), "the right signature");
    for case in list(&file, "cases") {
        let header = case["header"].as_str().map(str::as_bytes);
        let wanted = case["accept"].as_bool().unwrap_or_default();
        let found = verify(&secret, &body, header);
        let right = found == if wanted { Ok(()) } else { Err(BadSignature) };
        report.check(text(case, "id"), right, || format!("{found:?}"));
    }
    report.finish();
}

#[test]
fn target_addresses() {
    let Some(file) = file("ssrf_target_urls.json") else {
        return;
    };
    let mut report = Report::new("target addresses (undecided ones are refused)");
    for case in list(&file, "cases") {
        let url = text(case, "url");
        let wanted = case["allow"].as_bool().unwrap_or(false);
        let found = check_url(url);
        report.check(&format!("{url:?}"), found.is_ok() == wanted, || {
            format!("{found:?}")
        });
    }
    report.finish();
}

/// The steps of a receiver: first the signature, then the id and the time.
struct Receiver {
    secret: Secret,
    guard: Option<ReplayGuard>,
    now: chrono::DateTime<Utc>,
}

impl Receiver {
    fn new() -> Self {
        let window = TimeDelta::minutes(5);
        Self {
            secret: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into(),
            guard: Some(ReplayGuard::new(window, NonZeroUsize::MIN)),
            now: chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_000),
        }
    }

    /// Without the second step.
    fn without_guard(mut self) -> Self {
        self.guard = None;
        self
    }

    fn body(&self, id: &str, seconds: i64) -> Vec<u8> {
        let time = self.now + TimeDelta::seconds(seconds);
        let time = time.format("%Y-%m-%dT%H:%M:%SZ");
        format!(r#"{{"EventId":"{id}","Timestamp":"{time}"}}"#).into_bytes()
    }

    fn header(&self, body: &[u8]) -> String {
        sign(&self.secret, body).map_or_else(String::new, |signature| signature.to_string())
    }

    fn takes(&mut self, body: &[u8], header: Option<&str>) -> bool {
        let payload: Value = serde_json::from_slice(body).expect("JSON");
        let time = DateTime::parse(text(&payload, "Timestamp")).unwrap_or_default();
        verify(&self.secret, body, header.map(str::as_bytes)).is_ok()
            && self.guard.as_mut().is_none_or(|guard| {
                let admitted: Result<(), ReplayError> =
                    guard.admit(text(&payload, "EventId"), time, self.now);
                admitted.is_ok()
            })
    }

    /// A signed notification with a timestamp this many seconds from now.
    fn takes_signed(mut self, id: &str, seconds: i64) -> bool {
        let body = self.body(id, seconds);
        let header = self.header(&body);
        self.takes(&body, Some(&header))
    }
}

/// Parses the seconds from now in `now - 5 min` or `now + 5 min + 1 s`.
fn seconds(text: &str) -> Option<i64> {
    let mut words = text.split_once("now")?.1.split_whitespace();
    let mut sum = 0;
    while let Some(sign) = words.next() {
        let number: i64 = words.next()?.parse().ok()?;
        let unit = match words.next()?.trim_end_matches(',') {
            "s" | "sec" => 1,
            "min" => 60,
            "h" => 3600,
            _ => return None,
        };
        sum += if sign == "-" {
            -number * unit
        } else {
            number * unit
        };
    }
    Some(sum)
}

/// Whether the notification in a case is accepted; `None` if NetServer has no such rule.
fn scenario(case: &str) -> Result<Option<bool>, String> {
    let mut receiver = Receiver::new();
    let body = receiver.body("a", 0);
    let good = receiver.header(&body);
    if case.contains("tolerance off") {
        receiver = receiver.without_guard();
    }
    let has = |words: &str| case.contains(words);
    Ok(Some(
        if has("list:") || has("whsec_") || has("base64 secret") {
            return Ok(None);
        } else if has("empty secret") {
            receiver.secret = Secret::default();
            let forged = Signature::of(b"", &body).to_string();
            receiver.takes(&body, Some(&forged))
        } else if has("missing webhook-id") {
            receiver.takes_signed("", 0)
        } else if has("missing webhook-timestamp") {
            let body = br#"{"EventId":"a"}"#;
            let header = receiver.header(body);
            receiver.takes(body, Some(&header))
        } else if has("missing webhook-signature") {
            receiver.takes(&body, None)
        } else if has("invalid signature") {
            let value = case.rsplit([' ', ',']).next();
            receiver.takes(&body, value)
        } else if has("partial signature") {
            receiver.takes(&body, Some(""))
        } else if has("not the signed one") {
            let other = receiver.body("a", -86_400);
            receiver.takes(&other, Some(&good))
        } else if has("old timestamp") {
            receiver.takes_signed("a", -86_400)
        } else if has("new timestamp") {
            receiver.takes_signed("a", 86_400)
        } else if let Some(seconds) = seconds(case) {
            receiver.takes_signed("a", seconds)
        } else if has("valid") {
            receiver.takes(&body, Some(&good))
        } else {
            return Err(format!("unsupported case: {case}"));
        },
    ))
}

#[test]
fn standard_webhooks() {
    let Some(file) = file("standard_webhooks_scenarios.json") else {
        return;
    };
    let mut report = Report::new("Standard Webhooks scenarios");
    for case in list(&file, "cases") {
        let id = text(case, "id");
        let label = format!("{id} {}", text(case, "case"));
        match scenario(text(case, "case")) {
            Ok(Some(taken)) => {
                let wanted = text(case, "expect") == "accept";
                report.check(&label, taken == wanted, || format!("taken: {taken}"));
            }
            Ok(None) => report.apart(&label, NOT_HERE),
            Err(why) => report.outcome(&label, Err(why)),
        }
    }
    report.finish();
}

/// The reasons why some cases do not apply.
const NOT_HERE: &str = "NetServer signs once, with one secret that has no prefix and is not base64";
