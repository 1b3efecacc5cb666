//! Sends notifications: requests, attempts and their results.

mod metrics;
mod notification;
mod options;
mod outcome;
mod record;
mod resolver;
mod sender;

pub(crate) use self::metrics::DeliveryMetrics;
pub(crate) use self::notification::{Event, Prepared, check_headers};
pub use self::options::DeliveryOptions;
pub(crate) use self::outcome::Outcome;
pub(crate) use self::record::{HIDDEN, without_query};
pub(crate) use self::resolver::system;
pub use self::resolver::{Looking, Lookup};
pub(crate) use self::sender::Sender;
