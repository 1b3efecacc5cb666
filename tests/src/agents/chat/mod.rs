//! The Chat agent: chats on web pages.

pub mod message;
pub mod opening_hours;
pub mod presence;
pub mod session;
pub mod topic;
pub mod topic_users;
pub mod widget;
