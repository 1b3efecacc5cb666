//! Runs a service on a port, with the limits that `axum::serve` does not have.

mod linger;
mod message;
mod pace;
mod refusal;

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body as HttpBody;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower_service::Service;

use self::linger::Lingering;
use self::pace::Pace;
use crate::body::{Body, BodyError};
use crate::peer::Socket;
use crate::service::HttpService;
use crate::task;

/// The maximum size of a response in the system's send buffer. By default that buffer may hold
/// megabytes for each connection, so the server would notice a stalled client late.
const SEND_BUFFER: u32 = 64 * 1024;

/// The maximum number of connections that wait to be accepted; further ones are refused.
const BACKLOG: u32 = 1024;

/// The limits of a connection.
///
/// ```
/// use std::time::Duration;
/// use webhook_agent::server::Limits;
///
/// let limits = Limits { header_timeout: Duration::from_secs(2), ..Limits::default() };
/// assert_eq!(limits.max_headers, 100);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The time limit for receiving a request's header, which includes waiting for its first byte:
    /// an idle connection is closed after this time. 10 seconds by default.
    pub header_timeout: Duration,
    /// The maximum number of header fields in a request; more are answered with 431. 100 by
    /// default.
    pub max_headers: usize,
    /// The maximum size of a request's header; more is answered with 431. 64 KiB by default, at
    /// least 8 KiB.
    pub max_header_bytes: usize,
    /// The time in which a client that stopped reading must read
    /// [`min_write_rate`](Self::min_write_rate) bytes per second. It starts when the client stops
    /// reading, and restarts whenever the client has read enough. Slower clients are disconnected.
    /// 10 seconds by default.
    pub write_timeout: Duration,
    /// The minimum rate in bytes per second for a client that stopped reading; 0 requires one byte
    /// within [`write_timeout`](Self::write_timeout). 1,024 by default.
    pub min_write_rate: u32,
    /// The maximum number of connections; further ones wait to be accepted. 1024 by default.
    pub max_connections: usize,
    /// How long in-flight requests may take to finish after the server is told to stop. 10 seconds
    /// by default.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            max_headers: 100,
            max_header_bytes: 64 * 1024,
            write_timeout: Duration::from_secs(10),
            min_write_rate: 1024,
            max_connections: 1024,
            grace: Duration::from_secs(10),
        }
    }
}

/// An open port, with the limits of its connections. Supports HTTP/1.1 and 1.0; use a proxy for TLS
/// and HTTP/2.
///
/// ```no_run
/// use webhook_agent::{Agent, auth::Anyone, server::Server};
/// use webhook_model::Webhook;
///
/// # async fn run() -> std::io::Result<()> {
/// let agent = Agent::new(Anyone).serve_entity::<Webhook>().into_service();
/// let server = Server::bind("127.0.0.1:8080".parse().expect("an address")).await?;
/// server.run(agent, std::future::pending()).await;
/// # Ok(())
/// # }
/// ```
///
/// The example [`constant.rs`](https://docs.rs/crate/webhook-agent/latest/source/examples/constant.rs)
/// is a bare axum handler, with which the server and an agent are compared under load.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    limits: Limits,
}

impl Server {
    /// Opens a port; port 0 selects a free one.
    ///
    /// # Errors
    /// The port is in use, or this process may not open it.
    #[allow(clippy::unused_async)] // It must run within a runtime, and callers await it.
    pub async fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()?
        } else {
            TcpSocket::new_v6()?
        };
        // As in `TcpListener::bind`: a port with connections in TIME_WAIT can be opened again.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.set_send_buffer_size(SEND_BUFFER)?;
        socket.bind(address)?;
        let listener = socket.listen(BACKLOG)?;
        Ok(Self {
            address: listener.local_addr()?,
            listener,
            limits: Limits::default(),
        })
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The address that clients connect to.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves requests until `stop` completes. Then it accepts no more connections, lets in-flight
    /// requests finish within [`Limits::grace`], and closes the remaining connections. Each request
    /// has a [`Peer`](crate::Peer) in its extensions.
    ///
    /// The service can be that of an agent or a receiver, or an `axum::Router`.
    pub async fn run<S, B>(self, service: S, stop: impl Future<Output = ()>)
    where
        S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send,
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BodyError>,
    {
        self.run_service(HttpService::of(service), stop).await;
    }

    async fn run_service(self, service: HttpService, stop: impl Future<Output = ()>) {
        let (stopped, stopping) = watch::channel(false);
        let mut accepting = self.start(stopping, service);
        stop.await;
        // Also ends responses without an end, such as event streams.
        stopped.send_replace(true);
        accepting.join_next().await;
    }

    /// Serves connections on the runtime, so that a connection is served on the worker that accepted
    /// it, without waking another thread.
    fn start(self, stopping: watch::Receiver<bool>, service: HttpService) -> JoinSet<()> {
        let mut accepting = JoinSet::new();
        task::spawn_in(&mut accepting, self.serve_until(stopping, service));
        accepting
    }

    /// Serves connections until the channel changes, then lets the open ones finish.
    async fn serve_until(self, stopping: watch::Receiver<bool>, service: HttpService) {
        let grace = self.limits.grace;
        let (graceful, mut connections) = self.accept_until(stopping, service).await;
        if tokio::time::timeout(grace, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("in-flight requests did not finish in time and are aborted");
        }
        connections.shutdown().await;
    }

    /// Accepts connections until the channel changes; returns the open ones.
    async fn accept_until(
        self,
        stopping: watch::Receiver<bool>,
        service: HttpService,
    ) -> (GracefulShutdown, JoinSet<()>) {
        let graceful = GracefulShutdown::new();
        let mut connections = JoinSet::new();
        let free = Arc::new(Semaphore::new(self.limits.max_connections));
        let mut told = stopping.clone();
        let mut stop = pin!(async move {
            let _ = told.wait_for(|is_stopping| *is_stopping).await;
        });
        loop {
            let mut next = pin!(accept(&self.listener, &free));
            let accepted = poll_fn(|context| {
                if stop.as_mut().poll(context).is_ready() {
                    return Poll::Ready(None);
                }
                next.as_mut().poll(context).map(Some)
            });
            let Some(accepted) = accepted.await else {
                break;
            };
            // Remove finished connections.
            while connections.try_join_next().is_some() {}
            let Some((stream, peer, permit)) = accepted else {
                continue;
            };
            let socket = Arc::new(Socket::new(stream, peer, stopping.clone()));
            let connection = graceful.watch(self.connection(socket, service.clone()));
            let served = async move {
                // Disconnects of clients are not logged, except stalled ones; the log has their
                // requests.
                if let Err(error) = connection.await
                    && is_timeout(&error)
                {
                    tracing::info!(%peer, "disconnected: the client did not read its response");
                }
                drop(permit);
            };
            task::spawn_in(&mut connections, served);
        }
        (graceful, connections)
    }

    fn connection(
        &self,
        socket: Arc<Socket>,
        service: HttpService,
    ) -> http1::Connection<TokioIo<Lingering>, message::Checked> {
        let pace = Pace::new(self.limits.write_timeout, self.limits.min_write_rate);
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.header_timeout)
            .max_headers(self.limits.max_headers)
            // Limits trailers; `message` also checks the header.
            .max_header_size(self.limits.max_header_bytes)
            // A client may close its sending side after the request, as `nc` does.
            .half_close(true)
            // hyper panics below 8 KiB.
            .max_buf_size(self.limits.max_header_bytes.max(8 * 1024))
            .serve_connection(
                TokioIo::new(Lingering::new(Arc::clone(&socket), pace)),
                message::Checked::new(service, self.limits.max_header_bytes, socket),
            )
    }
}

/// Waits for a free connection slot, then accepts a connection.
async fn accept(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(free).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // Responses are written as a whole, so there is nothing to coalesce.
            let _ = stream.set_nodelay(true);
            Some((stream, peer, permit))
        }
        Err(error) => {
            // Either file descriptors are exhausted, which may pass, or the client has
            // disconnected.
            tracing::warn!(%error, "cannot accept a connection");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// Whether a connection ended because its client did not read.
fn is_timeout(error: &hyper::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return error.kind() == io::ErrorKind::TimedOut;
        }
        source = error.source();
    }
    false
}
