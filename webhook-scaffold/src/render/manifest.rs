//! The manifest of the crate.

use std::fmt::Write as _;

use super::{MARK, Style, file_name};
use crate::facts::{Api, Shape, Type};
use crate::plan::Plan;

/// `Cargo.toml`.
pub(super) fn manifest(api: &Api, plan: &Plan, style: &Style) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    for source in api.used_sources() {
        let _ = writeln!(
            text,
            "# {MARK} from {}, sha256 {}",
            file_name(&source.path),
            source.sha256
        );
    }
    if let Some((path, sha256)) = &style.corrections {
        let _ = writeln!(text, "# corrected by {}, sha256 {sha256}", file_name(path));
    }
    let features: Vec<&String> = plan.agents.iter().map(|agent| &agent.feature).collect();
    let all: Vec<String> = features
        .iter()
        .map(|feature| format!("\"{feature}\""))
        .collect();
    let of_model = if uses(api, &Type::Decimal) {
        ", default-features = false, features = [\"decimal\"]"
    } else {
        ", default-features = false"
    };
    let name = &style.name;
    let _ = write!(
        text,
        "\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\npublish = false\n\n\
         # One feature for each agent. `agent` adds `serve`, `serde` its `Serialize` and `Deserialize`.\n\
         [features]\ndefault = []\nall = [{}]\nagent = [\"dep:webhook-agent\"]\nserde = [\"webhook-model/serde\"]\n",
        all.join(", ")
    );
    for feature in features {
        let _ = writeln!(text, "{feature} = []");
    }
    let model = dependency(style, "webhook-model", of_model);
    // Without the feature `cli`.
    let agent = dependency(
        style,
        "webhook-agent",
        ", default-features = false, optional = true",
    );
    let _ = write!(text, "\n[dependencies]\nserde_json = \"1\"\n{model}{agent}");
    if uses(api, &Type::Decimal) {
        text.push_str("rust_decimal = { version = \"1.36\", default-features = false, features = [\"std\"] }\n");
    }
    let agent = dependency(style, "webhook-agent", ", default-features = false");
    let _ = write!(
        text,
        "\n# For the example.\n[dev-dependencies]\n{name} = {{ path = \".\", features = [\"all\", \"agent\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\", \"signal\"] }}\n{agent}\n\
         [lints.rust]\nunsafe_code = \"forbid\"\n"
    );
    text
}

fn dependency(style: &Style, name: &str, more: &str) -> String {
    match &style.workspace {
        Some(workspace) => {
            let path = workspace.join(name);
            // A JSON string is a valid TOML string.
            let path = serde_json::Value::from(path.display().to_string());
            format!("{name} = {{ path = {path}{more} }}\n")
        }
        None => format!(
            "{name} = {{ version = \"{}\"{more} }}\n",
            env!("CARGO_PKG_VERSION")
        ),
    }
}

/// Whether any property or body has this type.
fn uses(api: &Api, ty: &Type) -> bool {
    let in_definitions = api
        .definitions
        .values()
        .any(|definition| match &definition.shape {
            Shape::Entity(entity) => entity
                .properties
                .iter()
                .any(|property| property.ty.innermost() == ty),
            Shape::Alias(alias) => alias.innermost() == ty,
            Shape::Family(_) => false,
        });
    let mut operations = api.agents.values().flat_map(|agent| &agent.operations);
    in_definitions
        || operations.any(|operation| {
            let mut bodies = operation.body.iter().chain(&operation.response);
            bodies.any(|body| body.innermost() == ty)
        })
}
