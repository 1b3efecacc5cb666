//! Suite 03, the XML reader: the W3C's conformance documents, known attacks, encodings, and the
//! vendor's bodies. The W3C archive is read without unpacking it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use netserver_tests::data::{bytes, files, json, list, published, shared, suite, text};
use netserver_tests::recipe::build;
use netserver_tests::report::{Report, finish_all, same};
use netserver_tests::verdict::{Verdict, expectation};
use netserver_tests::xml_steps::{ours, theirs};
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

/// The index marks this document as one with a DOCTYPE, but the word is inside a CDATA section.
const DOCTYPE_AS_TEXT: &str = "o-p18pass1";

/// The expected result for a document of the W3C suite, according to its index.
enum Duty {
    /// Rejected because of its DOCTYPE, or because of an earlier error.
    Doctype,
    Refused,
    Accepted,
    /// Written for XML 1.1. Rejected if it declares this version; otherwise either result is
    /// correct.
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
        Duty::None("the index states no result")
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
    finish_all([doctype, refused, accepted, not_as_11]);
}

#[test]
fn entity_bombs_are_rejected_at_the_doctype() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut reports = Vec::new();
    for name in ["defusedxml", "libxml2-recurse", "libxml2-errors"] {
        let Some(folder) = published(&folder.join(name)) else {
            continue;
        };
        let mut report = Report::new(name);
        for (file, bytes) in files(&folder, "xml") {
            let found = kind(&bytes);
            if String::from_utf8_lossy(&bytes).contains("<!DOCTYPE") {
                report.check(&file, found.is_err(), || "accepted".to_owned());
            } else if name == "defusedxml" {
                report.equal(&file, &found, &Ok(()));
            } else {
                report.apart(&file, "no result is stated for documents without a DOCTYPE");
            }
        }
        reports.push(report);
    }
    finish_all(reports);
}

#[test]
fn encodings() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("quick-xml-encoding");
    for (name, bytes) in files(&folder.join("quick-xml-encoding"), "xml") {
        // UTF-16 must begin with a byte order mark (XML 1.0 section 4.3.3).
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

/// The document of an attack: literal, or built from its description.
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
    let built = build(&case["generate"]).unwrap_or_default();
    built.replace("NS", "urn:ns").into_bytes()
}

/// The choices where the suite leaves them open.
const CHOICES: [(&str, bool); 10] = [
    // UTF-16 is recognized by its byte order mark; the only other encoding is UTF-8.
    ("enc-utf16le-bom", true),
    ("enc-utf16be-bom", true),
    ("enc-decl-latin1", false),
    ("enc-decl-utf16-but-utf8", false),
    // The number of attributes and of prefixes in scope is bounded.
    ("attr-quadratic", false),
    ("nsdecl-nested", false),
    // The server bounds the length of a document.
    ("long-name", true),
    ("long-cdata", true),
    ("many-events", true),
    ("enc-bom-utf8", true),
];

/// Compares the reader's result with the expectation of a case, and with quick-xml if it is
/// accepted.
fn judge(id: &str, expect: &str, document: &[u8]) -> Result<(), String> {
    let found = kind(document);
    let text = String::from_utf8_lossy(document);
    if text.contains("<!DOCTYPE") && Verdict::read(expect).refuses {
        return same(&found, &Err(XmlErrorKind::Doctype));
    }
    let choice = CHOICES.iter().find(|(chosen, _)| *chosen == id);
    // A limit also ensures "bounded memory".
    let is_bounded =
        expect.contains("bounded") || expect.contains("limit") || expect.contains("cap");
    let is_limit = found.as_ref().is_err_and(XmlErrorKind::is_limit);
    let is_right = match choice {
        Some((_, accepts)) => found.is_ok() == *accepts,
        None => Verdict::read(expect).allows(found.is_ok()) || (is_limit && is_bounded),
    };
    if !is_right {
        return Err(format!("{found:?}"));
    }
    // Large documents are compared in the test `floods`.
    if found.is_ok() && document.len() < 1 << 16 {
        let text = decoded(document).ok_or("accepted, but neither UTF-8 nor UTF-16")?;
        return same(&ours(document), &theirs(&text));
    }
    Ok(())
}

/// The text of a document in UTF-8, or in UTF-16 with a byte order mark.
fn decoded(document: &[u8]) -> Option<String> {
    let units = |of: fn([u8; 2]) -> u16| {
        let pairs = document[2..]
            .chunks_exact(2)
            .map(|pair| of([pair[0], pair[1]]));
        String::from_utf16(&pairs.collect::<Vec<_>>()).ok()
    };
    match document {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8(document.to_vec()).ok(),
    }
}

#[test]
fn attacks() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("entity_xml_attacks.json, the reader's");
    let index = json(&folder.join("entity_xml_attacks.json"));
    let cases = list(&index, "cases");
    for (index, case) in cases.iter().enumerate() {
        let (id, expect) = (text(case, "id"), expectation(cases, index));
        if id.starts_with("dc-") {
            continue;
        }
        let result = judge(id, expect, &document(case, &folder));
        report.outcome(
            id,
            result.map_err(|why| format!("{why}, expected {expect}")),
        );
    }
    report.finish();
}

/// Cases that are not in the suite: correct expectations pass, wrong ones fail.
#[test]
fn cases_of_other_kinds_are_judged() {
    let mut report = Report::new("other cases");
    for (raw, right, wrong) in [
        ("<a b='1'><![CDATA[x]]></a>", "accept", "400"),
        ("<a><b></a></b>", "400", "accept"),
        ("<a>&nbsp;</a>", "400: no such entity", "linear"),
        ("<!DOCTYPE a><a/>", "refuse 400; no expansion", "accept"),
        ("<!-- <!DOCTYPE a> --><a/>", "accept", "refuse 400"),
        (
            "<?xml version='1.0' encoding='latin1'?><a/>",
            "pin: decode or 400",
            "accept",
        ),
        ("<a/><b/>", "400 (one root)", "pin: accept"),
    ] {
        report.outcome(raw, judge("other", right, raw.as_bytes()));
        let passes = judge("other", wrong, raw.as_bytes()).is_ok();
        report.check(raw, !passes, || format!("passes as {wrong}"));
    }
    report.finish();
}
