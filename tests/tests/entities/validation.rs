//! `validate`: what is checked at run time, and how violations are reported.

mod rules;

use std::collections::BTreeMap;

use proptest::prelude::*;
use webhook_model::validation::validate;
use webhook_model::{
    Carrier, Flags, MediaType, NetServerEntity, NetServerEnum, UnknownEntity, UnknownVariant,
    ViolationCode, Violations, Webhook,
};

/// The pointers and codes of the violations.
fn found(violations: &Violations) -> Vec<(String, &'static str)> {
    let pair = |violation: &webhook_model::Violation| {
        (violation.pointer().to_owned(), violation.code().as_str())
    };
    violations.iter().map(pair).collect()
}

/// The same for an entity, with borrowed pointers for comparison.
#[track_caller]
fn assert_found<T: NetServerEntity>(entity: &T, expected: &[(&str, &str)]) {
    let violations = entity
        .validate()
        .map_or_else(|violations| found(&violations), |()| Vec::new());
    let violations: Vec<(&str, &str)> = violations
        .iter()
        .map(|(pointer, code)| (pointer.as_str(), *code))
        .collect();
    assert_eq!(violations, expected);
}

#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Stage {
    Open = 1,
    Sold = 2,
    #[netserver(other)]
    Other(UnknownVariant),
}

#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
#[netserver(flags)]
#[repr(i32)]
enum Right {
    Read = 1,
    Write = 2,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Email {
    #[netserver(required, max_length = 20, format = email)]
    value: Option<String>,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
struct Base {
    #[netserver(range = 1..)]
    base_id: i32,
    carrier: Carrier,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Contact {
    #[netserver(required, max_length = 5)]
    name: String,
    #[netserver(range = 0..=100)]
    rank: Option<i32>,
    stage: Stage,
    rights: Flags<Right>,
    emails: Vec<Email>,
    by_name: BTreeMap<String, Option<Email>>,
    parent: Option<Box<Self>>,
    #[netserver(format = event_name)]
    events: Vec<Option<String>>,
    #[netserver(base)]
    base: Base,
}

fn contact() -> Contact {
    Contact {
        name: "Acme".into(),
        base: Base {
            base_id: 1,
            ..Base::create_default()
        },
        ..Contact::create_default()
    }
}

#[test]
fn all_violations_are_found_with_pointers() {
    assert_found(&contact(), &[]);
    let wrong = Contact {
        name: "too long".into(),
        rank: Some(101),
        stage: Stage::Other(UnknownVariant::from_name("Lost")),
        rights: Flags::from_bits_retain(4),
        emails: vec![
            Email {
                value: Some("a@b".into()),
            },
            Email {
                value: Some("nobody and no address".into()),
            },
        ],
        by_name: BTreeMap::from([
            ("a/b~".into(), Some(Email { value: None })),
            ("none".into(), None),
        ]),
        parent: Some(Box::new(Contact {
            name: " \t".into(),
            base: Base {
                base_id: 0,
                ..Base::create_default()
            },
            ..contact()
        })),
        events: vec![Some("contact.created".into()), None, Some("a b".into())],
        base: Base::create_default(),
    };
    let expected = [
        ("/Name", "max_length"),
        ("/Rank", "range"),
        ("/Stage", "unknown_variant"),
        ("/Rights", "unknown_variant"),
        ("/Emails/1/Value", "max_length"),
        ("/Emails/1/Value", "format"),
        ("/ByName/a~1b~0/Value", "required"),
        ("/Parent/Name", "required"),
        ("/Parent/BaseId", "range"),
        ("/Events/2", "format"),
        ("/BaseId", "range"),
    ];
    assert_found(&wrong, &expected);
    // A list of entities, and an entity whose type is not known.
    let violations = validate(&vec![contact(), wrong.clone()]).unwrap_err();
    assert!(
        violations
            .iter()
            .all(|violation| violation.pointer().starts_with("/1/"))
    );
    assert_eq!(violations.as_slice().len(), expected.len());
    assert_eq!(
        webhook_model::validation::validate_entity(&wrong).map_err(|all| found(&all)),
        wrong.validate().map_err(|all| found(&all))
    );
}

/// An entity with more properties than one block.
#[derive(Debug, PartialEq, NetServerEntity)]
#[rustfmt::skip]
struct Wide {
    a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32, i: i32,
    j: i32, k: i32, l: i32, m: i32, n: i32, o: i32, p: i32, q: i32,
    #[netserver(range = 1..)]
    last: i32,
}

#[test]
fn pointers_are_correct_beyond_the_first_block() {
    assert_found(&Wide::create_default(), &[("/Last", "range")]);
    let right = || Email {
        value: Some("a@b".into()),
    };
    let mut emails = vec![right(); 40];
    emails[17].value = None;
    emails[39].value = None;
    let contact = Contact {
        emails,
        ..contact()
    };
    assert_found(
        &contact,
        &[
            ("/Emails/17/Value", "required"),
            ("/Emails/39/Value", "required"),
        ],
    );
}

#[test]
fn messages_describe_the_rule() {
    let wrong = Contact {
        name: String::new(),
        rank: Some(-1),
        stage: Stage::Other(UnknownVariant::from_number(9)),
        rights: Flags::from_bits_retain(4),
        emails: vec![Email {
            value: Some("nobody".into()),
        }],
        base: Base::create_default(),
        ..contact()
    };
    assert_eq!(
        wrong.validate().unwrap_err().to_string(),
        "/Name: must not be empty; /Rank: must be from 0 to 100; /Stage: must be one of Stage: `Open`, `Sold`; \
         /Rights: must be flags of Right: `Read`, `Write`; /Emails/0/Value: must be an e-mail address; \
         /BaseId: must be at least 1"
    );
}

#[test]
fn characters_are_counted_as_utf_16_code_units() {
    let named = |name: &str| Contact {
        name: name.into(),
        ..contact()
    };
    for right in [
        "12345",
        "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}",
        "\u{4e2d}\u{4e2d}\u{4e2d}\u{4e2d}\u{4e2d}",
        "\u{1f600}\u{1f600}1",
    ] {
        assert_found(&named(right), &[]);
    }
    for wrong in [
        "123456",
        "\u{1f600}\u{1f600}\u{1f600}",
        "\u{1f600}\u{1f600}12",
        "e\u{301}e\u{301}e\u{301}",
    ] {
        assert_found(&named(wrong), &[("/Name", "max_length")]);
    }
}

/// Members of a family, one of which has a rule.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind")]
enum Step {
    Mail(MailStep),
    #[netserver(other)]
    Other(UnknownEntity),
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct MailStep {
    #[netserver(default = "Mail")]
    kind: String,
    #[netserver(format = email)]
    to: String,
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Flow {
    steps: Vec<Step>,
}

#[test]
fn members_of_families_are_validated() {
    let mail = |to: &str| {
        Step::from(MailStep {
            to: to.into(),
            ..MailStep::create_default()
        })
    };
    let flow = Flow {
        steps: vec![
            mail("a@b"),
            mail("c"),
            Step::Other(UnknownEntity::default()),
        ],
    };
    assert_found(
        &flow,
        &[("/Steps/1/To", "format"), ("/Steps/2", "unknown_member")],
    );
    assert_eq!(found(&validate(&mail("c")).unwrap_err())[0].0, "/To");
}

#[test]
fn values_of_newer_servers_are_decoded_but_invalid() {
    let body = br#"{"State": "Paused", "ErrorsEmail": null}"#;
    let hook = Webhook::decode(MediaType::ApplicationJson, body).unwrap();
    assert_found(&hook, &[("/State", "unknown_variant")]);
    let body = br#"{"Rights": "Read, Execute"}"#;
    let rights = Contact::decode(MediaType::ApplicationJson, body).unwrap();
    let violations = rights.validate().unwrap_err();
    assert!(found(&violations).contains(&("/Rights".to_owned(), "unknown_variant")));
    assert!(!violations.to_string().contains("Execute"), "{violations}");
}

#[test]
fn violations_are_bounded() {
    let wrong = || Email { value: None };
    let with = |count: usize| Contact {
        emails: vec![wrong(); count],
        ..contact()
    };
    let exact = with(Violations::MAX).validate().unwrap_err();
    assert_eq!(
        (exact.as_slice().len(), exact.is_cut()),
        (Violations::MAX, false)
    );
    let more = with(100_000).validate().unwrap_err();
    assert_eq!(
        (more.as_slice().len(), more.is_cut()),
        (Violations::MAX, true)
    );
    assert!(more.to_string().ends_with("; and more"));
    // Also in a dictionary, whose long keys are truncated.
    let entry = |number: usize| (format!("{number}{}", "k".repeat(1000)), Some(wrong()));
    let many = Contact {
        by_name: (0..1000).map(entry).collect(),
        ..contact()
    };
    let many = many.validate().unwrap_err();
    assert!(many.is_cut());
    assert!(many.iter().all(|violation| violation.pointer().len() < 120));
}

#[test]
fn nesting_is_bounded() {
    let nested = |levels: usize| {
        let mut outer = contact();
        for _ in 1..levels {
            outer = Contact {
                parent: Some(Box::new(outer)),
                ..contact()
            };
        }
        outer
    };
    // The maximum depth of a body: the innermost entity contains lists, which are one more level.
    assert_found(&nested(126), &[]);
    assert!(nested(126).encode(MediaType::ApplicationJson).is_ok());
    assert!(nested(127).encode(MediaType::ApplicationJson).is_err());
    for levels in [127, 2000] {
        let violations = nested(levels).validate().unwrap_err();
        assert!(
            violations
                .iter()
                .all(|violation| violation.code() == ViolationCode::Depth)
        );
        let emails = format!("{}/Emails", "/Parent".repeat(126));
        assert_eq!(violations.as_slice()[0].pointer(), emails);
    }
}

proptest! {
    /// The verdict on a value does not depend on other values, and its message does not contain it.
    #[test]
    fn values_are_judged_independently_and_not_shown(name in "\\PC{0,9}", rank in -200..300) {
        let entity = Contact { name: name.clone(), rank: Some(rank), ..contact() };
        let mut expected = Vec::new();
        if name.trim().is_empty() {
            expected.push(("/Name", "required"));
        } else if name.encode_utf16().count() > 5 {
            expected.push(("/Name", "max_length"));
        }
        if !(0..=100).contains(&rank) {
            expected.push(("/Rank", "range"));
        }
        match entity.validate() {
            Ok(()) => prop_assert!(expected.is_empty()),
            Err(violations) => {
                let all = found(&violations);
                let all: Vec<_> = all.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
                prop_assert_eq!(all, expected);
                if name.chars().count() > 5 && name.trim() == name {
                    let shown = format!("{violations} {violations:?}");
                    prop_assert!(!shown.contains(&name), "{}", shown);
                }
            }
        }
    }
}
