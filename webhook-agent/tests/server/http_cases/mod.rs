//! Cases of the suite `04-http` that describe a request and the response in words: the request is
//! built from the description, and the response is judged by the expectation of the same case.

pub(crate) mod body;
pub(crate) mod draft;
pub(crate) mod expectation;
pub(crate) mod fields;
pub(crate) mod judge;
pub(crate) mod phrases;
pub(crate) mod request;
pub(crate) mod words;
