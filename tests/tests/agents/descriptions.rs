//! Compares the generated descriptions of the entities of seven agents with the vendor's.

use std::collections::BTreeMap;

use netserver_tests::agents::registry::all;
use netserver_tests::agents::samples::folder;
use netserver_tests::agents::webhook::Webhook12;
use netserver_tests::data::files;
use netserver_tests::report::Report;
use netserver_tests::swagger::{differences, names};
use netserver_tests::xsd::facts;
use webhook_model::schema::{Dialect, definitions, xsd};
use webhook_model::{Contract, NetServerEntity};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

/// Known differences with a reason: (definition, difference).
const KNOWN: [(&str, &str); 10] = [
    // The schemas of the SOAP services, which XML follows, have another order.
    (
        "TimeZoneRule",
        "the order is TZOffset, StartRulePattern, EndRulePattern, StartDay, StartMonth, EndDay, EndMonth instead of StartDay, StartMonth, EndDay, EndMonth, TZOffset, StartRulePattern, EndRulePattern",
    ),
    // Release 12 has its own struct, which is compared below.
    ("Webhook", "ErrorEmails is missing"),
    ("Webhook", "ErrorAssociates is missing"),
    ("Webhook", "Description is missing"),
    ("Webhook", "NotifyVia is missing"),
    ("Webhook", "NotifyWhen is missing"),
    ("Webhook", "TotalCalls is missing"),
    ("Webhook", "TotalErrors is missing"),
    ("Webhook", "ConsecutiveErrors is missing"),
    ("Webhook", "LastError is missing"),
];

#[test]
fn definitions_equal_the_published_ones() {
    let Some(folder) = folder() else { return };
    let ours = definitions(&all(), Dialect::Swagger2).to_string();
    let newer = definitions(&[Webhook12::ENTITY], Dialect::Swagger2).to_string();
    let mut report = Report::new("published definitions");
    for (file, theirs) in files(&folder.join("openapi"), "json") {
        let theirs = text(theirs);
        for published in names(&theirs) {
            // The definition of a request is named after its operation.
            let name = published.strip_suffix("Request").unwrap_or(&published);
            let mut found = differences(&ours, &theirs, &[name]);
            found.retain(|line| {
                !KNOWN
                    .iter()
                    .any(|(of, difference)| *line == format!("{of}: {difference}"))
            });
            report.equal(&format!("{file}: {published}"), &found[..], &[]);
            if published == "Webhook" {
                let found = differences(&newer, &theirs, &["Webhook"]);
                report.equal("Webhook of release 12", &found[..], &[]);
            }
        }
    }
    report.finish();
}

/// Enums with names that are newer than the SOAP services.
const NEWER: [(&str, &[&str]); 2] = [
    ("TicketBaseStatus", &["value Spam"]),
    ("TicketOrigin", &["value API", "value Flow"]),
];

#[test]
fn schemas_equal_those_of_the_soap_services() {
    let Some(folder) = folder() else { return };
    let mut report = Report::new("published schema types");
    let generated = xsd(&all(), Contract::Soap, None);
    let generated: BTreeMap<String, Vec<String>> = generated
        .iter()
        .flat_map(|file| facts(&file.text))
        .collect();
    for (file, theirs) in files(&folder.join("xsd"), "xsd") {
        for (name, theirs) in facts(&text(theirs)) {
            let Some(ours) = generated.get(&name) else {
                report.apart(&format!("{file}: {name}"), "no entity has it");
                continue;
            };
            let newer = NEWER.iter().find(|(of, _)| *of == name);
            let newer = newer.map_or(&[][..], |(_, newer)| newer);
            let ours: Vec<_> = ours
                .iter()
                .filter(|line| !newer.contains(&line.as_str()))
                .collect();
            report.equal(&format!("{file}: {name}"), &ours, &theirs.iter().collect());
        }
    }
    report.finish();
}
