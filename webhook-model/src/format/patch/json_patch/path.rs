//! Paths of a patch: JSON pointers (RFC 6901), resolved in a typed tree.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::PatchProfile;
use crate::error::{Error, ErrorKind, push_step, shorten, step_of};
use crate::format::tree::known;
use crate::property::{Entity, Property, Type};

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
    // For short paths this is faster than `str::split`.
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

pub(super) fn nothing_there() -> Error {
    no_path("nothing is found there")
}

/// The child that one step of a path refers to.
pub(super) enum Target {
    /// A property of an entity.
    Property(&'static Entity, &'static Property),
    /// An index of an array, or `None` for the end.
    Item(Option<usize>),
    /// A key of an object.
    Key(String),
}

/// Resolves a step in a value of type `ty`: the child and its type.
pub(super) fn target(ty: Type, holder: &Json, step: &str) -> Result<(Target, Type), Error> {
    match known(ty, holder) {
        Type::Entity(of) => {
            let of = of();
            let property = of.position(step).and_then(|index| of.properties.get(index));
            let property = property.ok_or_else(|| no_property(of, step))?;
            Ok((Target::Property(of, property), property.ty))
        }
        Type::Dictionary(_, of) => Ok((Target::Key(step.to_owned()), *of)),
        Type::List(of) => Ok((Target::Item(item(step)?), *of)),
        Type::Any if holder.is_array() => Ok((Target::Item(item(step)?), Type::Any)),
        Type::Any if holder.is_object() => Ok((Target::Key(step.to_owned()), Type::Any)),
        _ => Err(no_path("this value has neither members nor items")),
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
    let names = of.properties.iter().map(Property::name);
    let short = shorten(step);
    no_path(match crate::suggest::closest(step, names) {
        Some(closest) => format!(
            "{} has no property `{short}`; did you mean `{closest}`?",
            of.name
        ),
        None => format!("{} has no property `{short}`", of.name),
    })
}

/// The steps joined to a pointer, for a message.
pub(super) fn pointer(steps: &[Cow<'_, str>]) -> String {
    let mut pointer = String::new();
    for step in steps.iter().take(32) {
        push_step(&mut pointer, &step_of(step));
    }
    pointer
}
