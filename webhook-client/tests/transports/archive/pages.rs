//! The requested pages, as counted by the server.

use serde_json::json;
use webhook_client::archive::Rows;
use webhook_client::{Credentials, ErrorKind, Repeats};

use super::table::{Fault, Links, Table};
use super::{Company, all, company, good, rows};
use crate::clients::{Any, RUNTIME, change, clients};
use crate::repeats::Noted;
use crate::scripted::{Scripted, answer};

#[test]
fn every_row_is_returned_once_and_no_extra_page_is_requested() {
    for (rows, pages) in [(0, 1), (1, 1), (9, 1), (10, 2), (11, 2), (25, 3)] {
        let table = Table::of(rows, Links::Right);
        let server = table.start();
        for so in clients(server.address, &Credentials::anonymous()) {
            let read = rows!(&so, so => so.archive("FindContact").page_size(10));
            assert_eq!(good(read), all(rows), "{} {rows}", so.name());
            assert_eq!(server.count(), pages, "{} {rows}", so.name());
            let read = rows!(&so, so => so.list("Contact").page_size(10));
            assert_eq!(good(read), all(rows), "{} {rows}", so.name());
            // The response contains a link to a further page.
            let pages = if rows == 10 {
                2
            } else {
                rows.div_ceil(10).max(1)
            };
            assert_eq!(server.count(), pages, "{} {rows}", so.name());
        }
    }
}

#[test]
fn pages_are_requested_when_rows_are_taken() {
    let table = Table::of(100, Links::Right);
    let server = table.start();
    for so in clients(server.address, &Credentials::anonymous()) {
        for (taken, pages) in [(0, 0), (1, 1), (10, 1), (11, 2), (30, 3), (31, 4)] {
            for rest in [false, true] {
                match &so {
                    Any::Async(_, so) => RUNTIME.block_on(async {
                        let query = if rest {
                            so.list("Contact")
                        } else {
                            so.archive("FindContact")
                        };
                        let mut rows = query.page_size(10).stream::<Company>();
                        for id in 0..taken {
                            let row = rows.next().await.expect("a row");
                            assert_eq!(row.expect("a row"), company(id));
                        }
                    }),
                    Any::Blocking(so) => {
                        let query = if rest {
                            so.list("Contact")
                        } else {
                            so.archive("FindContact")
                        };
                        let rows = query.page_size(10).stream::<Company>();
                        let rows: Vec<_> = rows.take(taken).collect();
                        assert_eq!(good(rows), all(taken));
                    }
                }
                assert_eq!(server.count(), pages, "{} {taken}", so.name());
            }
        }
    }
}

#[test]
fn pages_that_fail_are_requested_again() {
    let table = Table::of(25, Links::Right);
    let server = table.start();
    let cuts = (0..2_200).step_by(211).map(Fault::Cut);
    let faults = [
        Fault::Close,
        Fault::Status("503 X"),
        Fault::Status("500 X"),
        Fault::Status("429 X"),
    ];
    let faults: Vec<Fault> = faults.into_iter().chain(cuts).collect();
    for so in clients(server.address, &Credentials::anonymous()) {
        let repeats = Repeats {
            budget: 10_000,
            ..Repeats::default()
        };
        let so = change!(so, so => so.clock(Noted::default()).repeats(repeats));
        for fault in &faults {
            for row in [0, 10, 20] {
                table.fail(row, vec![fault.clone(); 2]);
                let read = rows!(&so, so => so.archive("FindContact").page_size(10));
                assert_eq!(good(read), all(25), "{} {fault:?}", so.name());
                assert_eq!(server.count(), 3 + 2, "{} {fault:?}", so.name());
                table.fail(row, vec![fault.clone(); 2]);
                let read = rows!(&so, so => so.list("Contact").page_size(10));
                assert_eq!(good(read), all(25), "{} {fault:?}", so.name());
                assert_eq!(server.count(), 3 + 2, "{} {fault:?}", so.name());
            }
        }
    }
}

#[test]
fn rows_end_after_a_failure_and_can_be_continued() {
    let table = Table::of(25, Links::Right);
    let server = table.start();
    for so in clients(server.address, &Credentials::anonymous()) {
        let so = change!(so, so => so.clock(Noted::default()));
        for rest in [false, true] {
            table.fail(10, vec![Fault::Close; 3]);
            let (before, error, after) = match &so {
                Any::Async(_, so) => RUNTIME.block_on(async {
                    let query = if rest {
                        so.list("Contact")
                    } else {
                        so.archive("FindContact")
                    };
                    let mut rows = query.page_size(10).stream::<Company>();
                    let mut before = Vec::new();
                    let error = loop {
                        match rows.next().await.expect("a row or an error") {
                            Ok(row) => before.push(row),
                            Err(error) => break error,
                        }
                    };
                    assert!(rows.next().await.is_none());
                    assert!(rows.next().await.is_none());
                    assert_eq!(server.count(), 1 + 3);
                    rows.retry();
                    let mut after = Vec::new();
                    while let Some(row) = rows.next().await {
                        after.push(row);
                    }
                    (before, error, after)
                }),
                Any::Blocking(so) => {
                    let query = if rest {
                        so.list("Contact")
                    } else {
                        so.archive("FindContact")
                    };
                    let mut rows = query.page_size(10).stream::<Company>();
                    let before = good(rows.by_ref().take(10).collect());
                    let error = rows.next().expect("an error").unwrap_err();
                    assert!(rows.next().is_none());
                    assert_eq!(server.count(), 1 + 3);
                    rows.retry();
                    (before, error, rows.collect())
                }
            };
            assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}");
            let name = if rest {
                "Contact"
            } else {
                "Archive/GetArchiveListByColumns"
            };
            assert_eq!(error.operation(), name);
            assert_eq!([before, good(after)].concat(), all(25), "{}", so.name());
            assert_eq!(server.count(), 2);
        }
    }
}

#[test]
fn a_row_that_cannot_be_decoded_is_an_error_in_its_place() {
    let item = |value: &str| json!({"PrimaryKey": 1, "ColumnData": {"contactId": {"DisplayValue": value}}});
    let body = json!([item("[I:1]"), item("[I:x]"), item("[I:3]")]).to_string();
    let server = Scripted::start([answer("200 OK", "", body.as_bytes())]);
    for so in clients(server.address, &Credentials::anonymous()) {
        let read = rows!(&so, so => so.archive("FindContact").page_size(10));
        let ids: Vec<Option<i32>> = read
            .iter()
            .map(|row| row.as_ref().ok().map(|row| row.contact_id))
            .collect();
        assert_eq!(ids, [Some(1), None, Some(3)], "{}", so.name());
        let error = read[1].as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Answer);
        assert!(error.message().contains("/ContactId"), "{error}");
    }
}

#[test]
fn rows_are_a_stream() {
    use std::future::poll_fn;
    use std::pin::Pin;

    use futures_core::Stream;

    let server = Table::of(11, Links::Right).start();
    let [so, ..] = clients(server.address, &Credentials::anonymous());
    let Any::Async(_, so) = so else {
        panic!("reqwest")
    };
    let mut stream = so.archive("FindContact").page_size(10).stream::<Company>();
    let mut read = Vec::new();
    let next = |stream: &mut Rows<Company>| {
        let mut stream = Pin::new(stream);
        RUNTIME.block_on(poll_fn(|context| {
            Stream::poll_next(stream.as_mut(), context)
        }))
    };
    while let Some(row) = next(&mut stream) {
        read.push(row);
    }
    assert_eq!(good(read), all(11));
}
