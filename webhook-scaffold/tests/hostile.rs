//! Invented descriptions of everything that is difficult for generators. `generated_crate.rs` compiles
//! the crates.

#[path = "generated/invented/mod.rs"]
mod invented;

use std::fs;
use std::path::{Path, PathBuf};

use webhook_scaffold::{Generator, Summary};

fn description() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated/hostile.json")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// A file without comments and line breaks.
fn flat(path: &Path) -> String {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Files, each with the expected code.
const TRAPS: &[(&str, &str)] = &[
    // Names that Rust or generated code uses.
    (
        "entities/option.rs",
        "#[netserver(entity = \"Option\")] pub struct OptionEntity { pub some: Option<String>, pub string: Option<StringEntity>, }",
    ),
    (
        "entities/none.rs",
        "pub struct NoneEntity { pub self_: Option<SelfEntity>, }",
    ),
    ("entities/result.rs", "pub vec: Option<Vec<VecEntity>>"),
    ("entities/box_.rs", "pub struct BoxEntity"),
    ("entities/self_.rs", "pub span: Duration, }"),
    (
        "agents/type_.rs",
        "pub struct Copy { pub self_: Option<String>, pub r#type: i32, pub r#gen: bool, pub r#async: bool, }",
    ),
    // An operation with the name of its response entity.
    (
        "agents/type_.rs",
        "operation = \"Contact\", response = Option<crate::entities::Contact> )] pub struct Contact {}",
    ),
    (
        "agents/type_.rs",
        "entity = \"Option\" )] pub struct OptionRequest {}",
    ),
    // Wire names that differ from the Pascal case of the field.
    (
        "entities/contact.rs",
        "#[netserver(rename = \"HTMLBody\")] pub html_body",
    ),
    ("entities/contact.rs", "pub e_mail: Option<String>"),
    (
        "entities/contact.rs",
        "#[netserver(rename = \"TZLocationId\")] pub tz_location_id: i32",
    ),
    // Cycles, and the names of fields that the derive uses.
    (
        "entities/contact.rs",
        "pub parent: Option<Box<Contact>>, pub other: Option<Box<Other>>, #[netserver(rename = \"Carrier\")] pub carrier_2: Option<String>",
    ),
    ("entities/other.rs", "pub back: Option<Contact>"),
    ("entities/contact.rs", "pub carrier: Carrier, }"),
    ("entities/contact.rs", "pub any: serde_json::Value"),
    // Names that differ only in case, and two definitions with the same last segment.
    (
        "entities/contact_2.rs",
        "#[netserver(entity = \"CONTACT\")] pub struct Contact2",
    ),
    (
        "entities/other_contact.rs",
        "#[netserver(entity = \"Contact\")] pub struct OtherContact { pub different: bool, }",
    ),
    (
        "entities/page_of_contact.rs",
        "pub items: Option<Vec<Contact>>",
    ),
    // Enums: Rust's names, leading digits, case, punctuation, the fallback's name.
    (
        "enums/contact_state.rs",
        "None = -2_147_483_648, #[netserver(rename = \"Self\")] SelfValue = -2_147_483_647, Option",
    ),
    (
        "enums/contact_state.rs",
        "#[netserver(rename = \"1Hour\")] N1Hour",
    ),
    (
        "enums/contact_state.rs",
        "#[netserver(rename = \"EMAIL\")] Email",
    ),
    (
        "enums/contact_state.rs",
        "#[netserver(other)] Unrecognized(UnknownVariant)",
    ),
    ("entities/contact.rs", "pub status: Option<String>"),
    // Keys and bodies.
    (
        "agents/type_.rs",
        "pub struct GetOddlyKeyed; impl webhook_model::operation::Operation for GetOddlyKeyed { const PATH: &'static str = \"/api/v1/Agents/Type/GetOddlyKeyed\"; const QUERY: &'static [&'static str] = &[\"id\"];",
    ),
    (
        "entities/oddly_keyed.rs",
        "#[netserver(agent = \"Type\", operations(delete))] pub struct OddlyKeyed { #[netserver(key)] pub id: i32, }",
    ),
    ("agents/type_.rs", "pub struct Ids(pub Vec<i32>);"),
    ("agents/type_.rs", "response = webhook_model::Binary"),
    (
        "agents/type_.rs",
        "pub struct CreateDefaultContact { pub vec: Option<Vec<String>>, }",
    ),
    // The same name in two agents, with a body and without.
    (
        "agents/type_.rs",
        "response = Option<Vec<String>>)] pub struct GetList {}",
    ),
    (
        "agents/all.rs",
        "operation = \"GetList\", response = Option<Contact2>)] pub struct GetList {}",
    ),
    (
        "agents.rs",
        "#[cfg(feature = \"all-operations\")] pub mod all; #[cfg(feature = \"type\")] pub mod type_;",
    ),
    // A family with a description of the base only.
    (
        "entities/workflow_step.rs",
        "pub enum WorkflowStep { Unknown(WorkflowStepBase), #[netserver(other)] Other(UnknownEntity), }",
    ),
    (
        "entities/workflow_step_base.rs",
        "pub next: Option<Box<WorkflowStep>>",
    ),
];

#[test]
fn difficult_definitions_have_the_expected_code() {
    let out = folder("hostile");
    Generator::new()
        .from(description())
        .write_crate(&out)
        .expect("a crate");
    for (file, expected) in TRAPS {
        let text = flat(&out.join("src").join(file));
        assert!(text.contains(expected), "{file}: {expected}\n{text}");
    }
}

#[test]
fn skipped_and_guessed_things_are_listed() {
    let summary = Generator::new()
        .from(description())
        .generate()
        .expect("facts");
    assert_eq!(
        summary.to_string(),
        "2 agents, 12 operations, 14 entities, 4 enums; 2 skipped"
    );
    assert_eq!(
        summary.skipped,
        [
            "/definitions/H.Services.Self/properties/NAME: differs from `Name` only in case, which NetServer does not tell apart",
            "operation Upload: a parameter in `formData`; expected query, body or header",
        ]
    );
    assert_eq!(
        summary.guessed,
        [
            "Contact.Status: the enum value `has space` contains a separator of values; kept as text",
            "enum ContactState: the name is invented and the numbers are unknown; used by Contact.State",
            "enum OtherState: the name is invented and the numbers are unknown; used by Other.State",
            "enum StepType: the name is invented and the numbers are unknown; used by WorkflowStepBase.StepType",
            "enum StringState: the name is invented and the numbers are unknown; used by String.State, Vec.SelfKind",
            "family WorkflowStepBase: its members are unknown; values are kept unchanged as `Other`",
        ]
    );
}

/// Generates with a user's corrections.
fn corrected(name: &str, corrections: &str) -> Result<(Summary, PathBuf), webhook_scaffold::Error> {
    let out = folder(name);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.toml"));
    fs::write(&file, corrections).expect("a file");
    let generator = Generator::new().from(description()).corrections(file);
    Ok((generator.write_crate(&out)?, out))
}

#[test]
fn corrections_of_the_user_take_precedence() {
    let (summary, out) = corrected(
        "corrected",
        r#"
        [[enum]]
        name = "Letters"
        reason = "documented"
        flags = true
        values = [["B", 1], ["C", 2]]

        [[property]]
        names = ["Contact.URL", "Contact.NoSuch"]
        reason = "documented"
        type = "secret"
        max_length = 80

        [[family]]
        name = "WorkflowStepBase"
        reason = "documented"
        tag = "StepType"
        [[family.member]]
        tag = "Wait"
        name = "WorkflowStepWait"
        properties = [["Seconds", "int32"]]

        [[operation]]
        name = "Type.GetList"
        reason = "documented"
        response = "dict<int32,string>"
        "#,
    )
    .expect("a crate");
    let read = |file: &str| flat(&out.join("src").join(file));
    assert!(
        read("enums/letters.rs").contains("#[netserver(flags)] pub enum Letters { B = 1, C = 2, }")
    );
    assert!(read("entities/vec.rs").contains("pub self_kind: Flags<Letters>"));
    assert!(read("entities/contact.rs").contains(
        "#[netserver(rename = \"URL\", secret, max_length = 80)] pub url: Option<Secret>"
    ));
    assert!(read("entities/workflow_step.rs").contains("Wait(WorkflowStepWait)"));
    assert!(
        read("entities/workflow_step_wait.rs")
            .contains("pub seconds: i32, #[netserver(base)] pub base: WorkflowStepBase")
    );
    assert!(read("agents/type_.rs").contains("response = Option<BTreeMap<i32, String>>"));
    let unused = "correction of `Contact.NoSuch`: no description contains this name";
    assert!(
        summary.guessed.contains(&unused.to_owned()),
        "{:?}",
        summary.guessed
    );
}

#[test]
fn errors_in_corrections_are_reported() {
    for (name, row, message) in [
        (
            "key",
            "[[entity]]\nname = \"Contact\"\nreason = \"r\"\nkey = \"Nope\"",
            "refers to `Nope`, which is not a property of this entity",
        ),
        (
            "type",
            "[[property]]\nnames = [\"Contact.URL\"]\nreason = \"r\"\ntype = \"int17\"",
            "unknown type `int17`",
        ),
        (
            "enum",
            "[[property]]\nnames = [\"Contact.URL\"]\nreason = \"r\"\ntype = \"enum:Nope\"",
            "refers to the enum `Nope`, which has no row",
        ),
        (
            "date",
            "[[property]]\nnames = [\"Contact.URL\"]\nreason = \"r\"\ndate = \"local\"",
            "unknown date `local`",
        ),
        (
            "tag",
            "[[family]]\nname = \"Contact\"\nreason = \"r\"\ntag = \"Nope\"",
            "the tag `Nope`, which is not a property",
        ),
        ("toml", "[[entity]]\nname = 1", "invalid type"),
    ] {
        let error = corrected(&format!("mistake-{name}"), row).expect_err(name);
        assert!(error.to_string().contains(message), "{name}: {error}");
    }
}

#[test]
fn invented_descriptions_are_generated_or_reported() {
    let folder = folder("invented-descriptions");
    fs::create_dir_all(&folder).expect("a folder");
    for (name, description) in [
        ("shapes", invented::shapes()),
        ("names", invented::names()),
        ("words", invented::words()),
    ] {
        let text = description.json().to_string();
        fs::write(folder.join(format!("{name}.json")), text).expect("a file");
    }
    let out = folder.join("out");
    let generator = Generator::new().from(&folder);
    let summary = generator.write_crate(&out).expect("a crate");
    assert_eq!(generator.check(&out).expect("differences"), [""; 0]);
    println!("{summary}\n{:#?}", summary.guessed);
    for line in [
        "/definitions/S.Everything/properties/OneOf: `oneOf` of several schemas; kept as any JSON",
        "/definitions/S.Everything/properties/Inline: an object without a name of its own; kept as any JSON",
        "/definitions/S.Mixed~1Item2: `additionalProperties` beside properties; left out",
        "S.Odd.Webhook.Events: the built-in correction is not applied: `default` does not apply to `string`",
        "S.Odd.ContactEntity.Deleted: the built-in correction is not applied: `bool` cannot become `int16`",
        "S.Odd.FieldInfoBase: the correction refers to the tag `FieldType`, which is `int32`; expected an enum or `string`",
        "S.Empty: an object without properties; kept as any JSON",
        "Everything.Blank: the enum value `` is empty; kept as text",
        "Everything.Duplicates: the enum value `A` is a duplicate; the second one is left out",
        "Everything.Negative: the enum value `-1` is a number; kept as text",
    ] {
        assert!(summary.guessed.contains(&line.to_owned()), "{line}");
    }
    let read = |file: &str| flat(&out.join("src").join(file));
    let everything = read("entities/everything.rs");
    for field in [
        "pub text_lists: Option<Vec<Vec<String>>>",
        "pub bytes_dictionary: Option<BTreeMap<String, Vec<u8>>>",
        "pub item_dictionaries: Option<Vec<BTreeMap<String, BTreeMap<String, Item>>>>",
        "pub number_names: Option<String>",
        "pub all_of: Option<Item>",
        "pub one_of: serde_json::Value",
        "pub alias: Option<Vec<Item>>",
        "pub empty_list: Option<Vec<serde_json::Value>>",
        "pub u_int32: u32",
    ] {
        assert!(everything.contains(field), "{field}: {everything}");
    }
    let deep = read("entities/deep_of_t.rs");
    let order = "pub root_id: i32, pub one: Option<String>, pub mixed: Option<String>, pub two: Option<String>, pub three:";
    assert!(deep.contains(order), "{deep}");
    assert!(read("entities/key_value_pair_of_string_item.rs").contains("pub value: Option<Item>"));
}

#[test]
fn the_documentation_shows_programs_that_are_tested() {
    let docs = include_str!("../../docs/scaffold.md");
    let (module, _) = include_str!("generated/scripted.rs")
        .split_once("\n\nuse")
        .expect("a module");
    for program in [
        include_str!("generated/walkthrough.rs"),
        include_str!("generated/script.rs"),
        module,
    ] {
        assert!(docs.contains(program), "{program}");
    }
}
