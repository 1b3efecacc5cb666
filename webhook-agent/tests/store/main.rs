//! What every store does, over all kinds of stores.

#[cfg(all(feature = "sqlite", unix))]
mod crash;
mod kinds;
mod outbox;
mod records;
#[cfg(feature = "sqlite")]
mod sqlite;
