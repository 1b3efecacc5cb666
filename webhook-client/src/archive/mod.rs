//! Reads many rows, from the archives of NetServer or the lists of REST.
//!
//! ```
//! use webhook_client::archive::{column, descending};
//! use webhook_client::{Client, Error};
//! use webhook_model::NetServerEntity;
//!
//! #[derive(NetServerEntity)]
//! struct Company {
//!     #[netserver(key)]
//!     contact_id: i32,
//!     name: Option<String>,
//!     /// The column `person/fullName`.
//!     #[netserver(rename = "person.fullName")]
//!     person: Option<String>,
//! }
//!
//! # #[allow(dead_code)]
//! async fn print(so: &Client, city: &str) -> Result<(), Error> {
//!     let mut companies = so
//!         .archive("FindContact")
//!         .filter(column("postalAddress/city").is(city))
//!         .order_by(descending("registeredDate"))
//!         .page_size(500)
//!         .stream::<Company>();
//!     while let Some(company) = companies.next().await {
//!         let company = company?;
//!         println!("{}: {}", company.contact_id, company.name.unwrap_or_default());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! The example [`export.rs`](https://docs.rs/crate/webhook-client/latest/source/examples/export.rs) writes a
//! list to a CSV file.

mod cell;
mod filter;
mod operand;
mod page;
mod row;
mod rows;
mod wire;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use webhook_model::NetServerEntity;

pub use self::filter::{Column, Filter, column};
pub use self::operand::Number;
use self::page::{Query, Source};
pub use self::rows::Rows;
use crate::client::{Async, ClientOf};

/// The maximum number of rows per page, set by the vendor.
const LONGEST_PAGE: u16 = 1_000;

/// A column by which rows are ordered: a name, ascending, or [`descending`].
///
/// ```
/// use webhook_client::archive::{Order, descending};
///
/// assert_ne!(Order::from("name"), descending("name"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    column: String,
    descending: bool,
}

/// Orders by a column in descending order.
pub fn descending(column: impl Into<String>) -> Order {
    Order {
        column: column.into(),
        descending: true,
    }
}

impl From<&str> for Order {
    fn from(column: &str) -> Self {
        Self::from(column.to_owned())
    }
}

impl From<String> for Order {
    fn from(column: String) -> Self {
        Self {
            column,
            descending: false,
        }
    }
}

/// A query for rows; [`stream`](Self::stream) starts it. See the [module](self).
pub type Archive = ArchiveOf<Async>;

/// A query for rows, of an asynchronous or a blocking client.
#[must_use = "a query does nothing until its rows are read"]
pub struct ArchiveOf<M> {
    client: ClientOf<M>,
    query: Query,
}

impl<M> ArchiveOf<M> {
    pub(crate) fn of_agent(client: &ClientOf<M>, provider: &str) -> Self {
        Self::new(client, Source::Agent(provider.to_owned()))
    }

    pub(crate) fn of_rest(client: &ClientOf<M>, path: &str) -> Self {
        Self::new(client, Source::Rest(path.to_owned()))
    }

    fn new(client: &ClientOf<M>, source: Source) -> Self {
        Self {
            client: client.clone(),
            query: Query {
                source,
                columns: Vec::new(),
                order: Vec::new(),
                filter: None,
                entities: Vec::new(),
                page_size: LONGEST_PAGE,
                full: false,
                timeout: None,
            },
        }
    }

    /// Selects the columns. By default they are the properties of the row: `ContactId` is
    /// `contactId`, and `person.fullName` is `person/fullName`.
    pub fn select<N: Into<String>>(mut self, columns: impl IntoIterator<Item = N>) -> Self {
        self.query.columns = columns.into_iter().map(Into::into).collect();
        self
    }

    /// Restricts the rows. Several filters are combined with `and`.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.query.filter = Some(match self.query.filter.take() {
            Some(before) => before.and(filter),
            None => filter,
        });
        self
    }

    /// Orders the rows by a column. Call it again for further columns.
    ///
    /// The column of the row's `#[netserver(key)]` is added last. Without a unique order a server
    /// may return one row on two pages and omit another.
    pub fn order_by(mut self, order: impl Into<Order>) -> Self {
        self.query.order.push(order.into());
        self
    }

    /// Selects the kinds of rows, such as `contact` and `person`, if the archive has several.
    pub fn entities<N: Into<String>>(mut self, entities: impl IntoIterator<Item = N>) -> Self {
        self.query.entities = entities.into_iter().map(Into::into).collect();
        self
    }

    /// Requests full cells from a [`list`](ClientOf::list). They have a raw value in addition to
    /// the display value, such as the id of a list item. An archive does not have this option.
    pub fn full(mut self) -> Self {
        self.query.full = true;
        self
    }

    /// Sets the number of rows per page: 1 to 1,000, by default 1,000. A server needs more time for
    /// later pages.
    pub fn page_size(mut self, rows: u16) -> Self {
        self.query.page_size = rows;
        self
    }

    /// Sets how long each attempt to read a page may take.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.query.timeout = Some(timeout);
        self
    }

    /// Starts the query. A page is requested when all rows before it have been taken.
    pub fn stream<T: NetServerEntity>(self) -> Rows<T, M> {
        let mut query = self.query;
        if query.columns.is_empty() {
            query.columns = row::columns(T::ENTITY);
        }
        let key = row::key_column(T::ENTITY);
        if let Some(key) = key.filter(|key| query.order.iter().all(|order| order.column != *key)) {
            query.order.push(key.into());
        }
        Rows::new(Arc::clone(&self.client.inner), query)
    }
}

impl<M> ClientOf<M> {
    /// A query for the rows of an archive provider, such as `FindContact`; see [`archive`](crate::archive).
    ///
    /// ```
    /// use webhook_client::{Client, Credentials, Site};
    ///
    /// # let so = Client::new(Site::new("https://crm.example")?, Credentials::anonymous());
    /// let query = so.archive("FindContact").select(["contactId", "name"]).page_size(100);
    /// # Ok::<(), webhook_client::SiteError>(())
    /// ```
    pub fn archive(&self, provider: &str) -> ArchiveOf<M> {
        ArchiveOf::of_agent(self, provider)
    }

    /// A query for the rows of a list of REST, such as `Contact` or `Contact/5/Persons`; see
    /// [`archive`](crate::archive).
    ///
    /// The pages follow `odata.nextLink`. Only the query of the link is used, so that a response cannot send
    /// credentials to another host.
    pub fn list(&self, path: &str) -> ArchiveOf<M> {
        ArchiveOf::of_rest(self, path)
    }
}

impl<M> Clone for ArchiveOf<M> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            query: self.query.clone(),
        }
    }
}

impl<M> fmt::Debug for ArchiveOf<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive")
            .field("source", &self.query.source)
            .finish_non_exhaustive()
    }
}
