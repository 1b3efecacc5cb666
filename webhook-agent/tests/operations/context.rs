//! The effect of request headers on dates and texts, in requests and responses.

// NetServer names a key after its entity.
#![allow(clippy::struct_field_names)]

use std::sync::{Arc, Mutex};

use crate::common::Running;
use webhook_agent::auth::Anyone;
use webhook_agent::server::Limits;
use webhook_agent::testing::{Client, Reply};
use webhook_agent::{Agent, ErrorInfo, Options, ResourceTable};
use webhook_model::http::time_zone::TimeZone;
use webhook_model::operation::{Get, Save};
use webhook_model::{DateTime, MediaType, NetServerEntity, Secret, Webhook};

/// All classes of dates, and texts with and without translation.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Sample", operations(create_default, get, save))]
struct Sample {
    #[netserver(key)]
    sample_id: i32,
    #[netserver(date = utc)]
    utc: DateTime,
    #[netserver(date = diary)]
    diary: DateTime,
    plain: DateTime,
    #[netserver(date = date)]
    day: DateTime,
    never: DateTime,
    #[netserver(translate)]
    name: Option<String>,
    url: Option<String>,
    secret: Option<Secret>,
}

const TEXT: &str = r#"US:"[SR_A] [F:4.5]";NO:"[SR_A]!";"#;

fn stored() -> Sample {
    let date = |text: &str| text.parse().expect("a date");
    let mut sample = Sample::create_default();
    sample.utc = date("2019-12-19T11:55:14");
    sample.diary = date("2002-03-31T18:00:00");
    sample.plain = date("2019-12-19T10:44:12");
    sample.day = date("1999-05-13T00:00:00");
    sample.name = Some(TEXT.into());
    sample.url = Some(TEXT.into());
    sample.secret = Some(TEXT.into());
    sample
}

const GET: &str = "/api/v1/Agents/Sample/GetSample?sampleId=1";
const SAVE: &str = "/api/v1/Agents/Sample/SaveSample";

/// An agent with Norway's time zone as its base zone, and the entity that it stores.
fn agent() -> (Agent, Arc<Mutex<Sample>>) {
    let sample = Arc::new(Mutex::new(stored()));
    let (read, write) = (Arc::clone(&sample), Arc::clone(&sample));
    let texts = ResourceTable::new();
    let texts = texts.with("SR_A", "US", "Customer").expect("a text");
    let texts = texts.with("SR_A", "no", "Kunde").expect("a text");
    let options = Options::new()
        .base_zone(TimeZone::parse("NO").expect("a zone"))
        .resources(texts);
    let agent = Agent::new(Anyone)
        .options(options)
        .serve_entity::<Sample>()
        .serve_entity::<Webhook>()
        .serve::<Get<Sample>, _>(move |_| {
            let sample = read.lock().expect("a lock").clone();
            async { Ok(Some(sample)) }
        })
        .serve::<Save<Sample>, _>(move |call| {
            let write = Arc::clone(&write);
            async move {
                let mut sample = write.lock().expect("a lock");
                call.apply(&mut sample)?;
                Ok(sample.clone())
            }
        });
    (agent, sample)
}

fn client() -> (Client, Arc<Mutex<Sample>>) {
    let (agent, sample) = agent();
    (Client::new(agent.into_service()), sample)
}

async fn get(fields: &[(&str, &str)]) -> Reply {
    let mut request = client().0.post(GET);
    for (name, value) in fields {
        request = request.header(name, value);
    }
    request.send().await
}

/// The five dates in a body of JSON.
fn dates(json: &str) -> Vec<String> {
    let body: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let names = ["Utc", "Diary", "Plain", "Day", "Never"];
    names
        .map(|name| body[name].as_str().expect("a date").to_owned())
        .to_vec()
}

#[test]
fn the_recorded_matrix_on_a_port() {
    let running = Running::start(agent().0.into_service(), Limits::default());
    let mut connection = running.connect();
    for (field, zone, expected) in [
        (
            "",
            "NO",
            [
                "2019-12-19T11:55:14",
                "2002-03-31T18:00:00",
                "2019-12-19T10:44:12",
                "1999-05-13T00:00:00",
                "0001-01-01T00:00:00",
            ],
        ),
        (
            "SO-TimeZone: utc,includeTZOffset\r\n",
            "UTC, includeTZOffset",
            [
                "2019-12-19T10:55:14Z",
                "2002-03-31T16:00:00Z",
                "2019-12-19T10:44:12Z",
                "1999-05-13T00:00:00Z",
                "0001-01-01T00:00:00Z",
            ],
        ),
        (
            "so-timezone: no,includeTZOffset\r\n",
            "NO, includeTZOffset",
            [
                "2019-12-19T10:55:14Z",
                "2002-03-31T18:00:00+02:00",
                "2019-12-19T10:44:12+01:00",
                "1999-05-13T00:00:00Z",
                "0001-01-01T00:00:00+01:00",
            ],
        ),
        (
            "SO-Timezone: us-ny\r\n",
            "US-NY",
            [
                "2019-12-19T11:55:14",
                "2002-03-31T11:00:00",
                "2019-12-19T10:44:12",
                "1999-05-13T00:00:00",
                "0001-01-01T00:00:00",
            ],
        ),
    ] {
        let request = format!("POST {GET} HTTP/1.1\r\nHost: x\r\n{field}\r\n");
        let answer = connection.send(request).answer().expect("an answer");
        assert_eq!(dates(&answer.text()), expected, "{field}");
        assert_eq!(answer.header("so-timezone"), zone);
        assert_eq!(answer.header("vary"), crate::common::VARY);
    }
}

#[tokio::test]
async fn an_unknown_zone_is_400_in_the_accepted_media_type() {
    for zone in ["Mars", "NO, US-NY", "+02:00", "../../etc/localtime", "0"] {
        let reply = get(&[("so-timezone", zone), ("accept", "text/xml")]).await;
        assert_eq!(reply.status(), 400, "{zone}");
        assert!(reply.header("so-timezone").is_empty());
        let info: ErrorInfo = reply.entity().expect("an error body in XML");
        assert_eq!(info.error_type, "ArgumentException");
        assert!(info.message.contains("SO-TimeZone"), "{}", info.message);
    }
}

#[tokio::test]
async fn descriptions_need_no_zone() {
    let reply = client().0.get("/api/v1").header("so-timezone", "Mars");
    assert_eq!(reply.send().await.status(), 200);
}

#[tokio::test]
async fn dates_in_requests_are_converted_to_the_base_zone() {
    for (zone, sent, expected) in [
        ("US-NY", "2018-12-24T12:34:45", "2018-12-24T18:34:45"),
        ("US-NY", "2018-12-24T12:34:45Z", "2018-12-24T13:34:45"),
        (
            "US-NY, includeTZOffset",
            "2018-12-24T07:34:45-0500",
            "2018-12-24T13:34:45",
        ),
        ("", "2018-12-24T12:34:45", "2018-12-24T12:34:45"),
        ("", "2018-12-24T12:34:45Z", "2018-12-24T13:34:45"),
    ] {
        let (client, stored) = client();
        let body = format!(r#"{{"Diary": "{sent}"}}"#);
        let request = client.post(SAVE).body("application/json", body);
        let reply = request.header("so-timezone", zone).send().await;
        assert_eq!(reply.status(), 200, "{}", reply.text());
        let diary = stored.lock().expect("a lock").diary.to_string();
        assert_eq!(diary, expected, "{zone} {sent}");
    }
}

#[tokio::test]
async fn dates_that_are_read_and_saved_do_not_change() {
    for zone in [
        "",
        "NO",
        "UTC",
        "US-NY",
        "utc,includeTZOffset",
        "US-NY,includeTZOffset",
    ] {
        for media_type in [MediaType::ApplicationJson, MediaType::ApplicationXml] {
            let (client, kept) = client();
            let read = client
                .post(GET)
                .header("so-timezone", zone)
                .accept(media_type);
            let read = read.send().await;
            let sent = client
                .post(SAVE)
                .body(media_type.as_str(), read.body().clone());
            let reply = sent
                .header("so-timezone", zone)
                .accept(media_type)
                .send()
                .await;
            assert_eq!(reply.text(), read.text(), "{zone}");
            assert_eq!(*kept.lock().expect("a lock"), stored(), "{zone}");
        }
    }
}

#[tokio::test]
async fn patches_are_in_the_zone_of_the_request() {
    let (client, kept) = client();
    let patch = r#"[{"op": "test", "path": "/Diary", "value": "2002-03-31T11:00:00"},
        {"op": "replace", "path": "/Url", "value": "x"}]"#;
    let patch = |zone: &str| {
        let request = client.post(SAVE).body("application/json-patch+json", patch);
        request.header("so-timezone", zone)
    };
    assert_eq!(patch("US-NY").send().await.status(), 200);
    assert_eq!(kept.lock().expect("a lock").diary, stored().diary);
    assert_eq!(patch("US-CA").send().await.status(), 409);
}

#[tokio::test]
async fn a_patch_in_a_response_starts_from_the_default_in_the_zone_of_the_request() {
    let path = "/api/v1/Agents/Sample/CreateDefaultSample";
    let request = client()
        .0
        .post(path)
        .header("so-timezone", "utc,includeTZOffset");
    let reply = request
        .accept(MediaType::ApplicationMergePatch)
        .send()
        .await;
    assert_eq!(reply.text(), "{}");
    let reply = get(&[
        ("so-timezone", "utc,includeTZOffset"),
        ("accept", "application/merge-patch+json"),
    ])
    .await;
    let body: serde_json::Value = serde_json::from_str(&reply.text()).expect("JSON");
    assert_eq!(body["Diary"], "2002-03-31T16:00:00Z");
}

async fn name(fields: &[(&str, &str)]) -> String {
    let sample: Sample = get(fields).await.entity().expect("a sample");
    assert_eq!(sample.url.as_deref(), Some(TEXT), "{fields:?}");
    assert_eq!(sample.secret, Some(TEXT.into()), "{fields:?}");
    sample.name.expect("a name")
}

#[tokio::test]
async fn texts_that_opt_in_are_in_the_language_of_the_request() {
    assert_eq!(name(&[]).await, TEXT);
    assert_eq!(name(&[("accept-language", "nb, en;q=0.5")]).await, "Kunde!");
    let both = [("accept-language", "nb"), ("so-language", "en-GB")];
    assert_eq!(name(&both).await, "Customer 4.5");
    let raw = [("accept-language", "nb"), ("so-language", "*")];
    assert_eq!(name(&raw).await, TEXT);
}

#[cfg(feature = "culture")]
#[tokio::test]
async fn values_in_texts_use_the_culture_and_numbers_do_not() {
    let fields = [("so-language", "en"), ("so-culture", "de-DE")];
    assert_eq!(name(&fields).await, "Customer 4,5");
    let culture = [("so-culture", "de-DE")];
    assert_eq!(name(&culture).await, TEXT);
    assert!(get(&fields).await.text().starts_with(r#"{"SampleId":0,"#));
}

#[tokio::test]
async fn a_webhook_is_not_translated() {
    let post = || client().0.post(Webhook::CREATE_DEFAULT_PATH);
    let plain = post().send().await.text();
    let reply = post()
        .header("so-language", "nb")
        .header("so-culture", "nb-NO");
    assert_eq!(reply.send().await.text(), plain);
}
