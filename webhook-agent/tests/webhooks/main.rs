//! The Webhook agent: stored, tested, delivered.

mod addresses;
mod console;
mod deliveries;
mod fixture;
mod listeners;
mod operations;
mod python;
mod release;
mod rest;
mod saving;
mod states;
