//! Every kind of schema.

use serde_json::{Map, Value, json};

use super::{Description, answer, body, dictionary, list, object, reference};

/// The types of properties, items, bodies and responses.
fn types() -> Vec<(&'static str, Value)> {
    let kind = |kind: &str, format: &str| json!({"type": kind, "format": format});
    vec![
        ("Text", json!({"type": "string"})),
        ("Boolean", json!({"type": "boolean"})),
        ("Integer", json!({"type": "integer"})),
        ("Int16", kind("integer", "int16")),
        ("Int32", kind("integer", "int32")),
        ("Int64", kind("integer", "int64")),
        ("UInt32", kind("integer", "uint32")),
        ("UInt64", kind("integer", "uint64")),
        ("Number", json!({"type": "number"})),
        ("Float", kind("number", "float")),
        ("Decimal", kind("number", "decimal")),
        ("Bytes", kind("string", "byte")),
        ("Binary", kind("string", "binary")),
        ("DateTime", kind("string", "date-time")),
        ("Span", kind("string", "time-span")),
        ("Password", kind("string", "password")),
        ("Uuid", kind("string", "uuid")),
        (
            "Enum",
            json!({"type": "string", "enum": ["Small", "Large"]}),
        ),
        ("Any", json!({"type": "object"})),
        ("Nothing", json!({})),
        ("Item", reference("S.Item")),
        ("Empty", reference("S.Empty")),
        ("Alias", reference("S.AliasOfAlias")),
        ("EnumAlias", reference("S.EnumAlias")),
        ("Circle", reference("S.A")),
        ("Family", reference("S.Odd.BoardViewSettingsBase")),
        (
            "Flags",
            json!({"type": "string", "enum": ["None", "Email", "InApp"]}),
        ),
        ("Right", reference("S.TableRight")),
        ("Carried", reference("S.Carried")),
    ]
}

/// Every type as property, body and response: alone, in lists and in dictionaries.
pub(crate) fn shapes() -> Description {
    let mut shapes = Description::default();
    let mut properties = Map::new();
    for (name, ty) in types() {
        let of_lists = list(&list(&ty));
        for (name, ty) in [
            (name.to_owned(), ty.clone()),
            (format!("{name}List"), list(&ty)),
            (format!("{name}Lists"), of_lists.clone()),
            (format!("{name}Dictionary"), dictionary(&ty)),
            (format!("{name}ListDictionary"), dictionary(&of_lists)),
            (
                format!("{name}Dictionaries"),
                list(&dictionary(&dictionary(&ty))),
            ),
        ] {
            properties.insert(name, ty);
        }
        shapes.operation("Bodies", &format!("Put{name}"), body(&ty, None));
        shapes.operation("Bodies", &format!("Fetch{name}"), answer(&ty));
        for (name, ty) in [
            (format!("{name}List"), list(&ty)),
            (format!("{name}Dictionary"), dictionary(&ty)),
        ] {
            shapes.operation("Bodies", &format!("Swap{name}"), body(&ty, Some(&ty)));
        }
    }
    shapes.operation("Bodies", "FetchFile", answer(&json!({"type": "file"})));
    for (name, ty) in odd_types() {
        properties.insert(name.to_owned(), ty);
    }
    for (name, definition) in definitions().into_iter().chain(namesakes()) {
        if name.contains(['`', '<', '+', '/', '[']) {
            properties.insert(format!("Of{}", properties.len()), reference(name));
        }
        shapes.define(name, definition);
    }
    shapes.define("S.Everything", object(properties));
    let everything = reference("S.Everything");
    let mut keyed = answer(&everything);
    keyed["parameters"] = json!([{"name": "everythingId", "in": "query", "type": "integer"}]);
    shapes.operation("Shapes", "GetEverything", keyed);
    shapes.operation(
        "Shapes",
        "SaveEverything",
        body(&everything, Some(&everything)),
    );
    shapes.operation("Shapes", "CreateDefaultEverything", answer(&everything));
    let mut several = body(&reference("S.Carriers.KeyedRequest"), None);
    let keys = ["id", "type", "a.b"].map(|name| json!({"name": name, "in": "query"}));
    several["parameters"]
        .as_array_mut()
        .expect("a list")
        .extend(keys);
    shapes.operation("Shapes", "Keyed", several);
    for name in ["Shared", "SharedToo"] {
        shapes.operation(
            "Shapes",
            name,
            body(&reference("S.Carriers.SharedRequest"), None),
        );
    }
    let nothing = reference("S.Carriers.NothingRequest");
    shapes.operation(
        "Shapes",
        "Nothing",
        body(&nothing, Some(&reference("S.Empty"))),
    );
    shapes
}

/// Unusual schemas of properties.
fn odd_types() -> Vec<(&'static str, Value)> {
    let names = |names: Value| json!({"type": "string", "enum": names});
    let many: Vec<String> = (0..300).map(|number| format!("Value{number}")).collect();
    vec![
        (
            "EverythingId",
            json!({"type": "integer", "format": "int32"}),
        ),
        ("Inline", object(json!({"A": {"type": "string"}}))),
        (
            "Closed",
            json!({"type": "object", "additionalProperties": false}),
        ),
        (
            "Open",
            json!({"type": "object", "additionalProperties": true}),
        ),
        (
            "AllOf",
            json!({"allOf": [reference("S.Item"), {"description": "Words."}]}),
        ),
        (
            "OneOf",
            json!({"oneOf": [reference("S.Item"), reference("S.A")]}),
        ),
        (
            "Numbers",
            json!({"type": "integer", "enum": [0, 1], "x-enumNames": ["A", "B"]}),
        ),
        ("NumberNames", names(json!([1, 2]))),
        ("NoNames", names(json!([]))),
        ("Duplicates", names(json!(["A", "B", "A"]))),
        ("Negative", names(json!(["-1", "0"]))),
        ("Blank", names(json!(["", "A"]))),
        ("Holes", names(json!(["A", null, "C"]))),
        ("Single", names(json!(["Only"]))),
        ("Many", names(json!(many))),
        ("NoType", json!({"enum": ["X1", "X2"]})),
        (
            "UtcDate",
            json!({"type": "string", "format": "date-time", "description": "In UTC."}),
        ),
        (
            "UtcDates",
            list(&json!({"type": "string", "format": "date-time"})),
        ),
        (
            "OddNames",
            names(json!([
                "a-b",
                "a.b",
                "a_b",
                "A/B",
                "Ærlig",
                "日本",
                "+",
                "-",
                "_",
                "__x",
                "r#type",
                "Self",
                "self",
                "Ok",
                "Err",
                "Some",
                "None",
                "Default",
                "Other",
                "Newer",
                "Unrecognized",
                "OtherValue",
                "const"
            ])),
        ),
    ]
}

/// Definitions with generic and nested names, deep inheritance, cycles and aliases.
fn definitions() -> Vec<(&'static str, Value)> {
    let text = json!({"type": "string"});
    let item = reference("S.Item");
    vec![
        (
            "S.Item",
            object(json!({"Name": text, "Kind": {"type": "string", "enum": ["Small", "Large"]}})),
        ),
        ("S.Empty", json!({"type": "object"})),
        (
            "S.TableRight",
            object(json!({"Mask": text, "Reason": text})),
        ),
        (
            "S.FieldRight",
            object(json!({"Mask": text, "Reason": text})),
        ),
        (
            "S.FieldProperty",
            object(
                json!({"FieldRight": reference("S.FieldRight"), "FieldType": text, "FieldLength": {"type": "integer"}}),
            ),
        ),
        ("S.Carried", carried()),
        ("S.Alias", list(&item)),
        ("S.AliasOfAlias", reference("S.Alias")),
        (
            "S.EnumAlias",
            json!({"type": "string", "enum": ["North", "South"]}),
        ),
        (
            "S.Mixed/Item2",
            json!({"properties": {"A": text}, "additionalProperties": text}),
        ),
        (
            "System.Collections.Generic.KeyValuePair`2[[System.String, mscorlib, Version=4.0.0.0],[S.Item, Lib]]",
            object(json!({"Key": text, "Value": item})),
        ),
        (
            "System.Tuple`2[System.Int32,System.Int32[]]",
            object(json!({"Item1": {"type": "integer"}})),
        ),
        ("S.Outer+Inner", object(json!({"A": text}))),
        ("S.Other+Inner", object(json!({"B": text}))),
        ("S.Result<S.Item>", object(json!({"Value": item}))),
        (
            "S.Result<S.Result<S.Item>>",
            object(json!({"Value": reference("S.Result<S.Item>")})),
        ),
        (
            "S.Page`1",
            object(json!({"Rows": list(&json!({"type": "object"}))})),
        ),
        ("System.String[]", list(&text)),
        (
            "S.Pair<string, S.List<int>[]>[]",
            object(json!({"Key": text})),
        ),
        // A cycle of three entities with an alias, and lists that break cycles.
        (
            "S.A",
            object(
                json!({"B": reference("S.B"), "Self": reference("S.A"), "List": list(&reference("S.A"))}),
            ),
        ),
        (
            "S.B",
            object(json!({"C": reference("S.C"), "Alias": reference("S.AliasOfC")})),
        ),
        (
            "S.C",
            object(json!({"A": reference("S.A"), "C": reference("S.AliasOfC")})),
        ),
        ("S.AliasOfC", reference("S.C")),
        (
            "S.Deep<T>",
            json!({
                "allOf": [
                    {"allOf": [{"allOf": [reference("S.Root"), object(json!({"One": text}))]}]},
                    reference("S.Mixin"),
                    {"properties": {"Two": text, "one": {"type": "integer"}}},
                ],
                "properties": {"Three": text},
            }),
        ),
        ("S.Root", object(json!({"RootId": {"type": "integer"}}))),
        (
            "S.Mixin",
            json!({"allOf": [reference("S.Root")], "properties": {"Mixed": text}}),
        ),
        ("S.Carriers.KeyedRequest", object(json!({"Name": text}))),
        ("S.Carriers.SharedRequest", object(json!({"Name": text}))),
        ("S.Carriers.NothingRequest", json!({"type": "object"})),
    ]
}

/// An entity with the base carrier, whose properties come last.
fn carried() -> Value {
    let fields = dictionary(&reference("S.FieldProperty"));
    let mut carried = object(json!({"CarriedId": {"type": "integer", "format": "int32"}}));
    // Sorted: `TableRight` has to be before `FieldProperties`.
    carried["allOf"] = json!([
        object(json!({"Name": {"type": "string"}})),
        object(json!({"TableRight": reference("S.TableRight")})),
        object(json!({"FieldProperties": fields})),
    ]);
    carried
}

/// Definitions with names from the built-in corrections, and with other types.
fn namesakes() -> Vec<(&'static str, Value)> {
    let text = json!({"type": "string"});
    let item = reference("S.Item");
    vec![
        (
            "S.Odd.Webhook",
            object(json!({
                "Events": text, "State": {"type": "integer"}, "Type": {"type": "boolean"}, "Secret": item,
                "Name": {"type": "integer"},
            })),
        ),
        (
            "S.Odd.ContactEntity",
            object(json!({"Deleted": {"type": "boolean"}, "Source": text})),
        ),
        ("S.Odd.BlobEntity", object(json!({"BlobSize": text}))),
        ("S.Odd.Appointment", object(json!({"StartDate": text}))),
        (
            "S.Odd.ChatOpeningHours",
            object(json!({"MonStart": {"type": "integer"}})),
        ),
        (
            "S.Odd.TimeZoneData",
            object(json!({"TimeZoneSTDRules": text})),
        ),
        (
            "S.Odd.Associate",
            object(json!({"Type": {"type": "string", "enum": ["Red", "Green"]}})),
        ),
        ("S.Odd.TableRight", object(json!({"Mask": text}))),
        (
            "S.Odd.WorkflowStepOptionBase",
            object(json!({"Name": text})),
        ),
        (
            "S.Odd.BoardViewSettingsBase",
            object(json!({"EntityType": text})),
        ),
        (
            "S.Odd.FieldInfoBase",
            object(json!({"FieldType": {"type": "integer"}})),
        ),
    ]
}
