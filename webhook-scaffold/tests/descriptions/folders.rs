//! Output folders: other files are kept, and a second run changes nothing.

use std::fs;

use webhook_scaffold::Generator;

use super::{PATH, THING, folder, swagger};

#[test]
fn other_files_are_not_overwritten() {
    let folder = folder("folder");
    let file = folder.join("api.json");
    fs::write(&file, swagger(PATH, "post", THING)).expect("a file");
    let generator = Generator::new().from(&file);

    let others = folder.join("others");
    fs::create_dir_all(&others).expect("a folder");
    fs::write(others.join("notes.txt"), "mine").expect("a file");
    let error = generator
        .write_crate(&others)
        .expect_err("a folder with other files");
    assert!(
        error.message().contains("files that were not generated"),
        "{error}"
    );
    assert_eq!(fs::read_dir(&others).expect("a folder").count(), 1);

    let error = generator.write_crate(&file).expect_err("a file");
    assert!(error.message().contains("not a folder"), "{error}");
    let error = generator
        .write_crate("/dev/null/x")
        .expect_err("no place for folders");
    assert!(error.message().contains("cannot be written"), "{error}");

    // A handwritten file at the path of a generated one.
    let own = folder.join("own");
    generator.write_crate(&own).expect("a crate");
    fs::write(own.join("src/lib.rs"), "// mine").expect("a file");
    let before = fs::read_to_string(own.join("Cargo.toml")).expect("a file");
    let error = generator
        .clone()
        .name("other")
        .write_crate(&own)
        .expect_err("a person's file");
    assert!(error.message().contains("not overwritten"), "{error}");
    assert_eq!(
        fs::read_to_string(own.join("Cargo.toml")).expect("a file"),
        before
    );
}

#[test]
fn a_second_run_writes_the_same_and_keeps_other_files() {
    let folder = folder("again");
    let file = folder.join("api.json");
    let out = folder.join("out");
    fs::write(&file, swagger(PATH, "post", THING)).expect("a file");
    let generator = Generator::new().from(&file);
    assert!(!generator.check(&out).expect("differences").is_empty());
    generator.write_crate(&out).expect("a crate");
    assert_eq!(generator.check(&out).expect("differences"), [""; 0]);

    let changed = |file: &str| {
        let metadata = fs::metadata(out.join(file)).expect("a file");
        metadata.modified().expect("a time")
    };
    let before = changed("src/entities.rs");
    fs::write(out.join("src/ext.rs"), "//! Mine.\n").expect("a file");
    generator.write_crate(&out).expect("a crate");
    assert_eq!(changed("src/entities.rs"), before);
    assert_eq!(generator.check(&out).expect("differences"), [""; 0]);
    let library = fs::read_to_string(out.join("src/lib.rs")).expect("a file");
    assert!(library.contains("pub mod ext;"));
    assert_eq!(
        fs::read_to_string(out.join("src/ext.rs")).expect("a file"),
        "//! Mine.\n"
    );

    // Files of removed definitions are deleted.
    let described = swagger(PATH, "post", THING).replace("A.Thing", "A.Other");
    fs::write(&file, described).expect("a file");
    let differences = generator.check(&out).expect("differences");
    assert!(
        differences.contains(&"src/entities/thing.rs: no longer generated".to_owned()),
        "{differences:?}"
    );
    assert!(
        differences.contains(&"src/entities/other.rs: missing".to_owned()),
        "{differences:?}"
    );
    generator.write_crate(&out).expect("a crate");
    assert!(!out.join("src/entities/thing.rs").exists());
    assert!(out.join("src/ext.rs").exists());
}

#[test]
fn a_misspelled_agent_gets_a_suggestion() {
    let folder = folder("agents");
    let file = folder.join("api.json");
    fs::write(&file, swagger(PATH, "post", THING)).expect("a file");
    let generator = Generator::new().from(&file);
    let said = |agent: &str| {
        generator
            .clone()
            .agents([agent])
            .generate()
            .expect_err("unknown")
            .to_string()
    };
    assert_eq!(said("thng"), "unknown agent `thng`; did you mean `Thing`?");
    assert_eq!(
        said("Contact"),
        "unknown agent `Contact`; expected one of `Thing`"
    );
    assert!(generator.agents([" thing"]).generate().is_ok());
}

#[test]
fn invalid_crate_names_are_errors() {
    let folder = folder("name");
    let file = folder.join("api.json");
    fs::write(&file, swagger(PATH, "post", THING)).expect("a file");
    let out = folder.join("out");
    for (name, message) in [
        ("my crate", "not a valid name"),
        ("1st", "not a valid name"),
        ("", "not a valid name"),
        ("serde-json", "cannot be the name"),
        ("std", "cannot be the name"),
        ("match", "cannot be the name"),
        ("self", "cannot be the name"),
    ] {
        let generator = Generator::new().from(&file).name(name);
        let error = generator.write_crate(&out).expect_err(name);
        assert!(error.message().contains(message), "{name}: {error}");
        assert!(!out.exists(), "{name}");
    }
}
