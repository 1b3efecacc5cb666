//! JSON bodies.

mod absent_members;
mod bodies;
mod differential;
mod enums;
mod member_order;
mod null_items;
mod numbers;
mod serde_bridge;
