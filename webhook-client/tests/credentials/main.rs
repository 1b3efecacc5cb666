//! Credentials that are obtained from a login server.
#![cfg(all(
    feature = "reqwest",
    feature = "refresh-token",
    feature = "system-user"
))]

mod keys;
mod refresh_token;
mod renewal;
mod servers;
mod signature;
mod tenant;
mod token;
