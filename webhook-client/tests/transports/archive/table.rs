//! A server with a table, which counts requests and can close connections early.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::company;
use crate::scripted::{Answer, Received, Scripted, answer};

/// A server of a table of companies.
#[derive(Clone, Default)]
pub(crate) struct Table(Arc<Inside>);

#[derive(Default)]
pub(crate) struct Inside {
    rows: usize,
    /// How the server responds to the next requests for the page that begins at a row.
    faults: Mutex<BTreeMap<usize, Vec<Fault>>>,
    received: Mutex<Vec<(String, Value)>>,
    links: Links,
}

/// The link to the next page that a REST list writes.
#[derive(Clone, Default)]
pub(crate) enum Links {
    /// An absolute URL with this base.
    #[default]
    Right,
    At(String),
    /// No link.
    None,
}

#[derive(Debug, Clone)]
pub(crate) enum Fault {
    Close,
    /// Closes the connection after this number of bytes.
    Cut(usize),
    Status(&'static str),
}

impl Table {
    pub(crate) fn of(rows: usize, links: Links) -> Self {
        Self(Arc::new(Inside {
            rows,
            links,
            ..Inside::default()
        }))
    }

    pub(crate) fn start(&self) -> Scripted {
        let table = self.clone();
        Scripted::serve(move |received| table.respond(&received))
    }

    pub(crate) fn fail(&self, row: usize, faults: Vec<Fault>) {
        self.0.faults.lock().expect("faults").insert(row, faults);
    }

    /// Returns the requests since the last call.
    pub(crate) fn received(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.0.received.lock().expect("requests"))
    }

    fn respond(&self, received: &Received) -> Answer {
        let body = serde_json::from_slice(&received.body).unwrap_or_default();
        let request = (received.line.clone(), body);
        self.0
            .received
            .lock()
            .expect("requests")
            .push(request.clone());
        let (first, body) = if received.line.starts_with("GET ") {
            self.list(&received.line)
        } else {
            self.page(&request.1)
        };
        let text = body.to_string().into_bytes();
        let Answer::Bytes(bytes) = answer("200 OK", "", &text) else {
            unreachable!("bytes");
        };
        let mut faults = self.0.faults.lock().expect("faults");
        match faults
            .get_mut(&first)
            .filter(|left| !left.is_empty())
            .map(|left| left.remove(0))
        {
            None => Answer::Bytes(bytes),
            Some(Fault::Close) => Answer::Cut,
            Some(Fault::Cut(length)) => {
                Answer::Bytes(bytes[..length.min(bytes.len() - 1)].to_vec())
            }
            Some(Fault::Status(status)) => answer(status, "", b""),
        }
    }

    /// A page of an archive.
    fn page(&self, request: &Value) -> (usize, Value) {
        let number = |name: &str| usize::try_from(request[name].as_u64().expect(name)).expect(name);
        let size = number("PageSize");
        let first = number("Page") * size;
        let row = |id: usize| {
            json!({
                "EntityName": "contact",
                "PrimaryKey": id,
                "ColumnData": {
                    "contactId": {"DisplayValue": format!("[I:{id}]"), "TooltipHint": "", "LinkHint": ""},
                    "name": {"DisplayValue": company(id).name, "TooltipHint": null, "LinkHint": null},
                    "person/fullName": {"DisplayValue": null},
                    "registered": {"DisplayValue": "[DT:12/31/2013 23:59:58.0000000]"},
                },
                "TableRight": null,
                "FieldProperties": null,
            })
        };
        let last = self.0.rows.min(first + size);
        (first, (first..last).map(row).collect())
    }

    /// A page of a REST list.
    fn list(&self, request: &str) -> (usize, Value) {
        let url = url::Url::parse(&format!("http://x{}", &request[4..])).expect("a URL");
        let of = |name: &str| {
            url.query_pairs()
                .find(|(given, _)| given == name)
                .map(|(_, value)| value)
        };
        let number = |name: &str| of(name).map_or(0, |text| text.parse().expect("a number"));
        let (size, first): (usize, usize) = (number("$top"), number("$skip"));
        let row = |id: usize| {
            let slim = id.is_multiple_of(2);
            if slim {
                return json!({
                    "PrimaryKey": id.to_string(), "EntityName": "contact",
                    "contactId": id, "name": company(id).name, "person/fullName": null,
                    "registered": "2013-12-31T23:59:58",
                });
            }
            let cell = |raw: Value, display: Value| json!({"RawValue": raw, "DisplayValue": display, "LinkHint": "", "TooltipHint": ""});
            json!({
                "PrimaryKey": id.to_string(), "EntityName": "contact",
                "contactId": cell(json!(id), json!(format!("[I:{id}]"))),
                "name": cell(json!(company(id).name), json!(company(id).name)),
                "person/fullName": cell(Value::Null, Value::Null),
                "registered": cell(Value::Null, json!("[D:12/31/2013 23:59:58]")),
            })
        };
        let last = self.0.rows.min(first + size);
        let rows: Vec<Value> = (first..last).map(row).collect();
        let mut body = json!({"odata.metadata": "https://x.example/$metadata", "value": rows});
        let query = format!("$top={size}&$skip={last}");
        let address = match &self.0.links {
            Links::Right => format!("https://inside.example/api/v1/Contact?{query}"),
            Links::At(before) => format!("{before}?{query}"),
            Links::None => return (first, body),
        };
        if last < self.0.rows {
            body["odata.nextLink"] = json!(address);
        }
        (first, body)
    }
}
