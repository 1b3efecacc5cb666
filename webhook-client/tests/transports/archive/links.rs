//! Links from one page of a list to the next.

use serde_json::json;
use webhook_client::Credentials;

use super::table::{Links, Table};
use super::{all, good, rows};
use crate::clients::clients;
use crate::scripted::{Scripted, answer};

#[test]
fn links_do_not_change_the_host() {
    let elsewhere = Scripted::start([answer("200 OK", "", b"{\"value\":[]}")]);
    for before in [
        format!("http://{}/api/v1/Contact", elsewhere.address),
        format!("//{}/x", elsewhere.address),
        format!("http://user@{}:80/", elsewhere.address),
        "/api/v1/Contact".into(),
        String::new(),
    ] {
        let table = Table::of(25, Links::At(before.clone()));
        let server = table.start();
        for so in clients(server.address, &Credentials::ticket("7T:hunter2")) {
            let read = rows!(&so, so => so.list("Contact").page_size(10));
            assert_eq!(good(read), all(25), "{} {before}", so.name());
            assert_eq!(server.count(), 3);
        }
    }
    assert_eq!(elsewhere.count(), 0);
}

#[test]
fn lists_without_links_are_read_by_the_count_of_rows() {
    let table = Table::of(25, Links::None);
    let server = table.start();
    for so in clients(server.address, &Credentials::anonymous()) {
        let read = rows!(&so, so => so.list("Contact").page_size(10));
        assert_eq!(good(read), all(25), "{}", so.name());
        assert_eq!(server.count(), 3);
    }
}

#[test]
fn pages_that_would_repeat_rows_are_rejected() {
    let row = json!({"PrimaryKey": "1", "EntityName": "contact", "contactId": 1});
    for (body, message) in [
        (json!({"value": [row, row, row]}), "more rows"),
        (
            json!({"value": [row], "odata.nextLink": "https://x.example/Contact"}),
            "no query",
        ),
        (
            json!({"value": [], "odata.nextLink": "https://x.example/?$skip=1"}),
            "no further rows",
        ),
        (
            json!({"value": [row], "odata.nextLink": "https://x.example/?$skip=1"}),
            "no further rows",
        ),
        (
            json!({"value": [row], "odata.nextLink": "?a b\r\nX: y"}),
            "malformed",
        ),
        (json!({"odata.metadata": "x"}), "no rows"),
        (json!({"Message": "no"}), "no"),
        (json!({"value": {}}), "unexpected response"),
        (json!([row]), "unexpected response"),
    ] {
        let server = Scripted::start([answer("200 OK", "", body.to_string().as_bytes())]);
        for so in clients(server.address, &Credentials::anonymous()) {
            let mut read = rows!(&so, so => so.list("Contact").page_size(2));
            let error = read.pop().expect("a failure").unwrap_err();
            assert!(error.message().contains(message), "{body}: {error}");
            assert!(read.len() < 3, "{body}");
        }
    }
    let item = json!({"PrimaryKey": 1, "ColumnData": {}});
    let body = json!([item, item, item]).to_string();
    let server = Scripted::start([answer("200 OK", "", body.as_bytes())]);
    for so in clients(server.address, &Credentials::anonymous()) {
        let mut read = rows!(&so, so => so.archive("FindContact").page_size(2));
        let error = read.pop().expect("a failure").unwrap_err();
        assert!(error.message().contains("more rows"), "{error}");
        assert!(read.is_empty());
    }
}

#[test]
fn cyclic_links_end_with_an_error() {
    let page = |next: &str| {
        let row = json!({"PrimaryKey": "1", "contactId": 1});
        let body = json!({"value": [row], "odata.nextLink": format!("https://x.example/?{next}")});
        answer("200 OK", "", body.to_string().as_bytes())
    };
    // The first page links to a, a to b, and b back to a.
    let pages = || [page("a"), page("b"), page("a"), page("b"), page("a")];
    for index in 0..3 {
        let server = Scripted::start(pages());
        let so = clients(server.address, &Credentials::anonymous());
        let so = so.into_iter().nth(index).expect("a client");
        let mut read = rows!(&so, so => so.list("Contact").page_size(2));
        let error = read.pop().expect("a failure").unwrap_err();
        assert!(error.message().contains("no further rows"), "{error}");
        assert_eq!(error.operation(), "Contact");
        assert_eq!((read.len(), server.count()), (2, 3), "{}", so.name());
    }
}
