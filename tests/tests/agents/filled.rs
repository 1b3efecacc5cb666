//! Every entity and request body with a value in each property, through every format.

use netserver_tests::agents::registry::{expressions, shape, shape_of};
use netserver_tests::agents::round_trip::through_every_format;
use netserver_tests::agents::webhook::Webhook12;
use netserver_tests::report::Report;

/// How many sets of values each type is filled with; the family has fifteen members.
fn seeds(expression: &str) -> usize {
    if expression.contains("FieldInfoBase") {
        16
    } else {
        3
    }
}

#[test]
fn every_property_of_every_type_passes_every_format() {
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
