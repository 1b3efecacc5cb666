//! Bounds on the results of a JSON Patch, and values that do not fit.

use serde_json::{Value, json};
use webhook_model::{Decoder, Error, ErrorKind, MediaType, PatchProfile, Webhook};

fn apply(hook: &mut Webhook, profile: PatchProfile, patch: &Value) -> Result<(), Error> {
    Decoder::new(MediaType::ApplicationJsonPatch)
        .profile(profile)
        .apply(hook, patch.to_string().as_bytes())
}

fn netserver(patch: &Value) -> Result<Webhook, Error> {
    let mut hook = Webhook::create_default();
    apply(&mut hook, PatchProfile::NetServer, patch).map(|()| hook)
}

fn refused(patch: &Value) -> (ErrorKind, u16, String) {
    let error = netserver(patch).unwrap_err();
    (
        error.kind(),
        error.status().as_u16(),
        error.pointer().to_owned(),
    )
}

#[test]
fn values_that_do_not_fit_are_unprocessable() {
    let patch = |path: &str, value: Value| json!([{"op": "replace", "path": path, "value": value}]);
    for (path, value, kind, pointer) in [
        ("/webhookid", json!(null), ErrorKind::Null, "/WebhookId"),
        ("/webhookid", json!("one"), ErrorKind::Type, "/WebhookId"),
        (
            "webhookId",
            json!(2_147_483_648_i64),
            ErrorKind::Range,
            "/WebhookId",
        ),
        (
            "State",
            json!("Paused"),
            ErrorKind::UnknownVariant,
            "/State",
        ),
        ("State", json!(17), ErrorKind::UnknownVariant, "/State"),
        ("Events", json!(["a", 1]), ErrorKind::Type, "/Events/1"),
        (
            "UpdatedAssociate",
            json!({"Type": "Robot"}),
            ErrorKind::UnknownVariant,
            "/UpdatedAssociate/Type",
        ),
    ] {
        let refused = refused(&patch(path, value.clone()));
        assert_eq!(refused, (kind, 422, pointer.to_owned()), "{path} {value}");
    }
}

#[test]
fn duplicate_members_of_operations_are_errors() {
    for body in [
        r#"[{"op": "add", "path": "/Name", "path": "/Type", "value": "x"}]"#,
        r#"[{"op": "replace", "op": "add", "path": "/Name", "value": "x"}]"#,
        r#"[{"op": "add", "op": "add", "path": "/Name", "value": "x"}]"#,
        r#"[{"op": "add", "path": "/Name", "value": "x", "value": "x"}]"#,
        r#"[{"op": "add", "path": "/Properties", "value": {"a": {"b": 1, "b": 2}}}]"#,
    ] {
        let mut hook = Webhook::create_default();
        let decoder = Decoder::new(MediaType::ApplicationJsonPatch);
        let error = decoder.apply(&mut hook, body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Duplicate, "{error}");
        assert_eq!(error.status(), 400);
    }
}

/// Operations that each add one level of arrays.
fn deepening(levels: usize) -> Value {
    let step = |level| {
        let path = "/0".repeat(level);
        json!({"op": "add", "path": format!("/Properties/a{path}/-"), "value": []})
    };
    let start = json!({"op": "add", "path": "/Properties/a", "value": []});
    std::iter::once(start)
        .chain((0..levels).map(step))
        .collect()
}

#[test]
fn patches_cannot_exceed_the_depth_limit() {
    // The entity, the dictionary and the first array, and further arrays up to 127 levels.
    let deepest = netserver(&deepening(124)).unwrap();
    let json = deepest.encode(MediaType::ApplicationJson).unwrap();
    assert_eq!(
        Webhook::decode(MediaType::ApplicationJson, &json),
        Ok(deepest)
    );
    assert_eq!(refused(&deepening(125)).0, ErrorKind::Depth);
    assert_eq!(refused(&deepening(5000)).0, ErrorKind::Depth);
}

#[test]
fn copies_into_themselves_are_bounded_in_depth() {
    let mut doublings = vec![json!({"op": "add", "path": "/a", "value": {}})];
    for doubling in 0..10 {
        let path = "/a".repeat(1 << doubling);
        doublings.push(json!({"op": "copy", "from": "/a", "path": format!("{path}/a")}));
    }
    let mut document = json!({});
    let error = Decoder::new(MediaType::ApplicationJsonPatch)
        .profile(PatchProfile::Rfc6902)
        .apply(
            &mut document,
            Value::Array(doublings).to_string().as_bytes(),
        )
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Depth);
    assert_eq!(document, json!({}));
}

#[test]
fn shifted_array_items_are_bounded() {
    let many: Vec<_> = vec![""; 100_000];
    let fill = json!({"op": "replace", "path": "/Events", "value": many});
    let front = |op: &str| json!({"op": op, "path": "/Events/0", "value": "x"});
    for op in ["add", "remove"] {
        let patch = |count| -> Value {
            let operations = std::iter::repeat_n(front(op), count);
            std::iter::once(fill.clone()).chain(operations).collect()
        };
        assert!(netserver(&patch(100)).is_ok(), "{op}");
        let refused = refused(&patch(1000));
        assert_eq!((refused.0, refused.1), (ErrorKind::Limit, 413), "{op}");
    }
}

#[test]
fn moved_and_copied_values_are_bounded() {
    let mut document = json!({"a": vec![0; 1000]});
    for op in ["move", "copy"] {
        let there = json!({"op": op, "from": "/a", "path": "/b"});
        let back = json!({"op": op, "from": "/b", "path": "/a"});
        let patch: Value = [there, back].into_iter().cycle().take(200).collect();
        let error = Decoder::new(MediaType::ApplicationJsonPatch)
            .profile(PatchProfile::Rfc6902)
            .apply(&mut document, patch.to_string().as_bytes())
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit, "{op}");
        assert_eq!(document, json!({"a": vec![0; 1000]}));
    }
}
