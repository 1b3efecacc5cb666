//! The rows of a query, read page by page.

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use webhook_model::NetServerEntity;

use super::page::{Page, Query, Start};
use super::row;
use super::wire::RawRow;
use crate::client::{Async, Inner};
use crate::error::Error;
use crate::transport::BoxFuture;

/// The rows of an [`Archive`](super::Archive): a [`Stream`] of a [`Client`](crate::Client), an [`Iterator`] of a
/// blocking client.
///
/// A page is requested when all rows before it have been taken. Its rows are returned when the page
/// is complete, so that a retry neither loses nor repeats a row. If a page cannot be read, the rows
/// end with the error; [`retry`](Self::retry) continues at that page. A row that cannot be decoded
/// is returned as an error at its place, followed by the other rows.
#[must_use = "rows are read when they are taken"]
pub struct Rows<T, M = Async> {
    client: Arc<Inner>,
    query: Arc<Query>,
    page: vec::IntoIter<RawRow>,
    state: State,
    /// The hashes of the links so far, to detect cycles.
    links: HashSet<u64>,
    row: PhantomData<fn() -> (T, M)>,
}

enum State {
    /// The next page must be requested.
    Next(Start),
    /// A page is being read.
    Reading(Start, BoxFuture<'static, Result<Page, Error>>),
    /// A page could not be read.
    Failed(Start),
    /// All pages have been read.
    End,
}

impl<T, M> Rows<T, M> {
    pub(super) fn new(client: Arc<Inner>, query: Query) -> Self {
        Self {
            client,
            state: State::Next(query.start()),
            query: Arc::new(query),
            links: HashSet::new(),
            page: Vec::new().into_iter(),
            row: PhantomData,
        }
    }

    /// Makes the next call request the failed page again. It has no effect if no page failed.
    pub fn retry(&mut self) {
        if let State::Failed(start) = &self.state {
            self.state = State::Next(start.clone());
        }
    }
}

impl<T: NetServerEntity, M> Rows<T, M> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(row) = self.page.next() {
                return Poll::Ready(Some(row::read(row)));
            }
            match &mut self.state {
                State::Next(start) => {
                    let start = start.clone();
                    self.state = State::Reading(start.clone(), self.read(start));
                }
                State::Reading(start, reading) => match ready!(reading.as_mut().poll(context)) {
                    Ok(page) if !is_new(&mut self.links, page.next.as_ref()) => {
                        self.state = State::End;
                        return Poll::Ready(Some(Err(self.query.no_further_rows())));
                    }
                    Ok(page) => {
                        self.page = page.rows.into_iter();
                        self.state = page.next.map_or(State::End, State::Next);
                    }
                    Err(error) => {
                        self.state = State::Failed(start.clone());
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                State::Failed(_) | State::End => return Poll::Ready(None),
            }
        }
    }

    fn read(&self, start: Start) -> BoxFuture<'static, Result<Page, Error>> {
        let (client, query) = (Arc::clone(&self.client), Arc::clone(&self.query));
        Box::pin(async move { query.read(&client, &start).await })
    }
}

/// Adds a link; false if it was followed before.
fn is_new(links: &mut HashSet<u64>, next: Option<&Start>) -> bool {
    let Some(Start::Link(link)) = next else {
        return true;
    };
    let mut hasher = DefaultHasher::new();
    link.hash(&mut hasher);
    links.insert(hasher.finish())
}

impl<T: NetServerEntity> Rows<T, Async> {
    /// The next row; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }
}

impl<T: NetServerEntity> Stream for Rows<T, Async> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

#[cfg(feature = "ureq")]
impl<T: NetServerEntity> Iterator for Rows<T, crate::blocking::Blocking> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        pollster::block_on(poll_fn(|context| self.poll(context)))
    }
}

impl<T, M> fmt::Debug for Rows<T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Next(_) => "next",
            State::Reading(..) => "reading",
            State::Failed(_) => "failed",
            State::End => "end",
        };
        f.debug_struct("Rows")
            .field("source", &self.query.source)
            .field("state", &state)
            .finish_non_exhaustive()
    }
}
