//! The result of an attempt.

use std::fmt::Write as _;

use http::{HeaderMap, StatusCode};

/// The maximum length of a stored response (vendor documentation), in UTF-16 code units as in .NET.
const MAX_MESSAGE: usize = 4000;

/// The result of an attempt to send a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The target responded.
    Answered {
        status: StatusCode,
        /// Status, header fields and body, at most 4,000 characters.
        message: String,
    },
    /// No response was received.
    Failed(Failure),
}

/// Why no response was received. The messages do not disclose details of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The policy does not allow the target's address.
    Refused,
    /// The name cannot be resolved.
    Unresolved,
    /// The connection was refused, or the certificate is invalid.
    Unconnected,
    /// The connection was closed, or the response is not HTTP.
    Broken,
    /// The attempt timed out.
    TimedOut,
    /// The program is built without TLS.
    NoTls,
}

impl Failure {
    /// The name in metrics and in the list of deliveries.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Unresolved => "unresolved",
            Self::Unconnected => "unconnected",
            Self::Broken => "broken",
            Self::TimedOut => "timed_out",
            Self::NoTls => "no_tls",
        }
    }

    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Refused => "the target's address is not allowed",
            Self::Unresolved => "the target's host name cannot be resolved",
            Self::Unconnected => "the target cannot be reached over a trusted connection",
            Self::Broken => "the target did not send a valid HTTP response",
            Self::TimedOut => "the target did not respond in time",
            Self::NoTls => "this program is built without TLS; build it with the feature `tls`",
        }
    }
}

impl Outcome {
    /// The result for a response.
    pub(crate) fn answered(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let mut message = format!("HTTP/1.1 {status}\r\n");
        for (name, value) in headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            // Writing to a string cannot fail.
            let _ = write!(message, "{name}: {value}\r\n");
        }
        message.push_str("\r\n");
        message.push_str(&String::from_utf8_lossy(body));
        cut(&mut message);
        Self::Answered { status, message }
    }

    /// Whether the notification was delivered: the target responded with 2xx.
    pub(crate) fn is_success(&self) -> bool {
        matches!(self, Self::Answered { status, .. } if status.is_success())
    }

    /// Whether the target rejects all further notifications: it responded with 410 (vendor
    /// documentation).
    pub(crate) fn is_final(&self) -> bool {
        matches!(self, Self::Answered { status, .. } if *status == StatusCode::GONE)
    }

    /// The message for users.
    pub(crate) fn message(&self) -> &str {
        match self {
            Self::Answered { message, .. } => message,
            Self::Failed(failure) => failure.text(),
        }
    }

    /// The status of the response; 0 without a response.
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Answered { status, .. } => status.as_u16(),
            Self::Failed(_) => 0,
        }
    }

    /// The name of the failure; `None` for a success.
    pub(crate) fn failure(&self) -> Option<&'static str> {
        match self {
            Self::Answered { status, .. } if status.is_success() => None,
            Self::Answered { .. } => Some("status"),
            Self::Failed(failure) => Some(failure.name()),
        }
    }
}

/// Truncates a text to the maximum length.
fn cut(text: &mut String) {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, letter)| {
        units += letter.len_utf16();
        (units > MAX_MESSAGE).then_some(at)
    });
    if let Some(end) = end {
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_is_kept_up_to_4000_characters() {
        let mut headers = HeaderMap::new();
        headers.insert("x-a", "b".parse().unwrap());
        let Outcome::Answered { message, .. } =
            Outcome::answered(StatusCode::OK, &headers, b"a\xffb")
        else {
            panic!("expected a response");
        };
        assert_eq!(message, "HTTP/1.1 200 OK\r\nx-a: b\r\n\r\na\u{fffd}b");
        let mut long = format!("é{}", "𝄞".repeat(2000));
        cut(&mut long);
        assert_eq!(
            long.encode_utf16().count(),
            3999,
            "a surrogate pair is not split"
        );
    }
}
