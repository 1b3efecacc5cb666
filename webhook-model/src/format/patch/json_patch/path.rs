//! Paths of a patch: JSON pointers (RFC 6901), and what they lead to in a typed tree.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::PatchProfile;
use crate::error::{Error, ErrorKind, push_step, shorten, step_of};
use crate::format::tree::known;
use crate::property::Entity;
use crate::property::Type;

/// The steps of a pointer, unescaped.
pub(super) fn steps(path: &str, profile: PatchProfile) -> Result<Vec<Cow<'_, str>>, Error> {
    if path.is_empty() {
        return Ok(Vec::new());
    }
    let rest = match (path.strip_prefix('/'), profile) {
        (Some(rest), _) => rest,
        (None, PatchProfile::NetServer) => path,
        (None, PatchProfile::Rfc6902) => return Err(no_path("a path begins with a slash")),
    };
    // A short path is split sooner than a search for a letter is set up.
    let mut steps = Vec::with_capacity(4);
    let mut start = 0;
    let slashes = rest.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
    for (end, _) in slashes.chain([(rest.len(), 0)]) {
        steps.push(unescape(rest.get(start..end).unwrap_or_default())?);
        start = end + 1;
    }
    Ok(steps)
}

fn unescape(step: &str) -> Result<Cow<'_, str>, Error> {
    if !step.bytes().any(|byte| byte == b'~') {
        return Ok(Cow::Borrowed(step));
    }
    let mut text = String::with_capacity(step.len());
    let mut parts = step.split('~');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if let Some(rest) = part.strip_prefix('0') {
            text.push('~');
            text.push_str(rest);
        } else if let Some(rest) = part.strip_prefix('1') {
            text.push('/');
            text.push_str(rest);
        } else {
            return Err(no_path(
                "in a path `~` is followed by 0 or 1 (RFC 6901 section 3)",
            ));
        }
    }
    Ok(Cow::Owned(text))
}

pub(super) fn no_path(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::PatchPath, message)
}

/// What one step means below a type.
pub(super) enum Target {
    /// A property, by its declared name.
    Property(&'static Entity, usize),
    /// An index into an array, or the place after its last item.
    Item(Option<usize>),
    /// A key of an object.
    Key(String),
}

/// What a step means in a value of a type, and the type that it leads to.
pub(super) fn target(ty: Type, holder: &Json, step: &str) -> Result<(Target, Type), Error> {
    match known(ty, holder) {
        Type::Entity(of) => {
            let of = of();
            let index = of.position(step).ok_or_else(|| no_property(of, step))?;
            let ty = of
                .properties
                .get(index)
                .map_or(Type::Any, |property| property.ty);
            Ok((Target::Property(of, index), ty))
        }
        Type::Dictionary(_, of) => Ok((Target::Key(step.to_owned()), *of)),
        Type::List(of) => Ok((Target::Item(item(step)?), *of)),
        Type::Any if holder.is_array() => Ok((Target::Item(item(step)?), Type::Any)),
        Type::Any if holder.is_object() => Ok((Target::Key(step.to_owned()), Type::Any)),
        _ => Err(no_path("there is nothing below this value")),
    }
}

/// An index without leading zeros, or `-` (RFC 6901 section 4).
fn item(step: &str) -> Result<Option<usize>, Error> {
    if step == "-" {
        return Ok(None);
    }
    let digits = step.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = step == "0" || !step.starts_with('0');
    match step.parse() {
        Ok(index) if digits && canonical => Ok(Some(index)),
        _ => Err(no_path(
            "an array is indexed by a number without leading zeros, or by `-`",
        )),
    }
}

fn no_property(of: &Entity, step: &str) -> Error {
    let names = of.properties.iter().map(crate::property::Property::name);
    let short = shorten(step);
    no_path(match crate::suggest::closest(step, names) {
        Some(closest) => format!(
            "{} has no property `{short}`; did you mean `{closest}`?",
            of.name
        ),
        None => format!("{} has no property `{short}`", of.name),
    })
}

/// The steps as a pointer again, for a message.
pub(super) fn pointer(steps: &[Cow<'_, str>]) -> String {
    let mut pointer = String::new();
    for step in steps.iter().take(32) {
        push_step(&mut pointer, &step_of(step));
    }
    pointer
}
