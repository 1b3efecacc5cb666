//! The same operations in the two profiles of JSON Patch, and patches generated from two entities.

use serde_json::{Value, json};
use webhook_model::{Decoder, Error, ErrorKind, MediaType, NetServerEntity, PatchProfile, Webhook};

fn hook() -> Webhook {
    let json = json!({"WebhookId": 7, "Name": "n", "Events": null, "Type": "crmscript", "Secret": "s",
        "Headers": {"X-A": "1", "x-a": "2", "a/b~c": "3"}, "Properties": {"p": {"q": [1]}},
        "UpdatedAssociate": {"AssociateId": 5, "Name": "tje"}});
    Webhook::decode(MediaType::ApplicationJson, json.to_string().as_bytes()).unwrap()
}

fn apply(profile: PatchProfile, patch: &Value) -> Result<Webhook, Error> {
    let mut changed = hook();
    let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(profile);
    let applied = decoder.apply(&mut changed, patch.to_string().as_bytes());
    if applied.is_err() {
        assert_eq!(changed, hook(), "a failed patch changes nothing");
    }
    applied.map(|()| changed)
}

fn one(op: &str, path: &str, value: impl Into<Value>) -> Value {
    json!([{"op": op, "path": path, "value": value.into()}])
}

fn netserver(patch: &Value) -> Result<Webhook, Error> {
    apply(PatchProfile::NetServer, patch)
}

fn strict(patch: &Value) -> Result<Webhook, Error> {
    apply(PatchProfile::Rfc6902, patch)
}

#[track_caller]
fn assert_refused(result: Result<Webhook, Error>, kind: ErrorKind, status: u16, what: &str) {
    let error = result.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().as_u16()),
        (kind, status),
        "{what}"
    );
}

#[test]
fn the_netserver_profile_ignores_slash_and_case() {
    for path in ["/Name", "Name", "name", "/NAME"] {
        let patch = one("replace", path, "x");
        assert_eq!(
            netserver(&patch).unwrap().name.as_deref(),
            Some("x"),
            "{path}"
        );
        assert_eq!(strict(&patch).is_ok(), path == "/Name", "{path}");
    }
    let patch = one("replace", "updatedASSOCIATE/name", "x");
    let changed = netserver(&patch).unwrap().updated_associate.unwrap();
    assert_eq!(changed.name.as_deref(), Some("x"));
    // Keys are data in both profiles.
    let changed = netserver(&one("replace", "headers/x-a", "9"))
        .unwrap()
        .headers
        .unwrap();
    assert_eq!(
        (changed["X-A"].as_str(), changed["x-a"].as_str()),
        ("1", "9")
    );
    let refused = netserver(&one("replace", "headers/x-A", "9"));
    assert_refused(refused, ErrorKind::PatchPath, 422, "another case");
    let changed = netserver(&one("replace", "headers/a~1b~0c", "9")).unwrap();
    assert_eq!(changed.headers.unwrap()["a/b~c"], "9");
}

#[test]
fn adding_an_item_creates_the_array() {
    for path in ["/Events", "events", "/Events/-", "/Events/0"] {
        let changed = netserver(&one("add", path, "a")).unwrap();
        assert_eq!(
            changed.events.as_deref(),
            Some(&["a".to_owned()][..]),
            "{path}"
        );
    }
    let changed = netserver(&one("add", "/Events", json!(["a", "b"]))).unwrap();
    assert_eq!(changed.events.map(|events| events.len()), Some(2));
    assert_eq!(
        netserver(&one("add", "/Events", Value::Null))
            .unwrap()
            .events,
        None
    );
    // An existing array can be replaced by an array, but not by an item.
    let patch = json!([
        {"op": "add", "path": "/Events", "value": ["a"]},
        {"op": "add", "path": "/Events", "value": "b"},
    ]);
    assert_eq!(netserver(&patch).unwrap_err().kind(), ErrorKind::Type);
    // Neither `replace` nor the strict profile creates an array.
    assert!(netserver(&one("replace", "/Events", "a")).is_err());
    assert!(strict(&one("add", "/Events", "a")).is_err());
    assert!(strict(&one("add", "/Events/-", "a")).is_err());
    assert!(
        netserver(&one("add", "/Events/1", "a")).is_err(),
        "beyond the end"
    );
}

#[test]
fn removing_a_property_restores_its_default() {
    let remove = |path: &str| netserver(&json!([{"op": "remove", "path": path}]));
    assert_eq!(remove("/Type").unwrap().r#type.as_deref(), Some("webhook"));
    assert_eq!(
        remove("/Events").unwrap().events,
        Webhook::create_default().events
    );
    assert_eq!(remove("/Name").unwrap().name, None);
    assert_eq!(remove("/WebhookId").unwrap().webhook_id, 0);
    assert_eq!(remove("/UpdatedAssociate").unwrap().updated_associate, None);
    let associate = remove("/UpdatedAssociate/AssociateId")
        .unwrap()
        .updated_associate
        .unwrap();
    assert_eq!(
        (associate.associate_id, associate.name.as_deref()),
        (0, Some("tje"))
    );
    assert_eq!(remove("/Headers/X-A").unwrap().headers.unwrap().len(), 2);
    for path in [
        "/Headers/none",
        "/Events/0",
        "/Nope",
        "",
        "/Properties/p/q/1",
        "/Properties/p/q/-",
    ] {
        assert_refused(remove(path), ErrorKind::PatchPath, 422, path);
    }
}

#[test]
fn failed_tests_are_conflicts_without_the_value() {
    for (path, value, same) in [
        ("/Name", json!("n"), true),
        ("/Name", json!("N"), false),
        ("/WebhookId", json!(7), true),
        ("/WebhookId", json!(7.0), true),
        ("/WebhookId", json!("7"), true),
        ("/WebhookId", json!("8"), false),
        ("/Events", Value::Null, true),
        ("/State", json!("active"), true),
        ("/State", json!(1), true),
        ("/State", json!("Nope"), false),
        ("/Registered", json!("0001-01-01T00:00:00.000"), true),
        ("/Registered", json!("0001-01-01T00:00:00Z"), false),
        ("/Properties/p", json!({"q": [1.0]}), true),
        ("/Properties/p/q/0", json!(1), true),
        (
            "/Headers",
            json!({"x-a": "2", "a/b~c": "3", "X-A": "1"}),
            true,
        ),
        (
            "/UpdatedAssociate",
            json!({"name": "tje", "associateId": 5}),
            true,
        ),
        ("/Secret", json!("guess"), false),
    ] {
        let result = netserver(&one("test", path, value.clone()));
        match result {
            Ok(_) => assert!(same, "{path} {value}"),
            Err(error) => {
                assert!(!same, "{path} {value}: {error}");
                assert_eq!(error.message(), "the value is not the one tested for");
                assert_refused(Err(error), ErrorKind::PatchTest, 409, path);
            }
        }
    }
    // A missing value cannot be tested.
    let missing = netserver(&one("test", "/Headers/none", Value::Null));
    assert_refused(missing, ErrorKind::PatchPath, 422, "a missing key");
}

#[test]
fn patches_are_atomic() {
    for last in [
        json!({"op": "test", "path": "/Name", "value": "n"}),
        json!({"op": "replace", "path": "/Nope", "value": 1}),
        json!({"op": "replace", "path": "/WebhookId", "value": "x"}),
        json!({"op": "copy", "from": "/Name", "path": "/Type"}),
        json!({"op": "jump", "path": "/Name"}),
        json!("no operation"),
    ] {
        let first = json!({"op": "replace", "path": "/Name", "value": "changed"});
        assert!(netserver(&json!([first, last])).is_err(), "{last}");
    }
}

#[test]
fn a_patch_of_an_optional_entity_keeps_other_properties() {
    let mut maybe = Some(hook());
    let decoder = Decoder::new(MediaType::ApplicationJsonPatch);
    let patch = br#"[{"op": "replace", "path": "/Name", "value": "new"},
        {"op": "add", "path": "/Events/-", "value": "c"}]"#;
    decoder.apply(&mut maybe, patch).unwrap();
    let mut wanted = hook();
    wanted.name = Some("new".to_owned());
    wanted.events.get_or_insert_default().push("c".to_owned());
    assert_eq!(maybe, Some(wanted));
}

/// Members in an unusual order, and members that operations do not have.
#[test]
fn operations_may_have_additional_members() {
    let mut changed = hook();
    let patch = br#"[{"value": "new", "because": {"a": 1}, "path": "/Name", "op": "replace"},
        {"from": 5, "path": "/Type", "op": "remove"}]"#;
    changed
        .apply(MediaType::ApplicationJsonPatch, patch)
        .unwrap();
    let wanted = Webhook {
        name: Some("new".to_owned()),
        r#type: Webhook::create_default().r#type,
        ..hook()
    };
    assert_eq!(changed, wanted);
}

#[test]
fn only_the_strict_profile_has_move_and_copy() {
    let copy = json!([{"op": "copy", "from": "/Name", "path": "/ErrorsEmail"}]);
    assert_eq!(strict(&copy).unwrap().errors_email.as_deref(), Some("n"));
    let shift = json!([{"op": "move", "from": "/Headers/X-A", "path": "/Headers/new"}]);
    let headers = strict(&shift).unwrap().headers.unwrap();
    assert_eq!(headers.get("new").map(String::as_str), Some("1"));
    assert!(!headers.contains_key("X-A"));
    for patch in [copy, shift] {
        assert_refused(netserver(&patch), ErrorKind::PatchUnsupported, 422, "");
    }
    for patch in [
        json!([{"op": "move", "from": "/Properties", "path": "/Properties/p"}]),
        json!([{"op": "move", "from": "/Nope", "path": "/Name"}]),
        json!([{"op": "copy", "from": "/Events/0", "path": "/Name"}]),
        json!([{"op": "copy", "from": "/WebhookId", "path": "/Name"}]),
    ] {
        assert!(strict(&patch).is_err(), "{patch}");
    }
}

#[test]
fn duplicate_members_of_an_operation_are_errors() {
    for body in [
        r#"[{"op":"test","op":"remove","path":"/Name","value":"n"}]"#,
        r#"[{"op":"remove","path":"/Name","op":"remove"}]"#,
        r#"[{"op":"remove","path":"/Name","path":"/Name"}]"#,
        r#"[{"op":"remove","path":"/Name","\u006fp":"remove"}]"#,
    ] {
        for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
            let mut changed = hook();
            let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(profile);
            let error = decoder.apply(&mut changed, body.as_bytes()).unwrap_err();
            assert_eq!(
                (error.kind(), &changed),
                (ErrorKind::Duplicate, &hook()),
                "{body}"
            );
        }
    }
}

#[test]
fn indexes_contain_only_digits() {
    for index in ["+0", "-0", " 0", "0 ", "00", "01", "0x0", "0.0", "1e0", ""] {
        let patch = one("test", &format!("/Properties/p/q/{index}"), 1);
        for refused in [netserver(&patch), strict(&patch)] {
            assert_eq!(
                refused.unwrap_err().kind(),
                ErrorKind::PatchPath,
                "{index:?}"
            );
        }
    }
    assert!(strict(&one("test", "/Properties/p/q/0", 1)).is_ok());
}

#[test]
fn values_cannot_be_moved_into_themselves() {
    let start = json!({"a": [{"b": 1}, {"b": 2}, [3]], "o": {"x": {}, "xy": {}}});
    let moved = |from: &str, path: &str| {
        let patch = json!([{"op": "move", "from": from, "path": path}]).to_string();
        let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(PatchProfile::Rfc6902);
        let mut changed = start.clone();
        let applied = decoder.apply(&mut changed, patch.as_bytes());
        applied.map(|()| changed).map_err(|error| error.kind())
    };
    // Also if another item takes the place of the moved one.
    for (from, path) in [
        ("/a/0", "/a/0/c"),
        ("/a/1", "/a/1/0"),
        ("/a/2", "/a/2/-"),
        ("/a", "/a/0"),
        ("/o/x", "/o/x/y"),
        ("", "/o"),
    ] {
        assert_eq!(
            moved(from, path),
            Err(ErrorKind::PatchPath),
            "{from} {path}"
        );
    }
    // A member with the same name elsewhere is not the value, and neither is a longer name.
    assert_eq!(moved("/a/0", "/a/0"), Ok(start.clone()));
    let wanted = json!({"a": [{"b": 1}, {"b": 2}, [3]], "o": {"xy": {"x": {}}}});
    assert_eq!(moved("/o/x", "/o/xy/x"), Ok(wanted));
}

#[test]
fn the_strict_profile_changes_the_tree() {
    let removed = strict(&json!([{"op": "remove", "path": "/Type"}])).unwrap();
    assert_eq!(
        removed.r#type.as_deref(),
        Some("webhook"),
        "a missing member has its default"
    );
    let replaced = strict(&one("replace", "", json!({"Name": "new"}))).unwrap();
    assert_eq!(
        replaced,
        Webhook {
            name: Some("new".to_owned()),
            ..Webhook::create_default()
        }
    );
    assert!(strict(&one("add", "/Anything", 1)).is_ok(), "passed over");
    let refused = strict(&one("replace", "/Name", 1)).unwrap_err();
    assert_eq!(
        (refused.kind(), refused.status().as_u16()),
        (ErrorKind::Type, 422)
    );
    assert_eq!(refused.pointer(), "/Name");
}

#[test]
fn patches_are_checked_before_they_are_applied() {
    for body in [
        "",
        "null",
        "{}",
        "[1]",
        r#"[{"path": "/Name", "value": 1}]"#,
        r#"[{"op": "add", "value": 1}]"#,
        r#"[{"op": "add", "path": "/Name"}]"#,
        r#"[{"op": "Add", "path": "/Name", "value": "x"}]"#,
        r#"[{"op": "add", "path": 1, "value": "x"}]"#,
        r#"[{"op": "move", "path": "/Name"}]"#,
    ] {
        let mut changed = hook();
        let applied = changed.apply(MediaType::ApplicationJsonPatch, body.as_bytes());
        assert_refused(applied.map(|()| hook()), ErrorKind::Syntax, 400, body);
        assert_eq!(changed, hook());
    }
    // Unknown members are ignored.
    let patch =
        json!([{"op": "add", "path": "/Name", "value": "x", "comment": "why", "from": "/Type"}]);
    assert_eq!(netserver(&patch).unwrap().name.as_deref(), Some("x"));
}

#[test]
fn patches_between_entities_are_minimal() {
    let from = hook();
    let mut to = hook();
    to.name = None;
    to.events = Some(vec!["a".to_owned()]);
    to.headers.as_mut().unwrap().remove("X-A");
    to.headers
        .as_mut()
        .unwrap()
        .insert("new".to_owned(), "v".to_owned());
    to.updated_associate.as_mut().unwrap().associate_id = 6;
    to.properties = Some([("p".to_owned(), json!({"q": [1, null]}))].into());
    let patch = to.diff(&from, MediaType::ApplicationJsonPatch).unwrap();
    let patch: Value = serde_json::from_slice(&patch).unwrap();
    let wanted = json!([
        {"op": "replace", "path": "/Name", "value": null},
        {"op": "replace", "path": "/Events", "value": ["a"]},
        {"op": "remove", "path": "/Headers/X-A"},
        {"op": "add", "path": "/Headers/new", "value": "v"},
        {"op": "add", "path": "/Properties/p/q/-", "value": null},
        {"op": "replace", "path": "/UpdatedAssociate/AssociateId", "value": 6},
    ]);
    assert_eq!(patch, wanted);
    assert_eq!(netserver(&patch), Ok(to.clone()));
    assert_eq!(strict(&patch), Ok(to));
    assert_eq!(
        from.diff(&from, MediaType::ApplicationJsonPatch).unwrap(),
        b"[]"
    );
}
