//! XML bodies in both contracts.

mod any_values;
mod bodies;
mod differential;
mod hostile;
mod member_order;
mod namespaces;
mod soap_contract;
mod soap_names;
mod soap_schema;
mod values;
