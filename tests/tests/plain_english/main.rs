//! Searches all tracked text for phrases that are not plain technical English, as listed in
//! `phrases.txt`.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders and files that are searched, from the root of the workspace.
const SEARCHED: &[&str] = &[
    ".ci",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.toml",
    "README.md",
    "SECURITY.md",
    "bench",
    "clippy.toml",
    "deny.toml",
    "docs",
    "fuzz",
    "tests",
    "ui-tests",
    "webhook-agent",
    "webhook-client",
    "webhook-derive",
    "webhook-model",
    "webhook-scaffold",
];

/// File names and endings that are not prose of the project.
const SKIPPED: &[&str] = &[
    "Cargo.lock",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "phrases.txt",
    ".dict",
    ".json",
];

/// One line of the list.
struct Phrase<'t> {
    words: String,
    instead: &'t str,
    exceptions: Vec<&'t str>,
}

impl<'t> Phrase<'t> {
    fn parse(line: &'t str) -> Self {
        let (words, instead) = line.split_once(" => ").expect("`phrase => instead`");
        let (instead, exceptions) = instead.split_once("; except: ").unwrap_or((instead, ""));
        let exceptions = exceptions
            .split(", ")
            .map(str::trim)
            .filter(|words| !words.is_empty());
        Self {
            words: words.trim().to_lowercase(),
            instead,
            exceptions: exceptions.collect(),
        }
    }

    /// The positions of the phrase in a normalized text, as whole words.
    fn positions<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        text.match_indices(self.words.as_str())
            .filter_map(|(at, _)| {
                let (before, after) = (&text[..at], &text[at + self.words.len()..]);
                let in_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
                let whole = !in_word(before.chars().next_back())
                    && (self.words.ends_with('.') || !in_word(after.chars().next()));
                let rest = after.trim_start();
                let allowed = self.exceptions.iter().any(|words| rest.starts_with(words));
                (whole && !allowed).then_some(at)
            })
    }
}

/// The text in lower case with single spaces, without comment markers, and where each line starts in it.
fn normalized(text: &str) -> (String, Vec<usize>) {
    let (mut out, mut starts) = (String::with_capacity(text.len()), Vec::new());
    for line in text.lines() {
        starts.push(out.len());
        let line = line
            .trim_start()
            .trim_start_matches(['/', '!', '#', '*', '|']);
        for word in line.split_whitespace() {
            out.push_str(&word.to_lowercase());
            out.push(' ');
        }
    }
    (out, starts)
}

/// The banned phrases in a file, as `path:line: phrase, write instead`.
fn findings(path: &Path, text: &str, phrases: &[Phrase<'_>]) -> Vec<String> {
    let (text, starts) = normalized(text);
    let mut found = Vec::new();
    for phrase in phrases {
        for at in phrase.positions(&text) {
            let line = starts.partition_point(|start| *start <= at);
            found.push(format!(
                "{}:{line}: `{}`, write: {}",
                path.display(),
                phrase.words,
                phrase.instead
            ));
        }
    }
    found
}

fn files(path: PathBuf, out: &mut Vec<PathBuf>) {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if SKIPPED.iter().any(|end| name.ends_with(end)) || name == "target" || name == ".git" {
        return;
    }
    if path.is_dir() {
        let entries = fs::read_dir(&path).expect("a readable folder");
        for entry in entries {
            files(entry.expect("a readable entry").path(), out);
        }
    } else {
        out.push(path);
    }
}

#[test]
fn no_file_contains_a_banned_phrase() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let list = include_str!("phrases.txt");
    let phrases: Vec<Phrase<'_>> = list
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(Phrase::parse)
        .collect();
    let mut paths = Vec::new();
    for searched in SEARCHED {
        files(root.join(searched), &mut paths);
    }
    let mut found = Vec::new();
    let mut read = 0;
    for path in &paths {
        // Other files are not text.
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        read += 1;
        found.extend(findings(
            path.strip_prefix(&root).unwrap_or(path),
            &text,
            &phrases,
        ));
    }
    assert!(read > 60, "only {read} files were found");
    found.sort();
    assert!(
        found.is_empty(),
        "{} phrases:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn phrases_are_found_across_lines_except_for_exceptions() {
    let phrases = [Phrase::parse("is one => X is a Y; except: of")];
    let search = |text: &str| findings(Path::new("a.rs"), text, &phrases).len();
    for (text, count) in [
        ("/// This is one entity.", 1),
        ("/// This is\n/// one entity, and that IS  ONE enum.", 2),
        ("/// It is one of them.", 0),
        ("/// It is not two; this one is oneself.", 0),
    ] {
        assert_eq!(search(text), count, "{text}");
    }
}
