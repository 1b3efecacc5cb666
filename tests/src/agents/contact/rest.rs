//! Companies as a REST resource, with its own methods and paths.

use webhook_model::operation::Operation;

use super::entity::ContactEntity;

macro_rules! rest {
    ($($(#[$doc:meta])* $name:ident, $method:literal $path:literal, $request:ty => $response:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl Operation for $name {
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;
            type Request = $request;
            type Response = $response;
        }
    )*};
}

rest! {
    /// Requests a new company.
    GetDefault, "GET" "/api/v1/Contact/default", () => ContactEntity;
    /// Requests a company.
    GetById, "GET" "/api/v1/Contact/{id}", () => Option<ContactEntity>;
    /// Adds a company.
    Post, "POST" "/api/v1/Contact", ContactEntity => ContactEntity;
    /// Replaces a company.
    PutById, "PUT" "/api/v1/Contact/{id}", ContactEntity => ContactEntity;
    /// Changes a company; the body is a patch.
    PatchById, "PATCH" "/api/v1/Contact/{id}", ContactEntity => ContactEntity;
    /// Deletes a company.
    DeleteById, "DELETE" "/api/v1/Contact/{id}", () => ();
}
