//! JSON Merge Patch (RFC 7396) on entities.

use serde_json::{Value, json};
use webhook_model::{Decoder, ErrorKind, MediaType, NetServerEntity, Webhook};

const MERGE: MediaType = MediaType::ApplicationMergePatch;

fn hook() -> Webhook {
    let json = json!({"WebhookId": 7, "Name": "n", "Events": ["a", "b"], "Type": "crmscript",
        "Headers": {"a": "1", "b": "2"}, "Properties": {"p": {"q": 1, "r": [1, 2]}},
        "UpdatedAssociate": {"AssociateId": 5, "Name": "tje"}});
    Webhook::decode(MediaType::ApplicationJson, json.to_string().as_bytes()).unwrap()
}

fn merged(patch: &str) -> Result<Webhook, webhook_model::Error> {
    let mut changed = hook();
    let applied = changed.apply(MERGE, patch.as_bytes());
    if applied.is_err() {
        assert_eq!(changed, hook(), "a failed patch changes nothing");
    }
    applied.map(|()| changed)
}

#[test]
fn only_named_members_change() {
    assert_eq!(merged("{}"), Ok(hook()));
    let changed = merged(r#"{"Name": "new", "errorsEMAIL": "e", "Unknown": {"x": 1}}"#).unwrap();
    let wanted = Webhook {
        name: Some("new".to_owned()),
        errors_email: Some("e".to_owned()),
        ..hook()
    };
    assert_eq!(changed, wanted);
    let changed = merged(r#"{"updatedAssociate": {"NAME": "x"}}"#).unwrap();
    let associate = changed.updated_associate.unwrap();
    assert_eq!(
        (associate.associate_id, associate.name.as_deref()),
        (5, Some("x"))
    );
    let made = merged(r#"{"RegisteredAssociate": {"Name": "x"}}"#).unwrap();
    assert_eq!(
        made.registered_associate.unwrap().name.as_deref(),
        Some("x")
    );
}

#[test]
fn other_properties_of_nullable_entities_are_unchanged() {
    let mut maybe = Some(hook());
    let decoder = Decoder::new(MERGE);
    let patch = br#"{"Name": "new", "updatedassociate": {"FullName": "x"}}"#;
    decoder.apply(&mut maybe, patch).unwrap();
    let mut wanted = hook();
    wanted.name = Some("new".to_owned());
    let associate = wanted.updated_associate.as_mut().unwrap();
    associate.full_name = Some("x".to_owned());
    assert_eq!(maybe, Some(wanted));
    let wrong = br#"{"Name": "newer", "updatedassociate": {"Rank": "x"}}"#;
    let error = decoder.apply(&mut maybe, wrong).unwrap_err();
    assert_eq!(error.pointer(), "/UpdatedAssociate/Rank");
    assert_eq!(maybe.as_ref().unwrap().name.as_deref(), Some("new"));
    decoder.apply(&mut maybe, b"null").unwrap();
    assert_eq!(maybe, None);
}

#[test]
fn arrays_are_replaced_and_dictionaries_merged() {
    let changed = merged(r#"{"Events": ["c"], "Headers": {"b": "3", "c": "4"}}"#).unwrap();
    assert_eq!(changed.events.unwrap(), ["c"]);
    let headers = json!(changed.headers);
    assert_eq!(headers, json!({"a": "1", "b": "3", "c": "4"}));
    let changed =
        merged(r#"{"Properties": {"p": {"q": {"s": 2}, "r": [null, {"t": null}]}}}"#).unwrap();
    let wanted = json!({"p": {"q": {"s": 2}, "r": [null, {"t": null}]}});
    assert_eq!(json!(changed.properties), wanted);
}

#[test]
fn null_removes_keys_and_resets_properties() {
    let changed =
        merged(r#"{"Headers": {"a": null, "none": null}, "Properties": {"p": {"q": null}}}"#);
    let changed = changed.unwrap();
    assert_eq!(json!(changed.headers), json!({"b": "2"}));
    assert_eq!(json!(changed.properties), json!({"p": {"r": [1, 2]}}));
    let changed =
        merged(r#"{"Name": null, "Type": null, "Headers": null, "UpdatedAssociate": null}"#);
    let changed = changed.unwrap();
    assert!(changed.name.is_none() && changed.r#type.is_none());
    assert!(changed.headers.is_none() && changed.updated_associate.is_none());
    let changed = merged(r#"{"WebhookId": null, "State": null, "Updated": null}"#).unwrap();
    assert_eq!(changed.webhook_id, 0);
    assert_eq!(changed.state, Webhook::create_default().state);
}

#[test]
fn values_that_do_not_fit_are_errors_with_a_pointer() {
    for (patch, kind, status, pointer) in [
        (r#"{"WebhookId": "x"}"#, ErrorKind::Type, 422, "/WebhookId"),
        (
            r#"{"WebhookId": 2147483648}"#,
            ErrorKind::Range,
            422,
            "/WebhookId",
        ),
        (
            r#"{"state": "Paused"}"#,
            ErrorKind::UnknownVariant,
            422,
            "/State",
        ),
        (r#"{"Events": [null]}"#, ErrorKind::Null, 422, "/Events/0"),
        (
            r#"{"Headers": {"a": 1}}"#,
            ErrorKind::Type,
            422,
            "/Headers/a",
        ),
        (
            r#"{"updatedAssociate": {"rank": 1.5}}"#,
            ErrorKind::Type,
            422,
            "/UpdatedAssociate/Rank",
        ),
        (
            r#"{"Name": "a", "name": "b"}"#,
            ErrorKind::Duplicate,
            400,
            "/Name",
        ),
        (
            r#"{"Name": "a", "Name": "b"}"#,
            ErrorKind::Duplicate,
            400,
            "/Name",
        ),
        (
            r#"{"Properties": {"p": {"a": 1, "a": 2}}}"#,
            ErrorKind::Duplicate,
            400,
            "/Properties/p/a",
        ),
        ("[]", ErrorKind::Type, 400, ""),
        ("null", ErrorKind::Type, 400, ""),
        ("\"x\"", ErrorKind::Type, 400, ""),
        ("{", ErrorKind::Syntax, 400, ""),
        ("", ErrorKind::Syntax, 400, ""),
    ] {
        let error = merged(patch).unwrap_err();
        assert_eq!(
            (error.kind(), error.status().as_u16(), error.pointer()),
            (kind, status, pointer),
            "{patch}"
        );
    }
}

#[test]
fn patches_between_entities_contain_the_differences() {
    let to = merged(
        r#"{"Name": null, "Headers": {"a": null, "c": "4"}, "UpdatedAssociate": {"Name": "x"}}"#,
    );
    let to = to.unwrap();
    let patch = to.diff(&hook(), MERGE).unwrap();
    let wanted =
        json!({"Name": null, "Headers": {"a": null, "c": "4"}, "UpdatedAssociate": {"Name": "x"}});
    assert_eq!(serde_json::from_slice::<Value>(&patch).unwrap(), wanted);
    assert_eq!(merged(&String::from_utf8(patch).unwrap()), Ok(to));
}

/// RFC 7396 cannot express null inside an object: it would remove the key.
#[test]
fn null_inside_a_dictionary_cannot_be_expressed() {
    for (properties, pointer) in [
        (json!({"x": null}), Some("/Properties/x")),
        (json!({"p": null}), Some("/Properties/p")),
        (
            json!({"p": {"q": {"deep": null}}}),
            Some("/Properties/p/q/deep"),
        ),
        (json!({"p": [null, {"in an array": null}]}), None),
    ] {
        let mut to = hook();
        to.properties = serde_json::from_value(properties).unwrap();
        let patch = to.diff(&hook(), MERGE);
        match pointer {
            Some(pointer) => {
                let error = patch.unwrap_err();
                assert_eq!(
                    (error.kind(), error.pointer()),
                    (ErrorKind::Unrepresentable, pointer)
                );
            }
            None => assert_eq!(merged(&String::from_utf8(patch.unwrap()).unwrap()), Ok(to)),
        }
    }
    // A null that was there before does not have to be expressed.
    let mut from = hook();
    from.properties = Some([("x".to_owned(), Value::Null)].into());
    let to = Webhook {
        name: None,
        ..from.clone()
    };
    assert_eq!(to.diff(&from, MERGE).unwrap(), br#"{"Name":null}"#);
}
