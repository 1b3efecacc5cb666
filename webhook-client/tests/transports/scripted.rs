//! A server with scripted responses, which counts requests.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// How the server handles a request.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Sends the header fields, then repeats the block until the client closes the connection.
    Endless(Vec<u8>, Vec<u8>),
    /// Closes the connection without a response.
    Cut,
    /// Never responds.
    Silence,
}

/// A JSON response with further header fields, each with its line ending.
pub(crate) fn answer(status: &str, fields: &str, body: &[u8]) -> Answer {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n{fields}\r\n",
        body.len()
    );
    Answer::Bytes([head.as_bytes(), body].concat())
}

/// The received requests.
pub(crate) struct Received {
    /// The method and the path with its query.
    pub(crate) line: String,
    pub(crate) body: Vec<u8>,
}

/// The server; its threads end with the process.
pub(crate) struct Scripted {
    pub(crate) address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

impl Scripted {
    /// Sends the responses in order, and repeats the last one.
    pub(crate) fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Mutex<VecDeque<Answer>> = Mutex::new(answers.into_iter().collect());
        Self::serve(move |_| {
            let mut answers = answers.lock().expect("answers");
            let next = answers.front().cloned().expect("an answer");
            if answers.len() > 1 {
                answers.pop_front();
            }
            next
        })
    }

    /// Sends the responses that a function returns.
    pub(crate) fn serve(answer: impl Fn(Received) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(AtomicUsize::new(0));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || {
                    let stream = stream.expect("a connection");
                    if let Some(received) = receive(&stream) {
                        seen.fetch_add(1, Ordering::SeqCst);
                        give(stream, answer(received));
                    }
                });
            }
        });
        Self { address, requests }
    }

    /// Returns the number of requests since the last call.
    pub(crate) fn count(&self) -> usize {
        self.requests.swap(0, Ordering::SeqCst)
    }
}

/// Reads a complete request; `None` if the connection has none.
fn receive(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if first.is_empty() {
            line.trim_end().clone_into(&mut first);
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let line = first.trim_end_matches(" HTTP/1.1").to_owned();
    Some(Received { line, body })
}

fn give(mut stream: TcpStream, answer: Answer) {
    // The client may close the connection early.
    match answer {
        Answer::Bytes(bytes) => drop(stream.write_all(&bytes)),
        Answer::Endless(head, block) => {
            let mut sent = stream.write_all(&head);
            while sent.is_ok() {
                sent = stream.write_all(&block);
            }
        }
        Answer::Cut => {}
        Answer::Silence => drop(stream.read(&mut [0])),
    }
}
