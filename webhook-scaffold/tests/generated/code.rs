//! Compares generated code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use netserver_tests::data::files;
use webhook_scaffold::Generator;

/// The source files of a crate, without docs, headers and white space. Nothing may be skipped or
/// guessed.
pub(crate) fn code(name: &str, from: &Path, agents: &[&str]) -> BTreeMap<String, String> {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&out);
    let generator = Generator::new()
        .from(from)
        .docs(false)
        .agents(agents.to_vec());
    let summary = generator.write_crate(&out).expect("a crate");
    println!("{name}: {summary}");
    assert_eq!(summary.skipped, [""; 0], "{name}");
    assert_eq!(summary.guessed, [""; 0], "{name}");
    let mut found = BTreeMap::new();
    for folder in ["src/agents", "src/entities", "src/enums", "src"] {
        for (file, bytes) in files(&out.join(folder), "rs") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let lines = text
                .lines()
                .filter(|line| !line.starts_with("// generated"));
            let text: String = lines.flat_map(str::split_whitespace).collect();
            let text = text.replace(",)", ")").replace(",>", ">");
            found.insert(format!("{folder}/{file}"), text);
        }
    }
    found
}

/// Compares the code from one of our own documents with the code from the vendor's descriptions.
///
/// Our documents lack facts that the vendor's descriptions contain as text: which dates are in UTC,
/// and after which time an operation is slow.
pub(crate) fn assert_same(ours: &BTreeMap<String, String>, theirs: &BTreeMap<String, String>) {
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(ours), names(theirs));
    for (file, text) in theirs {
        let text = text
            .replace("#[netserver(date=utc)]", "")
            .replace(",date=utc", "")
            .replace("date=utc,", "");
        let text = without_times(&text);
        let pairs = ours[file].char_indices().zip(text.chars());
        let differs = pairs.into_iter().find(|((_, ours), theirs)| ours != theirs);
        let at = differs.map_or(text.len().min(ours[file].len()), |((at, _), _)| at);
        let from_there = |text: &str| {
            text.get(at..)
                .unwrap_or_default()
                .chars()
                .take(90)
                .collect::<String>()
        };
        assert_eq!(from_there(&ours[file]), from_there(&text), "{file}");
    }
}

/// The code without the key `slow_ms`.
fn without_times(code: &str) -> String {
    let mut parts = code.split(",slow_ms=");
    let mut without = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        without.push_str(
            part.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == '_'),
        );
    }
    without
}
