//! An agent on its own port, and a client that reads raw bytes.

// Each test binary uses a part of this.
#![allow(dead_code)]

use std::convert::Infallible;
use std::error::Error;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use http::{Request, Response};
use tokio::sync::oneshot;
use tower_service::Service;
use webhook_agent::Body;
use webhook_agent::bytes::Bytes;
use webhook_agent::server::{Limits, Server};

/// The path that most tests request.
pub(crate) const PATH: &str = "/api/v1/Agents/Webhook/CreateDefaultWebhook";

/// The default webhook as JSON.
pub(crate) const DEFAULT_JSON: &str = r#"{"WebhookId":0,"Name":null,"Events":["contact.created","contact.deleted"],"TargetUrl":null,"Secret":null,"State":"Active","Type":"webhook","Headers":null,"Properties":null,"Registered":"0001-01-01T00:00:00","RegisteredAssociate":null,"Updated":"0001-01-01T00:00:00","UpdatedAssociate":null,"ErrorsEmail":null}"#;

/// The expected `Vary`.
pub(crate) const VARY: &str = "Accept, Accept-Language, SO-Language, SO-Culture, SO-TimeZone";

/// The timeout of a read, after which a test fails: far longer than any response takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server in its own thread.
pub(crate) struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub(crate) fn start<S, B>(service: S, limits: Limits) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        let (tell, told) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap()
                .block_on(async {
                    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
                    let server = Server::bind(any).await.unwrap().limits(limits);
                    tell.send(server.local_addr()).unwrap();
                    server
                        .run(service, async {
                            let _ = stopped.await;
                        })
                        .await;
                });
        });
        Self {
            address: told.recv().unwrap(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    pub(crate) fn connect(&self) -> Connection {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Connection {
            stream,
            seen: Vec::new(),
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn can_connect(&self) -> bool {
        TcpStream::connect(self.address).is_ok()
    }

    /// Tells the server to stop, without waiting.
    pub(crate) fn tell_to_stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }

    /// Waits until the server has stopped.
    pub(crate) fn wait(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tell_to_stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A connection, with received bytes that are not parsed yet.
pub(crate) struct Connection {
    stream: TcpStream,
    seen: Vec<u8>,
}

impl Connection {
    /// Sends bytes. A connection that the server has already closed is not an error here.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let _ = self.stream.write_all(bytes.as_ref());
        self
    }

    /// Sends from another thread, for more data than both sides can buffer, then closes the sending
    /// side.
    pub(crate) fn send_all_aside(&mut self, bytes: Vec<u8>) -> &mut Self {
        let mut stream = self.stream.try_clone().unwrap();
        std::thread::spawn(move || {
            let _ = stream.write_all(&bytes);
            let _ = stream.shutdown(Shutdown::Write);
        });
        self
    }

    /// Closes the sending side.
    pub(crate) fn finish(&mut self) -> &mut Self {
        let _ = self.stream.shutdown(Shutdown::Write);
        self
    }

    /// Waits for a complete response; `None` if the server closes the connection instead.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        self.receive(true)
    }

    /// Like [`answer`](Self::answer), for a response without a body whatever its length says.
    pub(crate) fn head(&mut self) -> Option<Answer> {
        self.receive(false)
    }

    fn receive(&mut self, with_body: bool) -> Option<Answer> {
        loop {
            if let Some((answer, length)) = Answer::parse(&self.seen, with_body) {
                self.seen.drain(..length);
                return Some(answer);
            }
            let mut space = [0; 4096];
            match self.stream.read(&mut space) {
                Ok(0) => return None,
                Ok(count) => self.seen.extend_from_slice(&space[..count]),
                Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => return None,
                Err(error) => panic!("no response: {error}"),
            }
        }
    }

    /// Whether unparsed bytes have arrived; does not wait.
    pub(crate) fn has_bytes(&self) -> bool {
        self.stream.set_nonblocking(true).unwrap();
        let found = self.stream.peek(&mut [0]);
        self.stream.set_nonblocking(false).unwrap();
        !self.seen.is_empty() || found.is_ok()
    }

    /// The received bytes after the last response.
    pub(crate) fn rest(&self) -> &[u8] {
        &self.seen
    }

    /// Whether the server closes the connection without sending anything more.
    pub(crate) fn is_closed(&mut self) -> bool {
        let answer = self.answer();
        answer.is_none() && self.seen.is_empty()
    }
}

/// A response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) version: String,
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The first response in the bytes, and its length; responses here have a `Content-Length` or
    /// no body.
    fn parse(bytes: &[u8], with_body: bool) -> Option<(Self, usize)> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut first = head.split(' ');
        let (version, status) = (first.next().unwrap(), first.next().unwrap());
        let mut answer = Self {
            version: version.to_owned(),
            status: status.parse().unwrap(),
            body: Vec::new(),
            head,
        };
        let length = answer.header("content-length").parse().unwrap_or(0);
        let length = if with_body { length } else { 0 };
        let body = bytes[end..].get(..length)?;
        answer.body = body.to_vec();
        Some((answer, end + length))
    }

    /// A header field; empty if it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value.trim())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
