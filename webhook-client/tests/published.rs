//! The vendor's sample bodies as responses.

use std::future::ready;

use netserver_tests::agents::samples;
use netserver_tests::agents::webhook::{GetAllWebhooks, GetLastError, TestWebhook};
use netserver_tests::data::{json, published, shared};
use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
use webhook_client::{Client, Credentials, Site, text_of_response};
use webhook_model::operation::{CreateDefault, Get, Operation, Save};
use webhook_model::{Decoder, MediaType, NetServerEntity, Webhook};

/// A response with the given media type and body.
fn response(media_type: MediaType, body: &[u8]) -> http::Response<Vec<u8>> {
    let mut response = http::Response::new(body.to_vec());
    let content_type = media_type.content_type().parse().expect("a value");
    response.headers_mut().insert("content-type", content_type);
    response
}

#[test]
fn published_bodies_are_not_mistaken_for_error_objects() {
    let (Some(json), Some(xml)) = (samples::json_samples(), samples::xml_samples()) else {
        return;
    };
    assert!(json.len() > 100 && xml.len() > 10);
    let json = json
        .into_iter()
        .map(|sample| (MediaType::ApplicationJson, sample));
    let xml = xml
        .into_iter()
        .map(|sample| (MediaType::ApplicationXml, sample));
    for (media_type, sample) in json.chain(xml) {
        let shape = sample.shape();
        let (parts, body) = response(media_type, &sample.bytes).into_parts();
        let text = text_of_response(shape.ty, &parts, &body);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", sample.file));
        let Some((media_type, text)) = text else {
            panic!("{}: empty", sample.file);
        };
        if !sample.strict {
            // The documentation has placeholders instead of base64.
            continue;
        }
        let read = (shape.decode)(&Decoder::new(media_type), &text);
        let read = read.unwrap_or_else(|error| panic!("{}: {error}", sample.file));
        let expected = (shape.decode)(&Decoder::new(media_type), &sample.bytes);
        assert!(read.same(&*expected.expect("a body")), "{}", sample.file);
    }
}

/// Returns the same response to every request.
struct Replay(MediaType, Vec<u8>);

impl Transport for Replay {
    fn send(
        &self,
        _: http::Request<Vec<u8>>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        Box::pin(ready(Ok(response(self.0, &self.1))))
    }
}

fn replay(media_type: MediaType, body: Vec<u8>) -> Client {
    let site = Site::new("https://crm.example").expect("a site");
    Client::new(site, Credentials::anonymous()).transport(Replay(media_type, body))
}

#[test]
fn the_published_responses_of_webhooks_are_replayed() {
    /// Calls an operation with `body` as the response, and compares the result with that of the
    /// decoder.
    fn call<O: Operation>(name: &str, body: &[u8])
    where
        O::Response: PartialEq + std::fmt::Debug,
    {
        let json = MediaType::ApplicationJson;
        let so = replay(json, body.to_vec());
        let read = pollster::block_on(so.call::<O>().send());
        let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected: O::Response = Decoder::new(json).decode(body).expect(name);
        assert_eq!(read, expected, "{name}");
    }

    let Some(folder) = samples::folder() else {
        return;
    };
    let index = json(&folder.join("samples/index.json"));
    let mut replayed = Vec::new();
    for entry in index.as_array().expect("a list") {
        let (Some("Webhook"), Some(operation), Some(file)) = (
            entry["agent"].as_str(),
            entry["operation"].as_str(),
            entry["file"]
                .as_str()
                .filter(|_| entry["response"].is_string()),
        ) else {
            continue;
        };
        let body = std::fs::read(folder.join(file)).expect("a file");
        match operation {
            "CreateDefaultWebhook" => call::<CreateDefault<Webhook>>(file, &body),
            "GetWebhook" => call::<Get<Webhook>>(file, &body),
            "SaveWebhook" => call::<Save<Webhook>>(file, &body),
            "GetAllWebhooks" => call::<GetAllWebhooks>(file, &body),
            "TestWebhook" => call::<TestWebhook>(file, &body),
            "GetLastError" => call::<GetLastError>(file, &body),
            // The other test covers the bodies of REST.
            other if other.starts_with("REST.") => continue,
            other => panic!("{file}: {other} has no response"),
        }
        replayed.push(operation.to_owned());
    }
    replayed.sort_unstable();
    replayed.dedup();
    assert_eq!(replayed.len(), 6, "{replayed:?}");
}

#[derive(Debug, NetServerEntity)]
struct Row {
    entity_name: Option<String>,
    primary_key: i32,
    field_name: Option<String>,
}

#[test]
fn the_published_page_of_an_archive_is_read() {
    let name = "netserver/archive/response.GetArchiveListByColumns.json";
    let Some(file) = shared().and_then(|shared| published(&shared.join(name))) else {
        return;
    };
    let body = std::fs::read(file).expect("a file");
    let so = replay(MediaType::ApplicationJson, body);
    let mut rows = so.archive("FindContact").stream::<Row>();
    let row = pollster::block_on(rows.next())
        .expect("a row")
        .expect("a row");
    assert_eq!(row.primary_key, 165);
    assert_eq!(row.field_name.as_deref(), Some("doloremque"));
    assert!(row.entity_name.is_some());
    assert!(pollster::block_on(rows.next()).is_none());
}
