//! Requests for rows.

use serde_json::{Value, json};
use webhook_client::archive::{column, descending};
use webhook_client::{Credentials, ErrorKind};

use super::table::{Links, Table};
use super::{Company, rows};
use crate::clients::{Any, RUNTIME, clients};
use crate::scripted::{Scripted, answer};

#[test]
fn requests_to_the_agent() {
    let table = Table::of(0, Links::Right);
    let server = table.start();
    for so in clients(server.address, &Credentials::anonymous()) {
        let filter = column("name").begins("x' or").and(
            column("category")
                .one_of([1, 2])
                .or(column("stop").set(true)),
        );
        rows!(&so, so => so
            .archive("FindContact")
            .filter(filter.clone())
            .filter(column("number").greater(5))
            .order_by("name")
            .order_by(descending("registered"))
            .entities(["contact"])
            .page_size(7));
        let comparison =
            |name: &str, operator: &str, values: &[&str], parentheses: i32, join: &str| {
                json!({
                    "Name": name, "Operator": operator, "Values": values, "IsActive": true,
                    "InterParenthesis": parentheses, "InterOperator": join,
                })
            };
        let expected = json!({
            "ProviderName": "FindContact",
            "Columns": ["contactId", "name", "person/fullName", "registered"],
            "SortOrder": [
                {"Name": "name", "Direction": "ASC"},
                {"Name": "registered", "Direction": "DESC"},
                {"Name": "contactId", "Direction": "ASC"},
            ],
            "Restriction": [
                comparison("name", "begins", &["x' or"], 0, "And"),
                comparison("category", "oneOf", &["[I:1]", "[I:2]"], 1, "Or"),
                comparison("stop", "set", &["true"], -1, "And"),
                comparison("number", "greater", &["[I:5]"], 0, "And"),
            ],
            "Entities": ["contact"],
            "Page": 0,
            "PageSize": 7,
        });
        let path = "POST /api/v1/Agents/Archive/GetArchiveListByColumns";
        assert_eq!(
            table.received(),
            [(path.to_owned(), expected)],
            "{}",
            so.name()
        );
    }
}

#[test]
fn requests_for_a_list() {
    let table = Table::of(0, Links::Right);
    let server = table.start();
    for so in clients(server.address, &Credentials::anonymous()) {
        rows!(&so, so => so
            .list("Contact/5/Persons")
            .select(["name", "person/fullName"])
            .filter(column("name").is("x' & a=b #+\u{e9}\\"))
            .order_by(descending("name"))
            .entities(["contact"])
            .full()
            .page_size(7));
        let line = "GET /api/v1/Contact/5/Persons?$select=name%2Cperson%2FfullName\
            &$filter=name%20is%20%27x%27%27%20%26%20a%3Db%20%23%2B%C3%A9%5C%5C%27\
            &$orderBy=name%20desc%2CcontactId%20asc&$entities=contact&$mode=full&$top=7";
        assert_eq!(
            table.received(),
            [(line.to_owned(), Value::Null)],
            "{}",
            so.name()
        );
    }
}

#[test]
fn invalid_queries_are_not_sent() {
    let server = Scripted::start([answer("200 OK", "", b"[]")]);
    let [so, ..] = clients(server.address, &Credentials::anonymous());
    let Any::Async(_, so) = so else {
        panic!("reqwest")
    };
    let archive = || so.archive("FindContact");
    for (query, word) in [
        (archive().page_size(0), "1 to 1,000"),
        (archive().page_size(1_001), "1 to 1,000"),
        (archive().select(["a,b"]), "name of a column"),
        (archive().order_by("a desc"), "column to order by"),
        (archive().entities(["a,b"]), "kind of rows"),
        (archive().filter(column("a b").is("x")), "in a filter"),
        (archive().filter(column("a").one_of([])), "needs a value"),
        (
            so.list("Contact")
                .filter(column("a").is("x").or(column("xstop").set(false))),
            "no documented form for `set(false)`",
        ),
        (so.list(""), "path of a list"),
        (so.list("Contact/../x"), "path of a list"),
        (so.list("Contact?x"), "path of a list"),
        (so.list("//evil.example"), "path of a list"),
    ] {
        let mut rows = query.stream::<Company>();
        let error = RUNTIME
            .block_on(rows.next())
            .expect("an error")
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{word}");
        assert!(error.message().contains(word), "{error}");
        assert!(RUNTIME.block_on(rows.next()).is_none());
    }
    // A request to the agent can express it by a value.
    let filter = column("xstop").set(false);
    let mut rows = archive().filter(filter).stream::<Company>();
    assert!(RUNTIME.block_on(rows.next()).is_none());
    // Aggregations are columns as well.
    let mut rows = archive()
        .select(["Count(contactId):Footer"])
        .stream::<Company>();
    assert!(RUNTIME.block_on(rows.next()).is_none());
    assert_eq!(server.count(), 2);
}
