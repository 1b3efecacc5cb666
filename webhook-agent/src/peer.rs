//! The socket of a connection, and the client of a request.

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

/// A socket that is shared by its connection and its requests.
#[derive(Debug)]
pub(crate) struct Socket {
    /// Locked for one system call at a time, by the single task of the connection.
    stream: Mutex<TcpStream>,
    address: SocketAddr,
    /// Whether a response of the service is not flushed yet.
    answered: AtomicBool,
    /// Becomes true when the server is told to stop.
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

    /// Whether bytes being written can belong to a response of the service.
    pub(crate) fn is_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    fn stream(&self) -> MutexGuard<'_, TcpStream> {
        // No code panics while the lock is held.
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

    /// Records that everything was written.
    pub(crate) fn flushed(&self) {
        self.answered.store(false, Ordering::Relaxed);
    }

    pub(crate) fn poll_shutdown(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.stream()).poll_shutdown(context)
    }

    /// Discards unread data when the connection is closed.
    pub(crate) fn reset_on_close(&self) {
        // Otherwise the system would keep trying to send it.
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

/// The client of a request. A [`Server`](crate::server::Server) adds it to the extensions of each
/// request.
///
/// ```
/// use http::request::Parts;
/// use webhook_agent::Peer;
///
/// fn address(request: &Parts) -> Option<std::net::SocketAddr> {
///     request.extensions.get::<Peer>().map(Peer::address)
/// }
/// ```
#[derive(Clone)]
pub struct Peer {
    address: SocketAddr,
    /// Weak, so that a stored request does not keep the connection open.
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

    /// Whether the client has closed its sending side or the whole connection. The two cannot be
    /// distinguished until something is written; most clients that have closed do not wait for the
    /// response.
    #[must_use]
    pub fn has_closed(&self) -> bool {
        let socket = self.socket.upgrade();
        socket.is_none_or(|socket| socket.has_closed())
    }

    /// Waits until the server is told to stop, when endless responses have to end.
    pub(crate) fn stopping(&self) -> impl Future<Output = ()> + Send + use<> {
        let stopping = self.socket.upgrade().map(|socket| socket.stopping.clone());
        async move {
            if let Some(mut stopping) = stopping {
                // An error means that the server has stopped.
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
