//! A request in parts, which may be invalid.

use crate::common::PATH;

pub(crate) const AUTHORIZATION: &str = "Authorization: Bearer t";

/// A request in parts.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Bytes before the request line.
    pub(crate) before: Vec<u8>,
    pub(crate) method: String,
    pub(crate) target: String,
    /// Empty for HTTP/0.9.
    pub(crate) version: String,
    /// Header fields without their line ends.
    pub(crate) fields: Vec<Vec<u8>>,
    pub(crate) line_end: &'static str,
    /// Whether the header ends before its empty line.
    pub(crate) is_cut: bool,
    pub(crate) body: Vec<u8>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            before: Vec::new(),
            method: "POST".to_owned(),
            target: PATH.to_owned(),
            version: "HTTP/1.1".to_owned(),
            fields: vec![b"Host: x".to_vec(), AUTHORIZATION.as_bytes().to_vec()],
            line_end: "\r\n",
            is_cut: false,
            body: Vec::new(),
        }
    }
}

impl Draft {
    pub(crate) fn field(&mut self, line: impl Into<Vec<u8>>) -> &mut Self {
        self.fields.push(line.into());
        self
    }

    /// The values of a field.
    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        let lines = self.fields.iter().map(|line| String::from_utf8_lossy(line));
        lines
            .filter_map(|line| {
                let (found, value) = line.split_once(':')?;
                let is_it = found.trim().eq_ignore_ascii_case(name);
                is_it.then(|| value.trim().to_owned())
            })
            .collect()
    }

    pub(crate) fn remove(&mut self, name: &str) -> &mut Self {
        self.fields.retain(|line| {
            let line = String::from_utf8_lossy(line);
            let found = line.split(':').next().unwrap_or_default();
            !found.trim().eq_ignore_ascii_case(name)
        });
        self
    }

    /// A JSON body and its length.
    pub(crate) fn json(&mut self, body: impl Into<Vec<u8>>) -> &mut Self {
        self.body = body.into();
        let length = self.body.len();
        self.field("Content-Type: application/json")
            .field(format!("Content-Length: {length}"))
    }

    /// A JSON body in chunks.
    pub(crate) fn chunks(&mut self, body: impl Into<Vec<u8>>) -> &mut Self {
        self.body = body.into();
        if self.values("transfer-encoding").is_empty() {
            self.field("Transfer-Encoding: chunked");
        }
        self.field("Content-Type: application/json")
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.before.clone();
        let line = format!("{} {} {}", self.method, self.target, self.version);
        bytes.extend_from_slice(line.trim_end().as_bytes());
        for field in &self.fields {
            bytes.extend_from_slice(self.line_end.as_bytes());
            bytes.extend_from_slice(field);
        }
        bytes.extend_from_slice(self.line_end.as_bytes());
        if !self.is_cut {
            bytes.extend_from_slice(self.line_end.as_bytes());
        }
        bytes.extend_from_slice(&self.body);
        bytes
    }
}
