//! The vendor's samples of notifications: each is decoded and encoded again without changes.

use netserver_tests::data::{files, shared};
use netserver_tests::report::Report;
use serde_json::Value;
use webhook_model::{MediaType, WebhookPayload};

/// The errors in an encoded body: every member of the sample must be unchanged, and additional
/// members must have the values of an empty payload.
fn difference(sample: &Value, back: &Value, blank: &Value) -> Option<String> {
    let (Some(sample), Some(back)) = (sample.as_object(), back.as_object()) else {
        return Some("no object".to_owned());
    };
    let lost = sample
        .iter()
        .find(|(name, value)| back.get(*name) != Some(value));
    let added = back.iter().find(|(name, value)| {
        !sample.contains_key(*name) && blank.get(name.as_str()) != Some(value)
    });
    lost.or(added)
        .map(|(name, value)| format!("{name}: {value}"))
}

fn round_trip(body: &[u8], media_type: MediaType) -> Result<(), String> {
    let read = |body: &[u8]| WebhookPayload::decode(media_type, body);
    let write = |payload: &WebhookPayload| {
        let body = payload.encode(MediaType::ApplicationJson);
        let body = body.map_err(|error| error.to_string())?;
        serde_json::from_slice(&body).map_err(|error| error.to_string())
    };
    let payload = WebhookPayload::decode(MediaType::ApplicationJson, body)
        .map_err(|error| error.to_string())?;
    let other = payload
        .encode(media_type)
        .map_err(|error| error.to_string())?;
    let payload = read(&other).map_err(|error| error.to_string())?;
    payload.event_name().map_err(|error| error.to_string())?;
    let sample: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let (back, blank) = (write(&payload)?, write(&WebhookPayload::create_default())?);
    match difference(&sample, &back, &blank) {
        Some(found) => Err(found),
        None => Ok(()),
    }
}

#[test]
fn samples_survive_every_media_type() {
    let Some(folder) = shared().map(|shared| shared.join("netserver/events")) else {
        return;
    };
    let samples = files(&folder, "json");
    for &media_type in MediaType::ALL {
        let mut report = Report::new(format!("notifications as {media_type}"));
        for (name, body) in &samples {
            report.outcome(name, round_trip(body, media_type));
        }
        report.finish();
    }
}

#[test]
fn lost_and_added_members_are_found() {
    let of = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let blank = of(r#"{"a": null, "b": 0}"#);
    let differs = |sample, back| difference(&of(sample), &of(back), &blank).is_some();
    assert!(!differs(r#"{"a": 1}"#, r#"{"a": 1, "b": 0}"#));
    assert!(differs(r#"{"a": 1}"#, r#"{"a": null, "b": 0}"#));
    assert!(differs(r#"{"a": 1}"#, r#"{"b": 0}"#));
    assert!(differs(r#"{"a": 1}"#, r#"{"a": 1, "b": 1}"#));
}
