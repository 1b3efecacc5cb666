//! Encodes and decodes every entity and request body with a value in each property, in every
//! format.

use netserver_tests::agents::registry::{expressions, shape, shape_of};
use netserver_tests::agents::round_trip::through_every_format;
use netserver_tests::agents::webhook::Webhook12;
use netserver_tests::report::Report;

/// The number of value sets per type; the family has fifteen members.
fn seeds(expression: &str) -> usize {
    if expression.contains("FieldInfoBase") {
        16
    } else {
        3
    }
}

#[test]
fn every_property_of_every_type_survives_every_format() {
    let mut report = Report::new("types filled, through all formats");
    let types = expressions();
    for expression in &types {
        let shape = shape(expression).expect("the registry names it");
        let outcome =
            (1..=seeds(expression)).try_for_each(|seed| through_every_format(shape, seed));
        report.outcome(expression, outcome);
    }
    let newer = shape_of::<Webhook12>();
    report.outcome(
        "Webhook of release 12",
        (1..=3).try_for_each(|seed| through_every_format(newer, seed)),
    );
    report.finish();
}
