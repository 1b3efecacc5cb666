//! The stream of a connection: limits the time a client takes to read, and closes the connection so
//! that the last response arrives.
//!
//! If a socket is closed while received bytes are unread, the system sends a reset, which may
//! overtake the response: a client that is still sending a too large body would get a broken
//! connection instead of 413. So the sending side is closed first, and received bytes are discarded
//! until the client closes its side (RFC 9112 section 9.6) or a timeout ends.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

use super::pace::Pace;
use super::refusal::complete;
use crate::peer::Socket;

/// How long to wait for a client to close its side.
const PATIENCE: Duration = Duration::from_secs(2);

/// A connection that lingers when it is shut down.
#[derive(Debug)]
pub(super) struct Lingering {
    socket: Arc<Socket>,
    pace: Pace,
    /// The rest of the response that replaces hyper's own response to a malformed request.
    refusal: Bytes,
    /// Set when the sending side is closed.
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

    /// Records the result of a write: a client that accepts no bytes has a limited time.
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
                // Discards the data that the system still buffers for this client.
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
        // hyper flushes when everything is written.
        self.pace.finish();
        self.socket.flushed();
        // A TCP stream has no buffer to flush.
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
        // Reads a few times per poll: the deadline is then checked, and other tasks run.
        for _ in 0..16 {
            let mut unwanted = ReadBuf::new(&mut space);
            match ready!(socket.poll_read(cx, &mut unwanted)) {
                Ok(()) if !unwanted.filled().is_empty() => {}
                // The client has closed or reset the connection.
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
