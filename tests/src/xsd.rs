//! The facts of XML Schemas as comparable lines, and validation of documents.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The facts of each named type in a schema: a line for each base, element and enum value.
///
/// Prefixes are ignored, and annotations except for the numbers of enum values.
///
/// ```
/// let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
///   <xs:complexType name="A"><xs:complexContent><xs:extension base="tns:B"><xs:sequence>
///     <xs:element minOccurs="0" name="C" nillable="true" type="xs:string"/>
///   </xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:schema>"#;
/// assert_eq!(
///     netserver_tests::xsd::facts(schema)["A"],
///     ["complexType", "extension B", "sequence", "element C: string, 0..1, nillable"]
/// );
/// ```
///
/// # Panics
/// If the text is not XML.
#[must_use]
pub fn facts(schema: &str) -> BTreeMap<String, Vec<String>> {
    let mut facts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut reader = Reader::from_str(schema);
    let mut depth = 0_usize;
    let mut current = None;
    let mut number = false;
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let (start, opens) = match &event {
            Event::Start(start) => (Some(start), true),
            Event::Empty(start) => (Some(start), false),
            Event::End(_) => {
                depth -= 1;
                number = false;
                (None, false)
            }
            Event::Text(text) if number => {
                let lines: &mut Vec<String> = facts.entry(current.clone().unwrap()).or_default();
                let line = lines.last_mut().expect("the number of a value");
                write!(line, " = {}", text.trim()).expect("text can grow");
                (None, false)
            }
            Event::Eof => return facts,
            _ => (None, false),
        };
        let Some(start) = start else { continue };
        let tag = local(start.name().as_ref()).to_owned();
        if depth == 1 {
            let is_type = tag == "complexType" || tag == "simpleType";
            current = is_type.then(|| attribute(start, "name").expect("a type's name"));
        }
        number = tag == "EnumerationValue";
        if let (Some(name), Some(line)) = (&current, line(&tag, start)) {
            facts.entry(name.clone()).or_default().push(line);
        }
        depth += usize::from(opens);
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).expect("attributes");
    attribute.map(|found| found.value.into_owned())
}

fn line(tag: &str, start: &BytesStart<'_>) -> Option<String> {
    let of = |name| attribute(start, name).unwrap_or_default();
    match tag {
        "complexType" | "simpleType" | "sequence" | "list" => Some(tag.to_owned()),
        "extension" | "restriction" => Some(format!("{tag} {}", local(&of("base")))),
        "enumeration" => Some(format!("value {}", of("value"))),
        "element" => {
            let least = attribute(start, "minOccurs").unwrap_or_else(|| "1".into());
            let most = attribute(start, "maxOccurs").unwrap_or_else(|| "1".into());
            let nillable = if of("nillable") == "true" {
                ", nillable"
            } else {
                ""
            };
            let (name, ty) = (of("name"), of("type"));
            Some(format!(
                "element {name}: {}, {least}..{most}{nillable}",
                local(&ty)
            ))
        }
        _ => None,
    }
}

/// Validates a document with a schema. Returns the errors of `xmllint`, or an empty text.
///
/// `None`, with a note, if `xmllint` is not installed.
///
/// # Panics
/// If `xmllint` is missing and the variable `CI` is set, or if it cannot be run.
#[must_use]
pub fn complaints(schema: &Path, document: &[u8]) -> Option<String> {
    let run = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match run {
        Ok(child) => child,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "xmllint: {error}");
            println!("skipped, no xmllint: {error}");
            return None;
        }
    };
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(document).expect("xmllint reads");
    drop(input);
    let output = child.wait_with_output().expect("xmllint ends");
    if output.status.success() {
        return Some(String::new());
    }
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}
