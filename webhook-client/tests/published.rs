//! The vendor's sample bodies, which the client must not mistake for error objects.

use std::future::ready;

use netserver_tests::agents::samples;
use netserver_tests::data::{published, shared};
use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
use webhook_client::{Client, Credentials, Site, is_error_object};
use webhook_model::NetServerEntity;

#[test]
fn published_responses_are_not_error_objects() {
    let Some(samples) = samples::json_samples() else {
        return;
    };
    assert!(samples.len() > 100);
    for sample in samples {
        let is_error = is_error_object(sample.shape().ty, &sample.bytes);
        assert!(!is_error, "{}", sample.file);
    }
}

/// Returns the same body to every request.
struct Replay(Vec<u8>);

impl Transport for Replay {
    fn send(
        &self,
        _: http::Request<Vec<u8>>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        Box::pin(ready(Ok(http::Response::new(self.0.clone()))))
    }
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
    let site = Site::new("https://crm.example").expect("a site");
    let so = Client::new(site, Credentials::anonymous()).transport(Replay(body));
    let mut rows = so.archive("FindContact").stream::<Row>();
    let row = pollster::block_on(rows.next())
        .expect("a row")
        .expect("a row");
    assert_eq!(row.primary_key, 165);
    assert_eq!(row.field_name.as_deref(), Some("doloremque"));
    assert!(row.entity_name.is_some());
    assert!(pollster::block_on(rows.next()).is_none());
}
