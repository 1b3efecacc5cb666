//! The same tests over reqwest, tower and ureq.
#![cfg(all(feature = "reqwest", feature = "tower", feature = "ureq"))]

mod archive;
mod clients;
mod repeats;
mod scripted;
mod store;
mod suite;
