//! Operations of an agent, called inside the process.

#[path = "../common/mod.rs"]
mod common;

mod arguments;
mod bodies;
#[cfg(feature = "time-zones")]
mod context;
mod credentials;
mod cross_origin;
mod files;
mod handlers;
mod listing;
mod negotiation;
mod pages;
mod published;
mod responses;
mod stored;
mod walkthrough;
#[cfg(not(feature = "time-zones"))]
mod without_zones;
