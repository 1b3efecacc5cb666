//! Requests for pages, and the position after a page.

use std::time::Duration;

use http::Method;
use webhook_model::operation::Operation as _;
use webhook_model::{Encoder, MediaType};

use super::filter::{Filter, is_name};
use super::wire::{
    ArchiveOrderByInfo, ArchiveRestrictionInfo, GetArchiveListByColumns, List, OrderBySortType,
    RawRow,
};
use super::{LONGEST_PAGE, Order};
use crate::client::Inner;
use crate::draft::Draft;
use crate::error::{Error, ErrorKind};

/// A query without the type of its rows.
#[derive(Debug, Clone)]
pub(super) struct Query {
    pub(super) source: Source,
    pub(super) columns: Vec<String>,
    pub(super) order: Vec<Order>,
    pub(super) filter: Option<Filter>,
    pub(super) entities: Vec<String>,
    pub(super) page_size: u16,
    pub(super) full: bool,
    pub(super) timeout: Option<Duration>,
}

#[derive(Debug, Clone)]
pub(super) enum Source {
    /// A provider of the archive agent.
    Agent(String),
    /// A path of REST, below `/api/v1/`.
    Rest(String),
}

/// Where a page begins.
#[derive(Debug, Clone)]
pub(super) enum Start {
    /// The number of preceding pages.
    Page(i32),
    /// The number of preceding rows.
    Row(u64),
    /// The query of the link.
    Link(String),
}

/// A page that has been read completely.
pub(super) struct Page {
    pub(super) rows: Vec<RawRow>,
    pub(super) next: Option<Start>,
}

impl Query {
    pub(super) fn start(&self) -> Start {
        match self.source {
            Source::Agent(_) => Start::Page(0),
            Source::Rest(_) => Start::Row(0),
        }
    }

    /// # Errors
    /// [`ErrorKind::Request`] for names and numbers that cannot be sent.
    fn check(&self) -> Result<(), Error> {
        // Aggregations such as `Count(contactId):Footer` are columns as well.
        let is_column = |name: &String| is_name(&name.replace(['(', ')'], "_"));
        let is_segment = |name: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            !name.is_empty() && name.bytes().all(allowed)
        };
        let mistake = if !(1..=LONGEST_PAGE).contains(&self.page_size) {
            Some("a page has 1 to 1,000 rows")
        } else if matches!(&self.source, Source::Rest(path) if !path.split('/').all(is_segment)) {
            Some("the path of a list may contain letters, digits and `_` between slashes")
        } else if !self.columns.iter().all(is_column) {
            Some("the name of a column may contain letters, digits and `_/.:-()`")
        } else if !self.order.iter().all(|order| is_name(&order.column)) {
            Some("the name of a column to order by may contain letters, digits and `_/.:-`")
        } else if !self.entities.iter().all(|name| is_name(name)) {
            Some("the name of a kind of rows may contain letters, digits and `_/.:-`")
        } else {
            self.filter.as_ref().and_then(|filter| {
                filter.mistake.or_else(|| match self.source {
                    Source::Rest(_) => filter.mistake_in_text(),
                    Source::Agent(_) => None,
                })
            })
        };
        mistake.map_or(Ok(()), |mistake| {
            Err(Error::new(ErrorKind::Request, mistake))
        })
    }

    /// The body of the agent's request.
    fn body(&self, provider: &str, page: i32) -> GetArchiveListByColumns {
        let order = |order: &Order| ArchiveOrderByInfo {
            name: Some(order.column.clone()),
            direction: if order.descending {
                OrderBySortType::Desc
            } else {
                OrderBySortType::Asc
            },
        };
        let restrictions = self.filter.iter().flat_map(|filter| &filter.restrictions);
        GetArchiveListByColumns {
            provider_name: Some(provider.to_owned()),
            columns: Some(self.columns.clone()),
            sort_order: Some(self.order.iter().map(order).collect()),
            restriction: Some(restrictions.map(ArchiveRestrictionInfo::new).collect()),
            entities: Some(self.entities.clone()),
            page,
            page_size: self.page_size.into(),
        }
    }

    /// Writes the query of REST.
    fn write(&self, skip: u64, draft: &mut Draft) {
        draft.add_query("$select", &self.columns.join(","));
        if let Some(filter) = &self.filter {
            draft.add_query("$filter", &filter.to_string());
        }
        if !self.order.is_empty() {
            let direction = |order: &Order| if order.descending { "desc" } else { "asc" };
            let order = |order: &Order| format!("{} {}", order.column, direction(order));
            let order: Vec<String> = self.order.iter().map(order).collect();
            draft.add_query("$orderBy", &order.join(","));
        }
        if !self.entities.is_empty() {
            draft.add_query("$entities", &self.entities.join(","));
        }
        if self.full {
            draft.add_query("$mode", "full");
        }
        draft.add_query("$top", &self.page_size.to_string());
        if skip > 0 {
            draft.add_query("$skip", &skip.to_string());
        }
    }

    /// Reads one page, with the client's retries.
    ///
    /// # Errors
    /// Every [`ErrorKind`].
    pub(super) async fn read(&self, client: &Inner, start: &Start) -> Result<Page, Error> {
        match &self.source {
            Source::Agent(provider) => {
                let page = match start {
                    Start::Page(page) => *page,
                    _ => 0,
                };
                self.read_agent(client, provider, page).await
            }
            Source::Rest(path) => self.read_rest(client, path, start).await,
        }
    }

    async fn read_agent(&self, client: &Inner, provider: &str, page: i32) -> Result<Page, Error> {
        let mut draft = self.draft(client, GetArchiveListByColumns::PATH.to_owned());
        self.check().map_err(|error| error.of(draft.path.clone()))?;
        let json = MediaType::ApplicationJson;
        draft.set_body(json, Encoder::new(json).encode(&self.body(provider, page)));
        let items = client.call::<GetArchiveListByColumns>(&draft).await?;
        let rows: Vec<RawRow> = items
            .unwrap_or_default()
            .into_iter()
            .map(RawRow::from)
            .collect();
        let full = self
            .is_full(rows.len())
            .map_err(|error| error.of(draft.path))?;
        let next = page.checked_add(1).filter(|_| full).map(Start::Page);
        Ok(Page { rows, next })
    }

    async fn read_rest(&self, client: &Inner, path: &str, start: &Start) -> Result<Page, Error> {
        let mut draft = self.draft(client, format!("/api/v1/{path}"));
        self.check().map_err(|error| error.of(draft.path.clone()))?;
        draft.method = Method::GET;
        draft.body.to_mut().clear();
        let before = match start {
            Start::Link(query) => {
                draft.query = format!("?{query}");
                None
            }
            Start::Row(row) => {
                self.write(*row, &mut draft);
                Some(*row)
            }
            Start::Page(_) => None,
        };
        let list: Option<List> = client.receive(&draft).await?;
        let list = list.unwrap_or_else(List::create_default);
        let failed = |message: &str| Error::new(ErrorKind::Answer, message).of(draft.path.clone());
        let rows = list
            .value
            .ok_or_else(|| failed("the response has no rows"))?;
        let next = match list.next_link.as_deref().map(str::trim) {
            Some(link) if !link.is_empty() => {
                let query = link.split('#').next().unwrap_or_default();
                let (_, query) = query
                    .split_once('?')
                    .ok_or_else(|| failed("the link to the next page has no query"))?;
                if rows.is_empty() {
                    return Err(self.no_further_rows());
                }
                Some(Start::Link(query.to_owned()))
            }
            // Some servers treat `$top` as the length of the whole list.
            _ if self
                .is_full(rows.len())
                .map_err(|error| error.of(draft.path.clone()))? =>
            {
                let read = u64::from(self.page_size);
                before.map(|row| Start::Row(row.saturating_add(read)))
            }
            _ => None,
        };
        let rows = rows.into_iter().map(RawRow::of_members).collect();
        Ok(Page { rows, next })
    }

    /// The error for a link that is invalid or was followed before.
    pub(super) fn no_further_rows(&self) -> Error {
        let message = "the link to the next page leads to no further rows";
        let error = Error::new(ErrorKind::Answer, message);
        match &self.source {
            Source::Agent(_) => error,
            Source::Rest(path) => error.of(path.clone()),
        }
    }

    /// Whether another page may follow. A page with too many rows is an error: a server without
    /// paging would return the same rows again.
    fn is_full(&self, rows: usize) -> Result<bool, Error> {
        let size = usize::from(self.page_size);
        if rows > size {
            let message = "the server returned more rows than a page has";
            return Err(Error::new(ErrorKind::Answer, message));
        }
        Ok(rows == size)
    }

    fn draft(&self, client: &Inner, path: String) -> Draft {
        let mut draft = client.draft(path);
        draft.accept = MediaType::ApplicationJson;
        draft.repeatable = crate::repeat::Repeatable::Always;
        draft.timeout = self.timeout;
        draft
    }
}
