//! The stream of a connection: bounds how long a client may take to read, and closes so that the
//! last response arrives.
//!
//! A socket that is closed while bytes of the client wait unread sends a reset, and the reset may
//! overtake the response: a client that still sends a body that is too large would see a broken
//! connection rather than 413. So the sending side is closed first, and what comes is thrown away
//! until the client closes, too (RFC 9112 section 9.6) - or has had its time.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

use super::pace::Pace;
use super::refusal::complete;
use crate::peer::Socket;

/// How long a client has to close its side.
const PATIENCE: Duration = Duration::from_secs(2);

/// A connection that lingers when it is shut down.
#[derive(Debug)]
pub(super) struct Lingering {
    socket: Arc<Socket>,
    pace: Pace,
    /// What is still to be written instead of hyper's own answer to a malformed request.
    refusal: Bytes,
    /// Set once the sending side is closed.
    deadline: Option<Pin<Box<Sleep>>>,
}

impl Lingering {
    pub(super) fn new(socket: Arc<Socket>, pace: Pace) -> Self {
        Self {
            socket,
            pace,
            refusal: Bytes::new(),
            deadline: None,
        }
    }

    /// Accounts for an attempt to write: the client has its time to take something.
    fn paced(
        &mut self,
        context: &mut Context<'_>,
        attempt: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match attempt {
            Poll::Ready(Ok(bytes)) => {
                self.pace.took(bytes);
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                ready!(self.pace.poll_stalled(context));
                // What the system still holds for this client goes with the connection.
                self.socket.reset_on_close();
                let error = "the client did not read its response in time";
                Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, error)))
            }
        }
    }

    fn write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let attempt = self.socket.poll_write(context, bytes);
        self.paced(context, attempt)
    }
}

impl AsyncRead for Lingering {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.socket.poll_read(cx, buffer)
    }
}

impl AsyncWrite for Lingering {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.refusal.is_empty() {
            match complete(bytes, &self.socket) {
                Some(refusal) => self.refusal = refusal,
                None => return self.write(cx, bytes),
            }
        }
        while !self.refusal.is_empty() {
            let rest = self.refusal.clone();
            let written = ready!(self.write(cx, &rest))?;
            self.refusal = rest.slice(written..);
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // hyper flushes when it has nothing left to write.
        self.pace.finish();
        self.socket.flushed();
        // A TCP stream keeps nothing back.
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.deadline.is_none() {
            ready!(self.socket.poll_shutdown(cx))?;
            self.deadline = Some(Box::pin(tokio::time::sleep(PATIENCE)));
        }
        let Self {
            socket, deadline, ..
        } = &mut *self;
        if let Some(deadline) = deadline
            && deadline.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(Ok(()));
        }
        let mut space = [0_u8; 8 * 1024];
        // A few at a time: the deadline is looked at in between, and others get their turn.
        for _ in 0..16 {
            let mut unwanted = ReadBuf::new(&mut space);
            match ready!(socket.poll_read(cx, &mut unwanted)) {
                Ok(()) if !unwanted.filled().is_empty() => {}
                // The client has closed, or reset the connection: either way it is over.
                _ => return Poll::Ready(Ok(())),
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let [slice] = slices {
            return self.poll_write(cx, slice);
        }
        let attempt = self.socket.poll_write_vectored(cx, slices);
        self.paced(cx, attempt)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }
}
