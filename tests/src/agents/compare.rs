//! Compares a body with the result of decoding and encoding it.

use serde_json::Value as Json;
use webhook_model::entity::Entity;
use webhook_model::property::Type;
use webhook_model::{Encoder, MediaType};

use super::exact::{digits, parse};
use super::registry::shape;

/// The first difference between a body and the body encoded again, both parsed by [`parse`].
///
/// Bodies are equal if they have the same JSON values, with texts equal byte for byte. Two
/// differences are allowed: additional members with the value of a new entity, and the notation of
/// a double (`1` is `1.0`). The order of members is ignored.
///
/// # Errors
/// A JSON pointer to the difference, and both values.
pub fn compare(ty: Type, came: &Json, written: &Json) -> Result<(), String> {
    match (ty.required(), came, written) {
        (Type::Entity(of), Json::Object(_), Json::Object(_)) => members(of(), came, written),
        (Type::Family(of), Json::Object(members_of), Json::Object(_)) => {
            let family = of();
            let tag = members_of.get(family.tag).and_then(Json::as_str);
            match family.members.iter().find(|member| Some(member.tag) == tag) {
                Some(member) => members((member.entity)(), came, written),
                // Unknown members are kept unchanged, so no member may be added.
                None => equal(came, written),
            }
        }
        (Type::List(of), Json::Array(came), Json::Array(written)) => {
            same(&came.len(), &written.len(), "items")?;
            for (index, (came, written)) in came.iter().zip(written).enumerate() {
                compare(*of, came, written).map_err(|found| format!("/{index}{found}"))?;
            }
            Ok(())
        }
        (Type::Dictionary(_, of), Json::Object(came), Json::Object(written)) => {
            same(&came.len(), &written.len(), "entries")?;
            for (key, value) in came {
                let written = written.get(key).ok_or_else(|| format!("/{key}: lost"))?;
                compare(*of, value, written).map_err(|found| format!("/{key}{found}"))?;
            }
            Ok(())
        }
        (Type::Double, ..) => {
            let double = |value| digits(value).map(str::parse::<f64>);
            same(&double(came), &double(written), "number")
        }
        _ => equal(came, written),
    }
}

fn members(of: &Entity, came: &Json, written: &Json) -> Result<(), String> {
    let (Some(came), Some(written)) = (came.as_object(), written.as_object()) else {
        return Err(": no object".to_owned());
    };
    for (name, value) in came {
        let at = |found: String| format!("/{name}{found}");
        let property = of
            .properties
            .iter()
            .find(|property| property.name() == name);
        let property = property.ok_or_else(|| at(": no such property".to_owned()))?;
        let written = written.get(name).ok_or_else(|| at(": lost".to_owned()))?;
        compare(property.ty, value, written).map_err(at)?;
    }
    let default = default_of(of);
    for (name, value) in written {
        if !came.contains_key(name) {
            equal(&default[name], value).map_err(|found| format!("/{name}{found}, as added"))?;
        }
    }
    Ok(())
}

/// A body as the SOAP contract can represent it, without properties of newer servers.
pub fn as_soap(ty: Type, body: &mut Json) {
    match (ty.required(), body) {
        (Type::Entity(of), Json::Object(members)) => {
            for property in of().properties {
                if property.web_api_only {
                    members.remove(property.name());
                } else if let Some(value) = members.get_mut(property.name()) {
                    as_soap(property.ty, value);
                }
            }
        }
        (Type::List(of), Json::Array(items)) => {
            for item in items {
                as_soap(*of, item);
            }
        }
        (Type::Dictionary(_, of), Json::Object(entries)) => {
            for value in entries.values_mut() {
                as_soap(*of, value);
            }
        }
        _ => {}
    }
}

/// A new entity as JSON.
///
/// # Panics
/// If the registry lacks the entity.
#[must_use]
pub fn default_of(of: &Entity) -> Json {
    let request = || shape(&format!("request:{}_{}Request", of.agent?, of.name));
    let shape = shape(&format!("entity:{}", of.name))
        .or_else(request)
        .unwrap_or_else(|| panic!("the registry lacks {}", of.name));
    let body = (shape.blank)()
        .encode(&Encoder::new(MediaType::ApplicationJson))
        .expect("a new entity can be encoded");
    parse(&body).expect("the output is JSON")
}

fn equal(came: &Json, written: &Json) -> Result<(), String> {
    same(came, written, "value")
}

fn same<T: PartialEq + std::fmt::Debug>(came: &T, written: &T, what: &str) -> Result<(), String> {
    if came == written {
        return Ok(());
    }
    Err(format!(": {what} {came:?} became {written:?}"))
}
