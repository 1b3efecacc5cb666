//! Tests of credentials and tenants without a network, with a clock that the tests control.
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
