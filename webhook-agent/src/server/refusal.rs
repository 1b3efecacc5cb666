//! hyper itself responds with a bare status to requests that it cannot parse. Such a response gets
//! the body and the header fields of other errors, and is logged and counted.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::fault::Fault;
use crate::observe::refuse;
use crate::peer::Socket;

/// The header fields of hyper's own responses, between the status line and the date.
const FIELDS: &[u8] = b"\r\nconnection: close\r\ncontent-length: 0\r\ndate: ";

/// The length of a date and the empty line after it (RFC 9110 section 5.6.7).
const DATE_AND_END: usize = "Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n".len();

/// Converts hyper's own response to a malformed request into a complete one; `None` for all other
/// bytes.
pub(super) fn complete(bytes: &[u8], socket: &Socket) -> Option<Bytes> {
    if socket.is_answered() {
        return None;
    }
    let automatic = Automatic::parse(bytes)?;
    let message = match automatic.status {
        StatusCode::URI_TOO_LONG => "the request target is too long",
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            "the header is too long or has too many fields"
        }
        _ => "the request is malformed: expected an HTTP/1.1 request (RFC 9112)",
    };
    let fault = Fault::new(automatic.status, message);
    let (parts, body) = refuse(&fault, &HeaderMap::new(), socket.address()).into_parts();
    let body = body.into_whole()?;

    let mut whole = automatic.line.to_vec();
    for (name, value) in &parts.headers {
        for piece in [b"\r\n", name.as_str().as_bytes(), b": ", value.as_bytes()] {
            whole.extend_from_slice(piece);
        }
    }
    let length = body.len().to_string();
    for piece in [
        b"\r\nconnection: close\r\ncontent-length: ",
        length.as_bytes(),
        b"\r\ndate: ",
        automatic.date_and_end,
        &body,
    ] {
        whole.extend_from_slice(piece);
    }
    Some(whole.into())
}

/// The parts of a response made by hyper.
#[derive(Debug)]
struct Automatic<'a> {
    status: StatusCode,
    line: &'a [u8],
    date_and_end: &'a [u8],
}

impl<'a> Automatic<'a> {
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let status = bytes.strip_prefix(b"HTTP/1.")?.get(2..5)?;
        let end = bytes.iter().position(|&byte| byte == b'\r')?;
        let (line, rest) = bytes.split_at_checked(end)?;
        let date_and_end = rest.strip_prefix(FIELDS)?;
        (date_and_end.len() == DATE_AND_END).then_some(Self {
            status: StatusCode::from_bytes(status).ok()?,
            line,
            date_and_end,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_responses_of_hyper_are_completed() {
        let date = "date: Sun, 29 Nov 2026 00:50:24 GMT\r\n\r\n";
        let bare = "HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n";
        let parsed = |text: &str| Automatic::parse(text.as_bytes()).map(|found| found.status);
        assert_eq!(
            parsed(&format!("{bare}{date}")).map(|s| s.as_u16()),
            Some(431)
        );
        for other in [
            String::new(),
            bare.to_owned(),
            format!("{bare}{date}x"),
            format!("{bare}x: y\r\n{date}"),
            format!("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n{date}"),
        ] {
            assert_eq!(parsed(&other), None, "{other}");
        }
    }
}
