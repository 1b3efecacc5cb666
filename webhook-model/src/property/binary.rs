//! Bodies that are raw bytes: a file that an operation answers.

use std::any::TypeId;
use std::fmt;

use super::{PropertyType, Slot, Type, Value};

/// A file as the response of an operation: an agent sends its bytes unchanged, as
/// `application/octet-stream`.
///
/// `Option<Binary>` is a file that may be missing; its response is 204. Inside a document, and under
/// one of the six media types, a file is a base64 string, as `Vec<u8>` is.
///
/// ```
/// use webhook_model::operation::Operation;
/// use webhook_model::{Binary, NetServerEntity};
///
/// /// Asks for the picture of a person.
/// #[derive(NetServerEntity)]
/// #[netserver(agent = "BLOB", operation = "GetPersonImage", response = Binary)]
/// struct GetPersonImage {
///     person_id: i32,
/// }
///
/// let response: <GetPersonImage as Operation>::Response = Binary(vec![0xff, 0xd8]);
/// assert_eq!(format!("{response:?}"), "Binary(2 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary(pub Vec<u8>);

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

// Files are long, and their bytes are not useful in a log.
impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.0.len())
    }
}

#[diagnostic::do_not_recommend]
impl PropertyType for Binary {
    const TYPE: Type = Type::Bytes;

    fn blank() -> Self {
        Self::default()
    }

    fn value(&self) -> Value<'_> {
        Value::Bytes(&self.0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bytes(&mut self.0)
    }
}

/// Whether a response is a file or an optional file.
pub(crate) fn is_binary<T: 'static>() -> bool {
    let types = [TypeId::of::<Binary>(), TypeId::of::<Option<Binary>>()];
    types.contains(&TypeId::of::<T>())
}
