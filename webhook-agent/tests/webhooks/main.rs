//! The Webhook agent: stored, tested, delivered.

mod addresses;
mod console;
mod deliveries;
mod fixture;
mod operations;
mod python;
mod rest;
mod saving;
mod states;
