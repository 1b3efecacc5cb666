//! The encoded values, and the same bodies in other orders and cases.

use serde_json::{Map, Value};
use webhook_model::{Associate, Webhook};

/// A webhook with all properties set: about 1.3 kB of JSON.
#[must_use]
pub fn filled() -> Webhook {
    let mut user = Associate::create_default();
    user.associate_id = 5;
    user.name = Some("tje0".into());
    user.person_id = 147;
    user.tooltip = Some("Sales, Oslo".into());
    user.full_name = Some("Tony Jensen".into());
    user.formal_name = Some("Jensen, Tony".into());
    user.user_name = Some("tony@example.com".into());
    let mut hook = Webhook::create_default();
    hook.webhook_id = 717;
    hook.name = Some("Tell the warehouse about contacts".into());
    hook.target_url = Some("https://www.example.com/superoffice/webhookhandler".into());
    hook.secret = Some("Something Super Secret".into());
    hook.headers = Some([("X-One".to_owned(), "1".to_owned()), ("X-Two".to_owned(), "2".to_owned())].into());
    hook.properties = Some([("fieldName".to_owned(), serde_json::json!({"k": 1, "l": [1, 2, 3]}))].into());
    hook.registered = "2021-04-14T03:24:48.5966823Z".parse().unwrap_or_default();
    hook.updated = "2022-05-11T03:24:48.5966823+02:00".parse().unwrap_or_default();
    hook.registered_associate = Some(user.clone());
    hook.updated_associate = Some(user);
    hook.errors_email = Some("hooks@example.com".into());
    hook
}

/// The same body with the first letter of each name in lower case, as the official JavaScript clients
/// write it.
///
/// # Panics
/// If the body is not JSON.
#[must_use]
pub fn camel_case(body: &[u8]) -> Vec<u8> {
    let mut camel = Vec::with_capacity(body.len());
    let mut quoted = false;
    for (index, &byte) in body.iter().enumerate() {
        let name = quoted && name_begins(body, index);
        if byte == b'"' {
            quoted = !quoted;
        }
        camel.push(if name { byte.to_ascii_lowercase() } else { byte });
    }
    camel
}

/// Whether a name in Pascal case begins here; the values do not contain such text before a colon.
fn name_begins(body: &[u8], index: usize) -> bool {
    let rest = &body[index..];
    let end = rest.iter().position(|&byte| byte == b'"');
    body[index - 1] == b'"' && end.is_some_and(|end| rest.get(end + 1) == Some(&b':'))
}

/// The same body with the members of each object in an unusual order.
///
/// # Panics
/// If the body is not JSON.
#[must_use]
pub fn shuffled(body: &[u8]) -> Vec<u8> {
    shuffled_by(body, 7)
}

/// The same body in one of many orders.
///
/// # Panics
/// If the body is not JSON.
#[must_use]
pub fn shuffled_by(body: &[u8], seed: u32) -> Vec<u8> {
    let tree: Value = serde_json::from_slice(body).unwrap();
    let mut out = Vec::with_capacity(body.len());
    write_shuffled(&tree, seed, &mut out);
    out
}

fn write_shuffled(tree: &Value, seed: u32, out: &mut Vec<u8>) {
    match tree {
        Value::Object(members) => {
            let mut order: Vec<_> = members.iter().collect();
            // Ordered by a hash of the name, which is the same in every run.
            order.sort_by_key(|(name, _)| name.bytes().fold(seed, |hash, byte| {
                (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
            }));
            out.push(b'{');
            for (index, (name, member)) in order.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                serde_json::to_writer(&mut *out, name).unwrap();
                out.push(b':');
                write_shuffled(member, seed, out);
            }
            out.push(b'}');
        }
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_shuffled(item, seed, out);
            }
            out.push(b']');
        }
        other => serde_json::to_writer(out, other).unwrap(),
    }
}

/// The members that a merge patch and a JSON Patch change.
#[must_use]
pub fn changed(hook: &Webhook) -> Webhook {
    let mut changed: Webhook = hook.clone();
    changed.name = Some("Tell nobody".into());
    changed.events = Some(vec!["contact.created".into(), "sale.changed".into(), "sale.deleted".into()]);
    changed.errors_email = None;
    if let Some(user) = &mut changed.updated_associate {
        user.person_id = 148;
        user.full_name = Some("Tony Jonsson".into());
    }
    if let Some(headers) = &mut changed.headers {
        headers.remove("X-One");
        headers.insert("X-Three".into(), "3".into());
    }
    changed
}

/// The RFC 7396 patch from one tree to another, as users of serde would have to implement it.
#[must_use]
pub fn merge_diff(from: &Value, to: &Value) -> Value {
    let (Value::Object(from), Value::Object(to)) = (from, to) else {
        return to.clone();
    };
    let mut patch = Map::new();
    for name in from.keys().filter(|name| !to.contains_key(*name)) {
        patch.insert(name.clone(), Value::Null);
    }
    for (name, to) in to {
        match from.get(name) {
            Some(from) if from == to => {}
            Some(from) => {
                patch.insert(name.clone(), merge_diff(from, to));
            }
            None => {
                patch.insert(name.clone(), to.clone());
            }
        }
    }
    Value::Object(patch)
}
