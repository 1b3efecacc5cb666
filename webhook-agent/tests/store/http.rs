//! A blocking HTTP client.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The timeout of a response.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection to an agent.
pub(crate) struct Client {
    stream: TcpStream,
}

/// The status and the body of a response.
pub(crate) type Answer = (u16, String);

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream })
    }

    /// Sends a request as the user `a` with the password `b`.
    ///
    /// # Errors
    /// The connection ends before the response is complete.
    pub(crate) fn call(&mut self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTpi\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        self.stream.write_all(request.as_bytes())?;
        let mut seen = Vec::new();
        let head = loop {
            if let Some(end) = seen.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            self.read(&mut seen)?;
        };
        let text = String::from_utf8_lossy(&seen[..head]).to_ascii_lowercase();
        let status = text
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let length = text
            .split("content-length:")
            .nth(1)
            .and_then(|rest| rest.lines().next())
            .map_or(0, |length| length.trim().parse().expect("a length"));
        while seen.len() < head + length {
            self.read(&mut seen)?;
        }
        let body = String::from_utf8(seen.split_off(head)).expect("text");
        Ok((status.expect("a status"), body))
    }

    fn read(&mut self, seen: &mut Vec<u8>) -> io::Result<()> {
        let mut buffer = [0; 16 * 1024];
        let count = self.stream.read(&mut buffer)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        seen.extend_from_slice(&buffer[..count]);
        Ok(())
    }
}
