//! Which attribute goes with which type, for the compiler to check at the field's type.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, Utc};

use super::PropertyType;
use super::date_time::DateTime;
use super::secret::Secret;

/// A type that a primary key can have: `i32`, as all published keys are.
#[diagnostic::on_unimplemented(
    message = "a primary key is an `i32`, not `{Self}`",
    label = "the field has `#[netserver(key)]`",
    note = "NetServer's primary keys are int32"
)]
pub trait PrimaryKey: PropertyType {}

impl PrimaryKey for i32 {}

/// A type that `#[netserver(date = ..)]` can stand on.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no date",
    label = "the field has `#[netserver(date = ..)]`",
    note = "use `webhook_model::DateTime` or one of chrono's `DateTime`, `NaiveDateTime`, `NaiveDate`"
)]
pub trait DateProperty: PropertyType {}

impl DateProperty for DateTime {}
impl DateProperty for NaiveDateTime {}
impl DateProperty for NaiveDate {}
impl DateProperty for chrono::DateTime<Utc> {}
impl DateProperty for chrono::DateTime<FixedOffset> {}
impl<T: DateProperty> DateProperty for Option<T> {}
impl<T: DateProperty> DateProperty for Vec<T> {}

/// A type that `#[netserver(secret)]` can stand on.
#[diagnostic::on_unimplemented(
    message = "a secret is a `Secret`, not `{Self}`",
    label = "the field has `#[netserver(secret)]`",
    note = "use `webhook_model::Secret` or `Option<Secret>`: `Debug` would print a `String`"
)]
pub trait SecretProperty: PropertyType {}

impl SecretProperty for Secret {}
impl<T: SecretProperty> SecretProperty for Option<T> {}

/// A type that `#[netserver(max_length = ..)]` can stand on.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text and has no length in characters",
    label = "the field has `#[netserver(max_length = ..)]`",
    note = "use `String`, `Secret` or an `Option` of one"
)]
pub trait TextProperty: PropertyType {}

impl TextProperty for String {}
impl TextProperty for Secret {}
impl<T: TextProperty> TextProperty for Option<T> {}
