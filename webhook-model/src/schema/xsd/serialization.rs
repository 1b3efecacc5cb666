//! .NET's namespace for types that XML Schema does not have: entities use its durations.

use super::document::start;
use super::markup::Markup;
use super::particle::element_of;

/// The namespace, which also has the annotations for .NET's tools.
pub(super) const NAMESPACE: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// The schema of the namespace.
pub(super) fn document() -> String {
    let mut markup = Markup::default();
    start(&mut markup, NAMESPACE, &[]);
    markup.start("xs:simpleType", &[("name", "duration")]);
    markup.start("xs:restriction", &[("base", "xs:duration")]);
    // A TimeSpan consists of days and smaller units, in 64 bits of 100 ns.
    markup.empty(
        "xs:pattern",
        &[(
            "value",
            r"-?P([0-9]*D)?(T([0-9]*H)?([0-9]*M)?([0-9]*(\.[0-9]*)?S)?)?",
        )],
    );
    markup.empty(
        "xs:minInclusive",
        &[("value", "-P10675199DT2H48M5.4775808S")],
    );
    markup.empty(
        "xs:maxInclusive",
        &[("value", "P10675199DT2H48M5.4775807S")],
    );
    markup.end();
    markup.end();
    element_of(&mut markup, "duration");
    markup.finish()
}
