//! `$select`: applying a selection twice equals applying it once.

use webhook_model::property::PropertyType;
use webhook_model::{Projection, Webhook};

use crate::entities::{Everything, hook};

/// Parses the input as a selection of the properties of two entities.
///
/// # Panics
/// If the second application changes the value.
pub fn run(input: &[u8]) {
    let Ok(select) = std::str::from_utf8(input) else {
        return;
    };
    twice::<Webhook>(select, hook());
    twice::<Everything>(select, Everything::create_default());
}

fn twice<T: PropertyType>(select: &str, mut value: T) {
    match Projection::parse::<T>(select) {
        Ok(projection) => {
            projection.apply(&mut value).expect("the selection belongs to the type");
            let once = crate::json(&value);
            projection.apply(&mut value).expect("the selection belongs to the type");
            assert_eq!(crate::json(&value), once);
        }
        Err(error) => assert!(error.to_string().len() < 2_000),
    }
}
