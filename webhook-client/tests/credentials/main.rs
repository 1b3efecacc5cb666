//! Credentials and tenants, without a port: what a clock that tests turn decides.
#![cfg(all(
    feature = "reqwest",
    feature = "refresh-token",
    feature = "system-user",
    feature = "tracing"
))]

mod keys;
mod refresh_token;
mod renewal;
mod servers;
mod signature;
mod slow;
mod tenant;
mod token;
