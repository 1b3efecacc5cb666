//! Webhook notifications: bodies, signatures, targets, secrets.

mod payload;
mod replay_guard;
mod samples;
mod secrets;
mod signature;
mod target_addresses;
mod target_policy;
