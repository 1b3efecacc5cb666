//! Writes files into a folder: first into a temporary folder inside it, then by renaming, so that
//! the output is never incomplete. Files that were not generated are kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::render::{Files, MARK};

/// The temporary folder.
const WAITING: &str = ".webhook-scaffold";

/// Folders of builds and of version control.
const NOT_OURS: [&str; 3] = ["target", ".git", WAITING];

/// Writes the files that differ, and removes generated files that are no longer needed.
///
/// Unchanged files keep their modification time, so that cargo does not rebuild them.
pub(crate) fn write(folder: &Path, files: &Files) -> Result<(), Error> {
    let known = generated(folder)?;
    for path in files.keys() {
        let place = folder.join(path);
        if place.exists() && !known.contains(path) {
            return Err(Error::of_file(
                &place,
                "not a generated file, so it is not overwritten; move it, or choose another folder with `--out`",
            ));
        }
    }
    let is_new = !folder.exists();
    let differs = |(path, text): &(&PathBuf, &String)| {
        let bytes = std::fs::read(folder.join(path));
        !bytes.is_ok_and(|bytes| bytes == text.as_bytes())
    };
    let changed: Vec<(&PathBuf, &String)> = files.iter().filter(differs).collect();
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| Error::of_file(&path, format!("cannot be written: {error}"))
    };
    let waiting = folder.join(WAITING);
    let stage = || -> Result<(), Error> {
        for (path, text) in &changed {
            let place = waiting.join(path);
            let parent = place.parent().unwrap_or(&waiting);
            std::fs::create_dir_all(parent).map_err(failed(parent))?;
            std::fs::write(&place, text).map_err(failed(&place))?;
        }
        // Create all folders before any file is renamed.
        for (path, _) in &changed {
            let place = folder.join(path);
            let parent = place.parent().unwrap_or(folder);
            std::fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        Ok(())
    };
    if let Err(error) = stage() {
        let rubbish = if is_new { folder } else { &waiting };
        // Report the first error.
        let _ = std::fs::remove_dir_all(rubbish);
        return Err(error);
    }
    for (path, _) in &changed {
        let place = folder.join(path);
        std::fs::rename(waiting.join(path), &place).map_err(failed(&place))?;
    }
    for path in known.iter().filter(|path| !files.contains_key(*path)) {
        let place = folder.join(path);
        std::fs::remove_file(&place).map_err(failed(&place))?;
    }
    if waiting.exists() {
        std::fs::remove_dir_all(&waiting).map_err(failed(&waiting))?;
    }
    Ok(())
}

/// The files that would change, each with the kind of change.
pub(crate) fn differences(folder: &Path, files: &Files) -> Result<Vec<String>, Error> {
    let known = generated(folder)?;
    let mut differences = Vec::new();
    for (path, text) in files {
        match std::fs::read(folder.join(path)) {
            Ok(bytes) if bytes == text.as_bytes() => {}
            Ok(_) => differences.push(format!("{}: differs", path.display())),
            Err(_) => differences.push(format!("{}: missing", path.display())),
        }
    }
    let gone = known.iter().filter(|path| !files.contains_key(*path));
    differences.extend(gone.map(|path| format!("{}: no longer generated", path.display())));
    Ok(differences)
}

/// The generated files of a folder, by path. It is an error if the folder contains only other
/// files.
fn generated(folder: &Path) -> Result<BTreeSet<PathBuf>, Error> {
    let (mut found, mut others) = (BTreeSet::new(), 0_usize);
    if folder.exists() && !folder.is_dir() {
        return Err(Error::of_file(folder, "not a folder"));
    }
    if folder.is_dir() {
        look(folder, Path::new(""), &mut found, &mut others)?;
    }
    if found.is_empty() && others > 0 {
        return Err(Error::of_file(
            folder,
            "the folder has files that were not generated; choose an empty or new folder",
        ));
    }
    Ok(found)
}

fn look(
    folder: &Path,
    inside: &Path,
    found: &mut BTreeSet<PathBuf>,
    others: &mut usize,
) -> Result<(), Error> {
    let here = folder.join(inside);
    let unreadable = |error| Error::of_file(&here, format!("cannot be read: {error}"));
    for entry in std::fs::read_dir(&here).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name();
        let path = inside.join(&name);
        let is_folder = entry.file_type().map_err(unreadable)?.is_dir();
        if is_folder && NOT_OURS.iter().any(|other| name == *other) {
            continue;
        }
        if is_folder {
            look(folder, &path, found, others)?;
        } else if is_generated(&folder.join(&path)) {
            found.insert(path);
        } else {
            *others += 1;
        }
    }
    Ok(())
}

fn is_generated(path: &Path) -> bool {
    let is_ours = path
        .extension()
        .is_some_and(|extension| extension == "rs" || extension == "toml");
    let text = if is_ours {
        std::fs::read(path).ok()
    } else {
        None
    };
    text.is_some_and(|text| {
        let start = text.get(..MARK.len() + 4).unwrap_or_default();
        let start = String::from_utf8_lossy(start);
        start
            .trim_start_matches(['/', '#', ' '])
            .starts_with(MARK.get(..MARK.len() - 2).unwrap_or(MARK))
    })
}
