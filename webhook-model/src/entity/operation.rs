//! An agent's operations as types: request, response and path.

pub mod rest;

use std::marker::PhantomData;

use crate::entity::NetServerEntity;
use crate::property::PropertyType;

/// One operation of an agent, with its request and response.
///
/// Every agent has the same names for four of them: [`CreateDefault`], [`Get`], [`Save`] and [`Delete`]
/// of an entity. The others are declared on their request body.
///
/// ```
/// use webhook_model::operation::{Get, Operation};
/// use webhook_model::{NetServerEntity, Webhook};
///
/// /// Asks for the error that stopped a webhook.
/// #[derive(NetServerEntity)]
/// #[netserver(agent = "Webhook", operation = "GetLastError", response = Option<String>)]
/// struct GetLastError {
///     webhook_id: i32,
/// }
///
/// assert_eq!(GetLastError::PATH, "/api/v1/Agents/Webhook/GetLastError");
/// assert_eq!(<Get<Webhook> as Operation>::PATH, "/api/v1/Agents/Webhook/GetWebhook");
/// assert_eq!(<Get<Webhook> as Operation>::QUERY, ["webhookId"]);
/// ```
///
/// An operation that the entity does not have is a compile error:
///
/// ```compile_fail,E0277
/// use webhook_model::operation::{Get, Operation};
///
/// let path = <Get<webhook_model::Associate> as Operation>::PATH;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation of an agent",
    label = "not an operation",
    note = "name the operation on the entity: `#[netserver(agent = \"..\", operations(create_default, get, save, delete))]`",
    note = "or declare it on its request body: `#[netserver(agent = \"..\", operation = \"..\", response = ..)]`"
)]
pub trait Operation {
    /// The HTTP method: agents accept only POST, [resources](rest) others as well.
    const METHOD: &'static str = "POST";
    /// The path, without a query. A resource's path has its arguments in ASP.NET's notation: `{id:int}`
    /// is an int32, `{name}` any text without a slash.
    const PATH: &'static str;
    /// The name, if it is not the last segment of the path.
    const NAME: Option<&'static str> = None;
    /// The names of the query's parameters that are keys.
    const QUERY: &'static [&'static str] = &[];
    /// The names of optional parameters of the query that are text.
    const FILTERS: &'static [&'static str] = &[];
    /// Whether the response in JSON also has the entity's address, in a member `_Links`.
    const LINKS: bool = false;
    /// The XML name of the response's entries, for a dictionary whose type does not determine it.
    const ENTRY: Option<&'static str> = None;
    /// The time in milliseconds after which the vendor considers the operation slow.
    const SLOW_MS: Option<u32> = None;
    /// The body of the request; `()` for none.
    type Request: PropertyType;
    /// The body of the response; `()` for none.
    type Response: PropertyType;
}

/// Implemented by the derive for the operations of an entity that its agent serves.
///
/// ```
/// use webhook_model::operation::{CreateDefault, Serves};
/// use webhook_model::Webhook;
///
/// fn path<T: Serves<CreateDefault>>() -> &'static str {
///     T::PATH
/// }
/// assert_eq!(path::<Webhook>(), Webhook::CREATE_DEFAULT_PATH);
/// ```
#[diagnostic::on_unimplemented(
    message = "no agent serves `{O}` on `{Self}`",
    label = "this entity lacks the operation",
    note = "add it: `#[netserver(agent = \"..\", operations(create_default, get, save, delete))]`"
)]
pub trait Serves<O>: NetServerEntity {
    /// The path, without a query.
    const PATH: &'static str;
    /// The names of the query's parameters.
    const QUERY: &'static [&'static str];
    /// The time in milliseconds after which the vendor considers the operation slow.
    const SLOW_MS: Option<u32> = None;
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident, $request:ty => $response:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<T = ()>(PhantomData<fn() -> T>);

        impl<T: Serves<$name>> Operation for $name<T> {
            const PATH: &'static str = <T as Serves<$name>>::PATH;
            const QUERY: &'static [&'static str] = <T as Serves<$name>>::QUERY;
            const SLOW_MS: Option<u32> = <T as Serves<$name>>::SLOW_MS;
            type Request = $request;
            type Response = $response;
        }
    )*};
}

operations! {
    /// Returns a new entity with its default values.
    CreateDefault, () => T;
    /// Returns a stored entity, or null for an unknown key.
    Get, () => Option<T>;
    /// Stores an entity and returns it as stored.
    Save, T => T;
    /// Removes a stored entity.
    Delete, () => ();
}
