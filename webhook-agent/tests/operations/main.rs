//! Operations of an agent, called inside the process.

#[path = "../common/mod.rs"]
mod common;

mod arguments;
mod bodies;
mod context;
mod credentials;
mod cross_origin;
mod files;
mod handlers;
mod listing;
mod negotiation;
mod published;
mod responses;
mod walkthrough;
