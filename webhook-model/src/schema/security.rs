//! The authentication of requests: three schemes of the `Authorization` header.

use super::dialect::Dialect;
use super::node::Object;

/// The schemes by name.
pub(super) fn schemes(dialect: Dialect) -> Object {
    let basic = match dialect {
        Dialect::Swagger2 => Object::new().with("type", "basic"),
        Dialect::OpenApi31 => Object::new().with("type", "http").with("scheme", "basic"),
    };
    let bearer = match dialect {
        // Swagger 2.0 has no bearer tokens.
        Dialect::Swagger2 => in_header(),
        Dialect::OpenApi31 => Object::new().with("type", "http").with("scheme", "bearer"),
    };
    let described =
        |scheme: Object, description: &'static str| scheme.with("description", description);
    Object::new()
        .with(
            "Basic",
            described(basic, "User and password, with `Authorization: Basic`."),
        )
        .with(
            "SoTicket",
            described(in_header(), "A ticket, as `SoTicket {ticket}`."),
        )
        .with(
            "Bearer",
            described(bearer, "An access token, as `Bearer {token}`."),
        )
}

/// A scheme without a name in the dialect: the whole value of the header.
fn in_header() -> Object {
    Object::new()
        .with("type", "apiKey")
        .with("in", "header")
        .with("name", "Authorization")
}

/// One of the schemes is enough.
pub(super) fn alternatives() -> Vec<Object> {
    ["Basic", "SoTicket", "Bearer"]
        .map(|name| Object::new().with(name, Vec::<&'static str>::new()))
        .to_vec()
}
