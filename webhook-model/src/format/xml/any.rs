//! JSON values inside XML, without loss.
//!
//! Simple values carry the xsd type that they have. What the vendor does not define is defined
//! here: an object is a `StringObjectDictionary`, as a dictionary property would be; one without
//! members is a bare `anyType`, .NET's `new object()`; an array holds `anyType` items in .NET's
//! namespace for arrays; one without items says that it is an `ArrayOfstring`, which every schema has.

mod read;
mod simple;
mod write;

pub(super) use read::read_any;
pub(super) use simple::decimal;
pub(super) use write::write_any;
