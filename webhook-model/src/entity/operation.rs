//! An agent's operations as types: what goes in, what comes out, where.

pub mod rest;

use std::marker::PhantomData;

use crate::entity::NetServerEntity;
use crate::property::PropertyType;

/// One operation of an agent, with its request and response.
///
/// The four that every agent names alike are [`CreateDefault`], [`Get`], [`Save`] and [`Delete`]
/// of an entity; the others are declared on their request body.
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
/// An operation that an entity does not have is a compile error:
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
    /// The HTTP method: agents take POST and nothing else, [resources](rest) others too.
    const METHOD: &'static str = "POST";
    /// The path, without a query. A resource's path has its arguments as ASP.NET writes them:
    /// `{id:int}` is an int32, `{name}` any text without a slash.
    const PATH: &'static str;
    /// The name, where it is not the last segment of the path.
    const NAME: Option<&'static str> = None;
    /// The names of the query's parameters that are keys.
    const QUERY: &'static [&'static str] = &[];
    /// The names of optional parameters of the query that are text.
    const FILTERS: &'static [&'static str] = &[];
    /// Whether the response in JSON has the entity's address as well, in a member `_Links`.
    const LINKS: bool = false;
    /// The XML name of the response's entries, where the response is a dictionary whose type does
    /// not say it.
    const ENTRY: Option<&'static str> = None;
    /// The time in milliseconds after which the vendor calls the operation slow.
    const SLOW_MS: Option<u32> = None;
    /// The body of the request; `()` for none.
    type Request: PropertyType;
    /// The body of the response; `()` for none.
    type Response: PropertyType;
}

/// That an agent serves an operation on an entity; the derive implements it for the operations
/// that are named.
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
    /// The time in milliseconds after which the vendor calls the operation slow.
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
    /// Answers a new entity with its default values.
    CreateDefault, () => T;
    /// Answers a stored entity, or null if there is none with the key.
    Get, () => Option<T>;
    /// Stores an entity and answers it as stored.
    Save, T => T;
    /// Removes a stored entity.
    Delete, () => ();
}
