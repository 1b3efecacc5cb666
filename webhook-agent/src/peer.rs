//! The socket of a connection, and what a request knows of its client.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use tokio::io::{AsyncRead as _, AsyncWrite as _, Interest, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;

/// A socket that its connection reads and writes, and that requests may look at.
#[derive(Debug)]
pub(crate) struct Socket {
    /// Held for one system call at a time, by the one task of the connection.
    stream: Mutex<TcpStream>,
    address: SocketAddr,
    /// The service has returned a response that is not flushed yet.
    answered: AtomicBool,
    /// True once the server is told to stop.
    stopping: watch::Receiver<bool>,
}

impl Socket {
    pub(crate) fn new(
        stream: TcpStream,
        address: SocketAddr,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            stream: Mutex::new(stream),
            address,
            answered: AtomicBool::new(false),
            stopping,
        }
    }

    /// The address of the client.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Records that the service has returned a response.
    pub(crate) fn answered(&self) {
        self.answered.store(true, Ordering::Relaxed);
    }

    /// Whether what is written now can be a response of the service.
    pub(crate) fn is_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    fn stream(&self) -> MutexGuard<'_, TcpStream> {
        // Nothing can panic while it is held.
        self.stream.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn poll_read(
        &self,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.stream()).poll_read(context, buffer)
    }

    pub(crate) fn poll_write(
        &self,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.stream()).poll_write(context, bytes)
    }

    pub(crate) fn poll_write_vectored(
        &self,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.stream()).poll_write_vectored(context, slices)
    }

    /// Records that everything has been written.
    pub(crate) fn flushed(&self) {
        self.answered.store(false, Ordering::Relaxed);
    }

    pub(crate) fn poll_shutdown(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.stream()).poll_shutdown(context)
    }

    /// Makes the end of the connection drop what the client has not read.
    pub(crate) fn reset_on_close(&self) {
        // Else the system keeps trying for a while.
        let _ = self.stream().set_zero_linger();
    }

    fn has_closed(&self) -> bool {
        let stream = self.stream();
        let ready = pin!(stream.ready(Interest::READABLE));
        match ready.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(ready)) => ready.is_read_closed(),
            Poll::Ready(Err(_)) => true,
            Poll::Pending => false,
        }
    }
}

/// The client of a request that came through a [`Server`](crate::server::Server), which puts it into
/// the request's extensions.
///
/// ```
/// use axum::http::request::Parts;
/// use webhook_agent::Peer;
///
/// fn address(request: &Parts) -> Option<std::net::SocketAddr> {
///     request.extensions.get::<Peer>().map(Peer::address)
/// }
/// ```
#[derive(Clone)]
pub struct Peer {
    address: SocketAddr,
    /// Weak, so that a request that is kept does not keep the connection open.
    socket: Weak<Socket>,
}

impl Peer {
    pub(crate) fn of(socket: &Arc<Socket>) -> Self {
        Self {
            address: socket.address,
            socket: Arc::downgrade(socket),
        }
    }

    /// The address of the client, or of the proxy in front.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the client has closed its sending side or the whole connection, which look the same
    /// until something is written: most clients that have closed do not wait for the response.
    #[must_use]
    pub fn has_closed(&self) -> bool {
        let socket = self.socket.upgrade();
        socket.is_none_or(|socket| socket.has_closed())
    }

    /// Waits until the server is told to stop: a response without an end has to end then.
    pub(crate) fn stopping(&self) -> impl Future<Output = ()> + Send + use<> {
        let stopping = self.socket.upgrade().map(|socket| socket.stopping.clone());
        async move {
            if let Some(mut stopping) = stopping {
                // An error means that the server has ended.
                let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
            }
        }
    }
}

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Peer").field(&self.address).finish()
    }
}
