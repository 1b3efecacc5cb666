//! Suite 03, the XML reader: the W3C's conformance documents, known attacks, encodings, and the
//! vendor's own bodies. The W3C archive is read as it is, never unpacked.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use netserver_tests::data::{bytes, files, json, list, shared, suite, text};
use netserver_tests::report::Report;
use serde_json::Value;
use webhook_model::format::xml::reader::{XmlDocument, XmlError, XmlErrorKind, XmlLimits};

fn read(bytes: &[u8]) -> Result<(), XmlError> {
    XmlDocument::decode(bytes, XmlLimits::default())?
        .reader()
        .finish()
}

fn kind(bytes: &[u8]) -> Result<(), XmlErrorKind> {
    read(bytes).map_err(|error| error.kind().clone())
}

/// A document that the index takes for one with a DOCTYPE: the word stands in a CDATA section.
const DOCTYPE_AS_TEXT: &str = "o-p18pass1";

/// What the reader owes a document of the W3C suite, by the index of it.
enum Duty {
    /// Refused for its DOCTYPE, or before it gets that far.
    Doctype,
    Refused,
    Accepted,
    /// Written for XML 1.1; refused if it says so, and else a document of 1.0 that may be either.
    NotAs11,
    None(&'static str),
}

fn duty(case: &Value) -> Duty {
    let (id, scope) = (text(case, "id"), text(case, "scope"));
    if id == DOCTYPE_AS_TEXT {
        Duty::Accepted
    } else if case["has_doctype"] == true {
        Duty::Doctype
    } else if scope.starts_with("malformed") {
        Duty::Refused
    } else if scope.starts_with("well-formed") && case["namespace"] == "no" {
        Duty::None("written for processors without namespaces")
    } else if scope.starts_with("well-formed") || scope.contains("5th-edition name") {
        Duty::Accepted
    } else if scope.starts_with("info: XML 1.1") {
        Duty::NotAs11
    } else {
        Duty::None("the index asks nothing of it")
    }
}

fn says_11(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..60).unwrap_or(bytes)).replace('\0', "");
    head.contains("version=\"1.1\"") || head.contains("version='1.1'")
}

#[test]
fn w3c_conformance() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let archive = File::open(folder.join("xmlts20130923.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(archive).unwrap();
    let mut doctype = Report::new("W3C, with DOCTYPE: refused");
    let mut refused = Report::new("W3C, malformed: refused");
    let mut accepted = Report::new("W3C, well-formed: accepted");
    let mut not_as_11 = Report::new("W3C, XML 1.1: not read as 1.1");
    for case in list(&json(&folder.join("xmlconf_index.json")), "cases") {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(text(case, "path")).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        let (id, result) = (text(case, "id"), read(&bytes));
        let shown = || format!("{}: {result:?}", text(case, "scope"));
        match duty(case) {
            Duty::Doctype => doctype.check(id, result.is_err(), shown),
            Duty::Refused => refused.check(id, result.is_err(), shown),
            Duty::Accepted => accepted.check(id, result.is_ok(), shown),
            Duty::NotAs11 => not_as_11.check(id, !says_11(&bytes) || result.is_err(), shown),
            Duty::None(reason) => accepted.apart(id, reason),
        }
    }
    for report in [doctype, refused, accepted, not_as_11] {
        report.finish();
    }
}

#[test]
fn entity_bombs_are_refused_at_the_doctype() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    for name in ["defusedxml", "libxml2-recurse", "libxml2-errors"] {
        if !folder.join(name).is_dir() {
            println!("{name}: not at hand");
            continue;
        }
        let mut report = Report::new(name);
        for (file, bytes) in files(&folder.join(name), "xml") {
            let found = kind(&bytes);
            if String::from_utf8_lossy(&bytes).contains("<!DOCTYPE") {
                report.check(&file, found.is_err(), || "accepted".to_owned());
            } else if name == "defusedxml" {
                report.equal(&file, &found, &Ok(()));
            } else {
                report.apart(&file, "without a DOCTYPE nothing is said of it");
            }
        }
        report.finish();
    }
}

#[test]
fn encodings() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("quick-xml-encoding");
    for (name, bytes) in files(&folder.join("quick-xml-encoding"), "xml") {
        // UTF-16 has to begin with a byte-order mark (XML 1.0 section 4.3.3).
        let marked = name.contains("utf8") || name.contains("-bom");
        let wanted = if marked {
            Ok(())
        } else {
            Err(XmlErrorKind::Utf16WithoutMark)
        };
        report.equal(&name, &kind(&bytes), &wanted);
    }
    report.finish();
}

#[test]
fn samples_are_accepted() {
    let Some(shared) = shared() else { return };
    let mut report = Report::new("NetServer's XML bodies");
    for (name, bytes) in files(&shared.join("netserver/xml"), "xml") {
        report.equal(&name, &kind(&bytes), &Ok(()));
    }
    report.finish();
}

/// The document of a case of the attack list: as it stands, or built from its description.
fn document(case: &Value, folder: &Path) -> Vec<u8> {
    if let Some(raw) = case["raw"].as_str() {
        return raw.replace("NS", "urn:ns").into_bytes();
    }
    if let Some(hex) = case["hex"].as_str() {
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
        let pairs = hex.as_bytes().chunks(2);
        return pairs.map(|pair| byte(pair).unwrap()).collect();
    }
    if let Some(file) = case["file"].as_str() {
        return bytes(&folder.join(file));
    }
    let recipe = &case["generate"];
    let repeated = |pattern: &str, count: &str| -> String {
        let count = usize::try_from(recipe[count].as_u64().unwrap_or(0)).unwrap();
        let number = |number: usize| text(recipe, pattern).replace("%d", &number.to_string());
        (0..count).map(number).collect()
    };
    let parts = [
        text(recipe, "prefix"),
        &repeated("repeat", "count"),
        text(recipe, "mid"),
        &repeated("repeat2", "count2"),
        text(recipe, "suffix"),
    ];
    parts.concat().replace("NS", "urn:ns").into_bytes()
}

#[test]
fn attacks() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("entity_xml_attacks.json, the reader's");
    for case in list(&json(&folder.join("entity_xml_attacks.json")), "cases") {
        let (id, expect) = (text(case, "id"), text(case, "expect"));
        if id.starts_with("dc-") {
            continue;
        }
        let found = kind(&document(case, &folder));
        let doctype = ["dtd-", "xxe-", "ent-", "bomb-"];
        let right = match id {
            "enc-utf16le-bom" | "enc-utf16be-bom" => found.is_ok(),
            "attr-quadratic" => found == Err(XmlErrorKind::TooManyAttributes { limit: 64 }),
            "nsdecl-nested" => found.as_ref().is_err_and(XmlErrorKind::is_limit),
            _ if doctype.iter().any(|group| id.starts_with(group)) => {
                found == Err(XmlErrorKind::Doctype)
            }
            _ if expect.starts_with("linear") => found.is_ok(),
            _ if expect.starts_with("accept") => found.is_ok(),
            // A name alone may be as long as the document; some leave a choice.
            _ if expect.contains("by body limit") || expect.contains("refuse or") => true,
            _ if expect.starts_with("pin") || expect == "as above" => true,
            _ => found.is_err(),
        };
        report.check(id, right, || format!("{found:?}, wanted {expect}"));
    }
    report.finish();
}
