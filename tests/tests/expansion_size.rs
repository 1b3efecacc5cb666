//! The size of the derive's expansion and of the code generated from it, as reported by the
//! compiler.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

/// The types of the fields, used in turn: those of the compile-time benchmark.
const TYPES: [&str; 8] = [
    "i32",
    "Option<String>",
    "bool",
    "f64",
    "i64",
    "Option<Vec<String>>",
    "Option<i32>",
    "Option<BTreeMap<String, String>>",
];

/// Lines and bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    lines: usize,
    bytes: usize,
}

impl Size {
    fn less(self, other: Self) -> Self {
        Self {
            lines: self.lines - other.lines,
            bytes: self.bytes - other.bytes,
        }
    }
}

/// Rules for the fields, used in turn.
const RULES: [&str; 8] = [
    "range = 1..=100",
    "required, max_length = 100",
    "",
    "range = 0.5..",
    "range = ..=7",
    "required, format = email",
    "required, range = 1..",
    "required",
];

fn source(derive: &str, properties: usize) -> String {
    format!(
        "use std::collections::BTreeMap;\n\n{}",
        entity(derive, "Contact", properties)
    )
}

fn entity(derive: &str, name: &str, properties: usize) -> String {
    entity_of(derive, name, properties, |_| String::new())
}

/// An entity whose fields have attributes.
fn entity_of(
    derive: &str,
    name: &str,
    properties: usize,
    attribute: impl Fn(usize) -> String,
) -> String {
    let mut source = format!("{derive}\npub struct {name} {{\n");
    for field in 0..properties {
        let ty = TYPES[field % TYPES.len()];
        let attribute = attribute(field);
        writeln!(source, "    {attribute} pub field{field}: {ty},").unwrap();
    }
    source.push_str("}\n");
    source
}

/// Runs the compiler on a source and returns its output.
fn compiled(source: &str, words: &[&str]) -> String {
    let mut compiler = netserver_tests::compiler::rustc(&["webhook_model"])
        // A stable compiler prints expansions only with this variable.
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["-", "--crate-name=printed"])
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = compiler.stdin.take().unwrap();
    input.write_all(source.as_bytes()).unwrap();
    drop(input);
    let output = compiler.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn printed(source: &str) -> Size {
    let text = compiled(source, &["-Zunpretty=expanded"]);
    Size {
        lines: text.lines().count(),
        bytes: text.len(),
    }
}

/// The code that the derive adds to an entity.
fn added(properties: usize) -> Size {
    let with = printed(&source(
        "#[derive(webhook_model::NetServerEntity)]",
        properties,
    ));
    with.less(printed(&source("", properties)))
}

/// A change must be visible to the reviewer: a decrease is recorded, an increase needs a reason.
#[test]
fn sizes_equal_the_recorded_ones() {
    let fifteen = added(15);
    assert_eq!(
        fifteen,
        Size {
            lines: 119,
            bytes: 5_932
        }
    );
    assert!(fifteen.lines <= 120 && fifteen.bytes <= 8_000);
}

/// The functions and impls in an expansion. The compiler checks each of them separately, so they
/// are most of the cost of a small entity.
fn functions_and_impls(properties: usize) -> (usize, usize) {
    let derive = "#[derive(webhook_model::NetServerEntity)]";
    let text = compiled(&source(derive, properties), &["-Zunpretty=expanded"]);
    let beginning = |words: &[&str]| {
        let lines = text.lines().map(str::trim_start);
        let of_words = |line: &str| words.iter().any(|word| line.starts_with(word));
        lines.filter(|line| of_words(line)).count()
    };
    (
        beginning(&["fn ", "pub fn "]),
        beginning(&["impl ", "impl<"]),
    )
}

#[test]
fn functions_and_impls_do_not_grow_with_the_properties() {
    for properties in [0, 1, 5, 15] {
        assert_eq!(
            functions_and_impls(properties),
            (8, 6),
            "{properties} properties"
        );
    }
}

/// Rules are data in the description of an entity. If the spelling of a type shows that a key is
/// allowed, the expansion contains no constant to evaluate; its lines are only longer.
#[test]
fn rules_are_data() {
    let derive = "#[derive(webhook_model::NetServerEntity)]";
    let rule = |field: usize| format!("#[netserver({})]", RULES[field % RULES.len()]);
    let ruled = entity_of(derive, "Contact", 15, rule);
    let ruled = format!("use std::collections::BTreeMap;\n\n{ruled}");
    assert!(!compiled(&ruled, &["-Zunpretty=expanded"]).contains("check::"));
    let size = printed(&ruled).less(printed(&source("", 15)));
    assert_eq!(
        size,
        Size {
            lines: 139,
            bytes: 6_954
        }
    );
}

#[test]
fn the_size_per_property_is_constant() {
    let [hundred, thousand] = [100, 1000].map(added);
    let all = thousand.less(hundred);
    let each = Size {
        lines: all.lines.div_ceil(900),
        bytes: all.bytes.div_ceil(900),
    };
    assert!(each.lines <= 6 && each.bytes <= 300, "{each:?}");
}

/// The lines of LLVM IR for some entities, each of which is encoded and decoded.
fn generated(entities: usize) -> usize {
    let mut source = String::from("use std::collections::BTreeMap;\nuse webhook_model::*;\n");
    for number in 0..entities {
        let name = format!("Entity{number}");
        source.push_str(&entity("#[derive(NetServerEntity)]", &name, 15));
        writeln!(
            source,
            "pub fn read{number}(kind: MediaType, body: &[u8]) -> Result<{name}, Error> {{
                {name}::decode(kind, body)
            }}
            pub fn write{number}(kind: MediaType, entity: &{name}) -> Result<Vec<u8>, Error> {{
                entity.encode(kind)
            }}"
        )
        .unwrap();
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{entities}.ll"));
    let emit = format!("--emit=llvm-ir={}", file.display());
    let release = [
        "-Copt-level=3",
        "-Ccodegen-units=1",
        "-Cno-prepopulate-passes",
    ];
    compiled(&source, &[&[emit.as_str()], &release[..]].concat());
    std::fs::read_to_string(file).unwrap().lines().count()
}

/// Without the code that all entities share: the cost of each further entity in a release build.
#[test]
fn little_is_generated_for_each_entity() {
    let each = (generated(5) - generated(1)) / 4;
    println!("{each} lines of LLVM's language for each entity");
    assert!((500..=960).contains(&each), "{each} lines");
}

/// A library has no code for types that nothing uses: all functions of the expansion are inline or generic.
#[test]
fn nothing_is_generated_for_unused_types() {
    let mut source = String::from("use webhook_model::*;\nuse std::collections::BTreeMap;\n");
    source.push_str(&entity("#[derive(NetServerEntity)]", "Contact", 15));
    source.push_str("#[derive(NetServerEnum)]\npub enum Rank { First, Second }\n");
    source
        .push_str("#[derive(NetServerEnum)]\n#[netserver(flags)]\npub enum Rights { Read = 1 }\n");
    source.push_str("#[derive(NetServerEntity)]\npub struct Level(pub i32);\n");
    source.push_str(
        "#[derive(NetServerEntity)]\npub struct Text { pub field_type: Option<String> }\n",
    );
    source.push_str("#[derive(NetServerEntity)]\n#[netserver(tag = \"FieldType\")]\n");
    source.push_str("pub enum Field { Text(Text) }\n");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unused.ll");
    let emit = format!("--emit=llvm-ir={}", file.display());
    compiled(&source, &[&emit]);
    let text = std::fs::read_to_string(file).unwrap();
    assert!(
        !text.lines().any(|line| line.starts_with("define")),
        "{text}"
    );
}

/// The compiler limits the number of steps for evaluating a constant.
#[test]
fn an_entity_of_a_thousand_properties_inherits_a_thousand() {
    let mut source = String::from("#[derive(webhook_model::NetServerEntity)]\npub struct Base {\n");
    for field in 0..1000 {
        writeln!(source, "    pub inherited{field}: i32,").unwrap();
    }
    source.push_str("}\n#[derive(webhook_model::NetServerEntity)]\npub struct Contact {\n");
    source.push_str("    #[netserver(base)]\n    pub base: Base,\n");
    for field in 0..1000 {
        writeln!(source, "    pub own{field}: i32,").unwrap();
    }
    source.push_str("}\npub static CONTACT: &webhook_model::entity::Entity =\n");
    source.push_str("    <Contact as webhook_model::NetServerEntity>::ENTITY;\n");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inheriting.rmeta");
    let emit = format!("--emit=metadata={}", file.display());
    compiled(&source, &[&emit]);
}
