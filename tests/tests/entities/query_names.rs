//! The query parameter with the key for Get and Delete.

use webhook_model::NetServerEntity;
use webhook_model::operation::{CreateDefault, Delete, Get, Operation};
use webhook_model::schema::{Dialect, DocumentInfo, OperationInfo, document, document_with};

/// An entity without its own key; its base has one.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "Project",
    operations(create_default, get, delete),
    query = "projectId"
)]
struct ProjectEvent {
    caption: Option<String>,
}

/// The vendor spells the parameter differently here.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "CRMScript",
    entity = "CRMScriptEntity",
    operations(get),
    query = "cRMScriptEntityId"
)]
struct CrmScriptEntity {
    #[netserver(key)]
    script_id: i32,
}

/// A base without a key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Base {
    name: Option<String>,
}

/// Neither the entity nor its base has a key.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Project", operations(get), query = "projectId")]
struct Inheriting {
    #[netserver(base)]
    base: Base,
}

#[test]
fn the_attribute_names_the_parameter() {
    assert_eq!(<Get<ProjectEvent> as Operation>::QUERY, ["projectId"]);
    assert_eq!(<Delete<ProjectEvent> as Operation>::QUERY, ["projectId"]);
    assert!(<CreateDefault<ProjectEvent> as Operation>::QUERY.is_empty());
    assert_eq!(
        ProjectEvent::GET_PATH,
        "/api/v1/Agents/Project/GetProjectEvent"
    );
    assert_eq!(
        <Get<CrmScriptEntity> as Operation>::QUERY,
        ["cRMScriptEntityId"]
    );
    assert_eq!(<Get<Inheriting> as Operation>::QUERY, ["projectId"]);
}

#[test]
fn schemas_of_entities_and_operations_name_the_same_parameter() {
    let info = DocumentInfo {
        title: "t",
        version: "1",
        server: None,
    };
    let operations = [
        OperationInfo::of::<Get<ProjectEvent>>(),
        OperationInfo::of::<Get<CrmScriptEntity>>(),
    ];
    let entities = [ProjectEvent::ENTITY, CrmScriptEntity::ENTITY];
    for dialect in [Dialect::Swagger2, Dialect::OpenApi31] {
        for document in [
            document_with(&[], &operations, dialect, &info),
            document(&entities, dialect, &info),
        ] {
            let document: serde_json::Value = serde_json::from_str(&document).unwrap();
            for operation in &operations {
                let described = &document["paths"][operation.path]["post"]["parameters"][0];
                assert_eq!(described["name"], operation.query[0]);
                assert_eq!(described["in"], "query");
            }
        }
    }
}
