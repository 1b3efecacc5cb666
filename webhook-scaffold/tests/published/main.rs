//! The published descriptions of two releases are generated without a guess.

#[path = "../generated/code.rs"]
mod code;
mod openapi3;

use std::fs;
use std::path::Path;

use netserver_tests::data::shared;
use webhook_scaffold::Generator;

#[test]
fn seven_agents_of_two_releases_are_generated_without_a_guess() {
    let Some(shared) = shared() else { return };
    for (folder, expected) in [
        (
            "openapi-april",
            "7 agents, 162 operations, 65 entities, 23 enums; 0 skipped",
        ),
        (
            "openapi",
            "7 agents, 163 operations, 65 entities, 26 enums; 0 skipped",
        ),
    ] {
        let generator = Generator::new().from(shared.join("netserver").join(folder));
        let summary = generator.generate().expect("facts");
        assert_eq!(summary.to_string(), expected);
        assert_eq!(summary.guessed, [""; 0], "{folder}");
    }
}

#[test]
fn one_agent_has_only_the_required_definitions() {
    let Some(shared) = shared() else { return };
    let generator = Generator::new()
        .from(shared.join("netserver/openapi"))
        .agents(["mdo"]);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("alone");
    let _ = fs::remove_dir_all(&out);
    let summary = generator.write_crate(&out).expect("a crate");
    assert_eq!(
        summary.to_string(),
        "1 agent, 12 operations, 2 entities, 0 enums; 0 skipped"
    );
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a manifest");
    assert_eq!(
        manifest
            .lines()
            .filter(|line| line.starts_with('#') && line.contains("sha256"))
            .count(),
        1
    );
    assert!(manifest.contains("all = [\"mdo\"]"));
    assert_eq!(
        fs::read_dir(out.join("src/agents"))
            .expect("agents")
            .count(),
        1
    );
}

#[test]
fn docs_can_be_omitted() {
    let Some(shared) = shared() else { return };
    let generator = Generator::new()
        .from(shared.join("netserver/openapi/Swagger-v1-MDOAgent.json"))
        .docs(false);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("without-docs");
    let _ = fs::remove_dir_all(&out);
    generator.write_crate(&out).expect("a crate");
    let entity = fs::read_to_string(out.join("src/entities/mdo_list_item.rs")).expect("a file");
    assert!(!entity.contains("///") && entity.contains("pub struct MdoListItem"));
    // The description contains the vendor's time of an operation.
    let agent = fs::read_to_string(out.join("src/agents/mdo.rs")).expect("a file");
    let slow = |line: &&str| line.contains("slow_ms = ");
    assert_eq!(agent.lines().filter(slow).count(), 12, "{agent}");
    // Here the agent has no entity; the Webhook agent has one.
    let generator = Generator::new()
        .from(shared.join("netserver/openapi/Swagger-v1-WebhookAgent.json"))
        .docs(false);
    generator.write_crate(&out).expect("a crate");
    let entity = fs::read_to_string(out.join("src/entities/webhook.rs")).expect("a file");
    let keys: String = entity.split_whitespace().collect();
    let keys = keys.split("#[netserver(").nth(1).expect("an attribute");
    assert!(
        keys.starts_with(
            r#"agent="Webhook",operations(create_default,get,save,delete),slow_ms=2000"#
        ),
        "{keys}"
    );
}
