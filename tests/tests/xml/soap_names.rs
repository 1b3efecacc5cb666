//! A value that the SOAP contract cannot express is an error that names the property.

use std::collections::BTreeMap;

use webhook_model::{
    Contract, ETableRight, Encoder, ErrorKind, Flags, MediaType, NetServerEntity, NetServerEnum,
    UnknownEntity, UnknownVariant, Webhook,
};

#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Size {
    Small = 1,
    Huge = 7,
    #[netserver(other)]
    Other(UnknownVariant),
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Base {
    size: Size,
    rank: i32,
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Child {
    #[netserver(base)]
    base: Base,
}

#[derive(Debug, PartialEq, NetServerEntity)]
#[netserver(tag = "Size", entity = "Base")]
enum Family {
    #[netserver(rename = "Huge")]
    Child(Child),
    #[netserver(other)]
    Other(UnknownEntity),
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Holder {
    size: Size,
    sizes: Vec<Size>,
    nested: Vec<Vec<Size>>,
    by_name: BTreeMap<String, Size>,
    rights: Flags<ETableRight>,
    all_rights: Vec<Flags<ETableRight>>,
    maybe: Option<Size>,
    inner: Option<Box<Holder>>,
    family: Option<Family>,
}

fn soap<T: NetServerEntity>(json: &str) -> Result<String, (ErrorKind, String)> {
    let value = T::decode(MediaType::ApplicationJson, json.as_bytes()).unwrap();
    // The other contract has no fixed lists of names.
    value.encode(MediaType::ApplicationXml).unwrap();
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    let body = encoder
        .encode(&value)
        .map_err(|error| (error.kind(), error.pointer().to_owned()))?;
    Ok(String::from_utf8(body).unwrap())
}

#[test]
fn numbers_and_names_outside_the_schema_are_errors() {
    let refused = |found: Result<String, (ErrorKind, String)>, pointer: &str, json: &str| {
        let expected = (ErrorKind::Unrepresentable, pointer.to_owned());
        assert_eq!(found, Err(expected), "{json}");
    };
    for (json, pointer) in [
        (r#"{"State": 99}"#, "/State"),
        (r#"{"State": "Paused"}"#, "/State"),
        (
            r#"{"UpdatedAssociate": {"Type": "Alien"}}"#,
            "/UpdatedAssociate/Type",
        ),
        (
            r#"{"UpdatedAssociate": {"TableRight": {"Mask": 1048577}}}"#,
            "/UpdatedAssociate/TableRight/Mask",
        ),
        (
            r#"{"UpdatedAssociate": {"FieldProperties": {"a": {"FieldRight": {"Mask": "Read, Fly"}}}}}"#,
            "/UpdatedAssociate/FieldProperties/a/FieldRight/Mask",
        ),
    ] {
        refused(soap::<Webhook>(json), pointer, json);
    }
    for (json, pointer) in [
        (r#"{"Size": 5}"#, "/Size"),
        (r#"{"Sizes": ["Small", "Large"]}"#, "/Sizes/1"),
        (r#"{"Nested": [[1, 2]]}"#, "/Nested/0/1"),
        (r#"{"ByName": {"a": "Large"}}"#, "/ByName/a"),
        (r#"{"Rights": -1}"#, "/Rights"),
        (r#"{"AllRights": ["Select", "Fly"]}"#, "/AllRights/1"),
        (r#"{"Maybe": "Large"}"#, "/Maybe"),
        (
            r#"{"Inner": {"Size": 1, "Inner": {"Size": 5}}}"#,
            "/Inner/Inner/Size",
        ),
        (r#"{"Family": {"Size": "Vast"}}"#, "/Family/Size"),
        (
            r#"{"Family": {"Size": "Small", "Depth": 1}}"#,
            "/Family/Depth",
        ),
        (
            r#"{"Family": {"Size": "Small", "Rank": "x"}}"#,
            "/Family/Rank",
        ),
    ] {
        let json = match json.strip_prefix("{") {
            Some(rest) if !rest.starts_with("\"Size\"") => format!("{{\"Size\": 1, {rest}"),
            _ => json.to_owned(),
        };
        refused(soap::<Holder>(&json), pointer, &json);
    }
}

#[test]
fn values_in_the_schema_are_encoded() {
    for (json, part) in [
        (
            r#"{"Size": "Small", "Rights": 3}"#,
            "<Rights>Select Update</Rights>",
        ),
        (r#"{"Size": 1, "Rights": 0}"#, "<Rights></Rights>"),
        (r#"{"Size": 1, "Sizes": ["Small"]}"#, "<Size>Small</Size>"),
        // A member that is not in any subtype is one of the base.
        (
            r#"{"Size": 1, "Family": {"Rank": 5, "Size": "Small"}}"#,
            "<Family><Size>Small</Size><Rank>5</Rank></Family>",
        ),
    ] {
        let xml = soap::<Holder>(json).unwrap();
        assert!(xml.contains(part), "{xml}");
    }
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    let size = ("Size".to_owned(), "Small".into());
    for (type_name, members) in [
        (Some("Vast".to_owned()), vec![size]),
        // Without a tag, the entity would be decoded as the member of the base's default tag.
        (None, Vec::new()),
        (None, vec![("Rank".to_owned(), 5.into())]),
    ] {
        let member = Family::Other(UnknownEntity { type_name, members });
        let error = encoder.encode(&member).unwrap_err();
        assert_eq!(
            (error.kind(), error.pointer()),
            (ErrorKind::Unrepresentable, "")
        );
    }
}
