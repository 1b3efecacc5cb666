//! A cargo workspace around the output, which cargo would reject if the crate is not listed in it.

use std::path::{Path, PathBuf};

/// The manifest of the workspace around a folder that neither contains nor excludes it.
pub(super) fn unlisted(folder: &Path) -> Option<PathBuf> {
    // Resolves `..`: cargo looks for a workspace in the real parent folders.
    let folder = std::fs::canonicalize(folder)
        .or_else(|_| std::path::absolute(folder))
        .ok()?;
    for ancestor in folder.ancestors().skip(1) {
        let manifest = ancestor.join("Cargo.toml");
        let Ok(text) = std::fs::read_to_string(&manifest) else {
            continue;
        };
        let table: toml::Table = toml::from_str(&text).ok()?;
        let Some(workspace) = table.get("workspace") else {
            continue;
        };
        let inside = folder.strip_prefix(ancestor).ok()?;
        let is_listed = ["members", "exclude"].iter().any(|list| {
            let paths = workspace.get(list).and_then(toml::Value::as_array);
            let paths = paths.into_iter().flatten().filter_map(toml::Value::as_str);
            paths.into_iter().any(|path| covers(path, inside))
        });
        return (!is_listed).then_some(manifest);
    }
    None
}

/// Whether a path, or the part of a pattern before its first `*`, is at the beginning of a folder.
fn covers(path: &str, folder: &Path) -> bool {
    let fixed = path.split('*').next().unwrap_or_default();
    folder.starts_with(fixed.trim_start_matches("./").trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_that_does_not_list_the_crate_is_found() {
        let root = std::env::temp_dir().join(format!("scaffold-workspace-{}", std::process::id()));
        std::fs::create_dir_all(root.join("inner/..")).unwrap();
        let root = std::fs::canonicalize(root).unwrap();
        let manifest = root.join("Cargo.toml");
        for (text, folder, is_unlisted) in [
            ("[workspace]\nmembers = [\"a\"]\n", "b", true),
            ("[workspace]\nmembers = [\"a\"]\n", "a", false),
            ("[workspace]\nmembers = [\"crates/*\"]\n", "crates/b", false),
            ("[workspace]\nexclude = [\"target\"]\n", "target/x/b", false),
            ("[workspace]\nexclude = [\"target\"]\n", "b", true),
            ("[workspace]\nexclude = [\"target\"]\n", "inner", true),
            (
                "[workspace]\nexclude = [\"target\"]\n",
                "inner/../..",
                false,
            ),
            ("[package]\nname = \"a\"\n", "b", false),
        ] {
            std::fs::write(&manifest, text).unwrap();
            let found = unlisted(&root.join(folder));
            assert_eq!(
                found.as_ref() == Some(&manifest),
                is_unlisted,
                "{text} {folder}"
            );
        }
        std::fs::remove_dir_all(&root).unwrap();
    }
}
