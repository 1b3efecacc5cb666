//! Checks for import cycles between folders: the files and subfolders of each source folder must
//! have an order in which each imports only from those before it.
//!
//! Files of the same folder may import each other, because values are recursive and so are their
//! readers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The path of a module, from the root of the crate.
type Module = Vec<String>;

/// The source of each module, without comments and tests.
fn modules(folder: &Path, at: &[String], all: &mut BTreeMap<Module, String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut module = at.to_vec();
        if name.ends_with("tests") {
            continue;
        }
        if path.is_dir() {
            module.push(name);
            modules(&path, &module, all);
        } else if path.extension().is_some_and(|end| end == "rs") {
            if !["lib", "main", "mod"].contains(&name.as_str()) {
                module.push(name);
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
            let lines = text
                .lines()
                .map(|line| line.split("//").next().unwrap_or(""));
            all.entry(module)
                .or_default()
                .extend(lines.flat_map(|line| [line, "\n"]));
        }
    }
}

/// The paths in a tree such as `a::{b, c::d}`, and the text after it.
fn paths<'t>(tree: &'t str, before: &[String], all: &mut Vec<Module>) -> &'t str {
    let mut path = before.to_vec();
    let mut rest = tree;
    loop {
        rest = rest.trim_start();
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let (name, behind) = rest.split_at(end.unwrap_or(rest.len()));
        if let Some(inside) = rest.strip_prefix('{') {
            rest = inside;
            while !rest.is_empty() && !rest.starts_with('}') {
                rest = paths(rest, &path, all);
                // A comma, or `as name`.
                rest = rest.trim_start_matches(|letter: char| letter != '}' && letter != ',');
                rest =
                    rest.trim_start_matches(|letter: char| letter == ',' || letter.is_whitespace());
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        path.push(name.to_owned());
        let Some(next) = behind.strip_prefix("::") else {
            all.push(path);
            return behind;
        };
        rest = next;
    }
}

/// The modules of the same crate that a module imports or names.
fn imports(of: &Module, text: &str, all: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let mut found = Vec::new();
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in text.match_indices(root) {
            let before = text[..at].chars().next_back();
            if !before.is_some_and(|letter| letter.is_alphanumeric() || "_:".contains(letter)) {
                paths(&text[at..], &[], &mut found);
            }
        }
    }
    let modules = found.into_iter().map(|path| {
        let mut module = of.clone();
        for name in path {
            match name.as_str() {
                "crate" => module.clear(),
                "super" => drop(module.pop()),
                "self" => {}
                _ => module.push(name),
            }
        }
        // Without the names of items.
        while !all.contains_key(&module) && module.pop().is_some() {}
        module
    });
    modules.filter(|module| module != of).collect()
}

/// The cycles through a folder, each as a list of names.
fn circles(all: &BTreeMap<Module, String>) -> BTreeSet<String> {
    let mut edges: BTreeMap<Module, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    let imports: Vec<_> = (all.iter())
        .flat_map(|(of, text)| imports(of, text, all).into_iter().map(move |to| (of, to)))
        .collect();
    for (from, to) in &imports {
        let level = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        if let (Some(one), Some(other)) = (from.get(level), to.get(level)) {
            let level = edges.entry(from[..level].to_vec()).or_default();
            level.entry(one).or_default().insert(other);
        }
    }
    let mut circles = BTreeSet::new();
    for (level, edges) in &edges {
        let reached = |from: &str| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
            while let Some(name) = open.pop() {
                for next in edges.get(name.as_str()).into_iter().flatten() {
                    if seen.insert((*next).to_owned()) {
                        open.push((*next).to_owned());
                    }
                }
            }
            seen
        };
        let is_folder = |name: &&String| {
            let inside = [level.as_slice(), &[(*name).clone()]].concat();
            all.keys()
                .any(|module| module.starts_with(&inside) && module.len() > inside.len())
        };
        for name in edges.keys() {
            let ahead = reached(name);
            let circle: Vec<String> = (ahead.iter())
                .filter(|other| reached(other).contains(*name))
                .cloned()
                .collect();
            if circle.iter().any(|name| is_folder(&name)) {
                circles.insert(format!("{}: {}", level.join("/"), circle.join(", ")));
            }
        }
    }
    circles
}

#[test]
fn folders_have_no_import_cycles() {
    for name in ["derive", "model", "agent", "client", "scaffold"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../webhook-{name}/src"));
        let mut all = BTreeMap::new();
        modules(&folder, &[], &mut all);
        assert!(all.len() > 10, "{name}");
        assert_eq!(circles(&all), BTreeSet::new(), "in webhook-{name}/src");
    }
}

#[test]
fn cycles_are_found_in_every_notation() {
    let module = |path: &str| path.split('/').map(str::to_owned).collect::<Module>();
    let of = |sources: &[(&str, &str)]| {
        let sources = sources
            .iter()
            .map(|(path, text)| (module(path), (*text).to_owned()));
        circles(&sources.collect())
    };
    let folder = ("a", "mod one;");
    for back in [
        "use crate::{c, b::B};",
        "use super::super::b;",
        "fn f() { crate::b::g() }",
    ] {
        let found = of(&[folder, ("a/one", back), ("b", "use crate::{a::{one}};")]);
        assert_eq!(found, BTreeSet::from([": a, b".to_owned()]), "{back}");
    }
    let files = [("a", "use super::b;"), ("b", "use crate::a::A;")];
    assert_eq!(of(&files), BTreeSet::new(), "two files of one folder");
    let down = [
        folder,
        ("a/one", "use super::two;"),
        ("a/two", ""),
        ("b", "use crate::a;"),
    ];
    assert_eq!(of(&down), BTreeSet::new());
}
