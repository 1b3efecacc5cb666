//! Creates a seed from every string, array and object in the JSON files of a folder, and from every
//! other small file. With a number N, it uses only every Nth.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Longer seeds make the fuzzer slow.
const LONGEST: usize = 4 * 1024;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: seeds FROM TO [ONE-IN]"));
    };
    let one_in = arguments
        .next()
        .and_then(|number| number.to_str()?.parse().ok());
    std::fs::create_dir_all(&to)?;
    let mut seeds = HashSet::new();
    walk(&from, &mut seeds)?;
    for seed in &seeds {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        let hash: u64 = hasher.finish();
        if hash % one_in.unwrap_or(1).max(1) == 0 {
            std::fs::write(to.join(format!("{hash:016x}")), seed)?;
        }
    }
    Ok(())
}

fn walk(folder: &Path, seeds: &mut HashSet<Vec<u8>>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, seeds)?;
            continue;
        }
        let bytes = std::fs::read(&path)?;
        if let Ok(tree) = serde_json::from_slice::<Value>(&bytes) {
            strings(&tree, seeds);
        }
        keep(bytes, seeds);
    }
    Ok(())
}

fn strings(tree: &Value, seeds: &mut HashSet<Vec<u8>>) {
    match tree {
        Value::String(text) => keep(text.clone().into_bytes(), seeds),
        Value::Array(items) => {
            keep(tree.to_string().into_bytes(), seeds);
            items.iter().for_each(|item| strings(item, seeds));
        }
        Value::Object(members) => {
            keep(tree.to_string().into_bytes(), seeds);
            members.values().for_each(|member| strings(member, seeds));
        }
        _ => {}
    }
}

fn keep(seed: Vec<u8>, seeds: &mut HashSet<Vec<u8>>) {
    if seed.len() <= LONGEST {
        seeds.insert(seed);
    }
}
