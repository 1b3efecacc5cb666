//! Compares known responses of CreateDefault operations with the default entities.

use netserver_tests::agents::compare::compare;
use netserver_tests::agents::exact::parse;
use netserver_tests::agents::registry::{Body, shape};
use netserver_tests::agents::samples::folder;
use netserver_tests::data::json;
use netserver_tests::report::Report;
use serde_json::Value as Json;
use webhook_model::{Decoder, Encoder, MediaType};

fn as_json(body: &dyn Body) -> Json {
    let body = body
        .encode(&Encoder::new(MediaType::ApplicationJson))
        .expect("it was decoded");
    parse(&body).expect("the output is JSON")
}

/// Whether the response depends only on the entity; otherwise the reason why not.
fn depends_on(entity: &str) -> Option<&'static str> {
    match entity {
        "ContactEntity" => {
            Some("the calling user, the user's country and the installation's lists")
        }
        "UserDefinedFieldInfo" => Some("the owner and the type of field that were asked for"),
        _ => None,
    }
}

#[test]
fn responses_are_the_defaults_if_they_depend_only_on_the_entity() {
    let Some(folder) = folder() else { return };
    let answers = json(&folder.join("defaults.json"));
    let answers = answers.as_array().expect("a list");
    let mut read = Report::new("CreateDefault responses, decoded");
    let mut equal = Report::new("CreateDefault responses, equal to the default");
    for answer in answers {
        let entity = answer["entity"].as_str().expect("a name");
        let name = format!("{}.{}", answer["operation"], answer["evidence"]);
        let shape = shape(&format!("entity:{entity}")).expect("the registry has it");
        let decoder = Decoder::new(MediaType::ApplicationJson);
        let body = answer["defaults"].to_string();
        let wanted = parse(body.as_bytes()).expect("it was decoded as JSON");
        let default = (shape.blank)();
        let outcome = (shape.decode)(&decoder, body.as_bytes())
            .map_err(|error| error.to_string())
            .and_then(|body| compare(shape.ty, &wanted, &as_json(body.as_ref())));
        read.outcome(&name, outcome);
        match depends_on(entity) {
            Some(reason) => equal.apart(&name, &format!("depends on {reason}")),
            None => equal.outcome(
                &name,
                compare(shape.ty, &wanted, &as_json(default.as_ref())),
            ),
        }
    }
    read.finish();
    equal.finish();
}
