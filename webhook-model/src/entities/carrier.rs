//! The base carrier: the two properties that most entities inherit.

use std::collections::BTreeMap;

use crate::entities::{FieldProperty, TableRight};
use crate::entity::Property;

/// The properties that an entity with `#[netserver(carrier)]` inherits, in its field `carrier`.
///
/// In JSON the two properties are last, in XML first.
///
/// ```
/// use webhook_model::{Carrier, MediaType, NetServerEntity};
///
/// #[derive(NetServerEntity)]
/// #[netserver(carrier)]
/// struct Country {
///     country_id: i32,
///     carrier: Carrier,
/// }
///
/// let json = Country::create_default().encode(MediaType::ApplicationJson)?;
/// assert_eq!(json, br#"{"CountryId":0,"TableRight":null,"FieldProperties":null}"#);
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Carrier {
    /// The user's rights on the entity's table; null if they were not requested.
    pub table_right: TableRightType,
    /// The user's rights on each field, by name; null if they were not requested.
    pub field_properties: FieldPropertiesType,
}

/// The type of the first inherited property.
pub type TableRightType = Option<TableRight>;

/// The type of the second inherited property.
pub type FieldPropertiesType = Option<BTreeMap<String, FieldProperty>>;

/// The description of the first inherited property.
pub const TABLE_RIGHT: Property = Property::new::<TableRightType>(",\"TableRight\":null");

/// The description of the second inherited property.
pub const FIELD_PROPERTIES: Property =
    Property::new::<FieldPropertiesType>(",\"FieldProperties\":null")
        .entry("FieldPropertyDictionaryKeyValuePair");
