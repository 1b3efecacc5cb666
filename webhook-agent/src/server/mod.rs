//! Runs a service on a port, with the bounds that `axum::serve` leaves to its caller.

mod linger;
mod message;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tower::Service;

use self::linger::Lingering;

/// How much a connection may ask for.
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
    /// How long the header of a request may take to arrive, also the first byte of it: an idle
    /// connection is closed after this time. 10 seconds by default.
    pub header_timeout: Duration,
    /// The most header fields of a request; more is 431. 100 by default.
    pub max_headers: usize,
    /// The most bytes of a request's header; more is 431. 64 KiB by default, 8 KiB at least.
    pub max_header_bytes: usize,
    /// The most connections at a time; further ones wait to be accepted. 1024 by default.
    pub max_connections: usize,
    /// How long requests under way may take to end once the server is told to stop. 10 seconds by
    /// default.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            max_headers: 100,
            max_header_bytes: 64 * 1024,
            max_connections: 1024,
            grace: Duration::from_secs(10),
        }
    }
}

/// A port that is open, and the bounds of its connections. HTTP/1.1 and 1.0; TLS and HTTP/2 are
/// for a proxy in front.
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
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    limits: Limits,
}

impl Server {
    /// Opens a port; port 0 takes any that is free.
    ///
    /// # Errors
    /// The port is taken, or not this process's to open.
    pub async fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        Ok(Self {
            address: listener.local_addr()?,
            listener,
            limits: Limits::default(),
        })
    }

    /// Sets the bounds.
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

    /// Answers requests until `stop` is ready; then takes no more connections, lets what is under
    /// way end within [`Limits::grace`], and closes what is left.
    ///
    /// The service is an agent or an `axum::Router`.
    pub async fn run<S>(self, service: S, stop: impl Future<Output = ()>)
    where
        S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
        S: Clone + Send + 'static,
        S::Future: Send,
    {
        let mut stop = pin!(stop);
        let graceful = GracefulShutdown::new();
        let mut connections = JoinSet::new();
        let free = Arc::new(Semaphore::new(self.limits.max_connections));
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = accept(&self.listener, &free) => accepted,
            };
            // Forget those that have ended.
            while connections.try_join_next().is_some() {}
            let Some((stream, permit)) = accepted else {
                continue;
            };
            let connection = graceful.watch(self.connection(stream, service.clone()));
            connections.spawn(async move {
                // A client that breaks off is no event: the log has its requests.
                let _ = connection.await;
                drop(permit);
            });
        }
        drop(self.listener);
        let ended = tokio::time::timeout(self.limits.grace, graceful.shutdown()).await;
        if ended.is_err() {
            tracing::warn!("requests under way did not end in time and are broken off");
        }
        connections.shutdown().await;
    }

    fn connection<S>(
        &self,
        stream: TcpStream,
        service: S,
    ) -> http1::Connection<TokioIo<Lingering>, message::Checked<S>>
    where
        S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone,
    {
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.header_timeout)
            .max_headers(self.limits.max_headers)
            // Of trailers; the header itself is measured by `message`, too.
            .max_header_size(self.limits.max_header_bytes)
            // A client may close its side once it has sent all, as `nc` does.
            .half_close(true)
            // hyper panics below 8 KiB.
            .max_buf_size(self.limits.max_header_bytes.max(8 * 1024))
            .serve_connection(
                TokioIo::new(Lingering::new(stream)),
                message::Checked::new(service, self.limits.max_header_bytes),
            )
    }
}

/// Waits until a connection may be had, and has it.
async fn accept(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(free).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // Answers are small and whole: there is nothing to collect.
            let _ = stream.set_nodelay(true);
            Some((stream, permit))
        }
        Err(error) => {
            // Out of file descriptors, or the client is gone already. The first passes by waiting.
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}
