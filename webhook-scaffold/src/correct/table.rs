//! The table of corrections, as TOML.

use serde::Deserialize;

/// All rows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Table {
    #[serde(rename = "enum")]
    pub(super) enums: Vec<EnumRow>,
    pub(super) property: Vec<PropertyRow>,
    pub(super) entity: Vec<EntityRow>,
    pub(super) family: Vec<FamilyRow>,
    pub(super) dictionary: Vec<DictionaryRow>,
    pub(super) operation: Vec<OperationRow>,
}

/// An enum: its name and numbers, and whether it is a set of flags.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnumRow {
    pub(super) name: String,
    #[allow(dead_code)] // Only for readers of the table.
    pub(super) reason: String,
    #[serde(default)]
    pub(super) flags: bool,
    /// Whether `webhook_model` has an enum of this name.
    #[serde(default)]
    pub(super) builtin: bool,
    pub(super) values: Vec<(String, i32)>,
    /// The properties with this enum, if its names do not identify it.
    #[serde(default)]
    pub(super) properties: Vec<String>,
    #[serde(skip)]
    pub(super) by_user: bool,
}

/// Attributes of properties.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PropertyRow {
    /// Each as `Entity.Property`.
    pub(super) names: Vec<String>,
    #[allow(dead_code)] // As above.
    pub(super) reason: String,
    #[serde(rename = "type")]
    pub(super) ty: Option<String>,
    pub(super) date: Option<String>,
    pub(super) max_length: Option<u32>,
    pub(super) format: Option<String>,
    pub(super) default: Option<String>,
    pub(super) entry: Option<String>,
    #[serde(default)]
    pub(super) web_api_only: bool,
    #[serde(skip)]
    pub(super) by_user: bool,
}

/// Attributes of an entity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntityRow {
    pub(super) name: String,
    #[allow(dead_code)] // As above.
    pub(super) reason: String,
    /// The property that is the primary key.
    pub(super) key: Option<String>,
    /// The properties in their order on the wire.
    pub(super) order: Option<Vec<String>>,
    /// The type of `webhook_model` that represents it, if it has the properties in `order`.
    pub(super) builtin: Option<String>,
    #[serde(skip)]
    pub(super) by_user: bool,
}

/// A polymorphic family. Descriptions contain only its base.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FamilyRow {
    /// The base.
    pub(super) name: String,
    #[allow(dead_code)] // As above.
    pub(super) reason: String,
    /// The property that distinguishes the members.
    pub(super) tag: String,
    #[serde(default)]
    pub(super) member: Vec<MemberRow>,
    #[serde(skip)]
    pub(super) by_user: bool,
}

/// A member of a family.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberRow {
    /// The value of the tag.
    pub(super) tag: String,
    pub(super) name: String,
    /// Names and types of the properties in addition to those of the base.
    #[serde(default)]
    pub(super) properties: Vec<(String, String)>,
}

/// The XML name of the entries of dictionaries that contain an entity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DictionaryRow {
    pub(super) of: String,
    pub(super) entry: String,
    #[allow(dead_code)] // As above.
    pub(super) reason: String,
    #[serde(skip)]
    pub(super) by_user: bool,
}

/// The response of an operation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OperationRow {
    /// `Agent.Operation`.
    pub(super) name: String,
    #[allow(dead_code)] // As above.
    pub(super) reason: String,
    pub(super) response: String,
    #[serde(skip)]
    pub(super) by_user: bool,
}

impl Table {
    /// Parses a table. Error messages contain line and column.
    pub(super) fn parse(text: &str, by_user: bool) -> Result<Self, String> {
        let mut table: Self =
            toml::from_str(text).map_err(|error| error.to_string().trim().to_owned())?;
        table.enums.iter_mut().for_each(|row| row.by_user = by_user);
        table
            .property
            .iter_mut()
            .for_each(|row| row.by_user = by_user);
        table
            .entity
            .iter_mut()
            .for_each(|row| row.by_user = by_user);
        table
            .family
            .iter_mut()
            .for_each(|row| row.by_user = by_user);
        table
            .dictionary
            .iter_mut()
            .for_each(|row| row.by_user = by_user);
        table
            .operation
            .iter_mut()
            .for_each(|row| row.by_user = by_user);
        Ok(table)
    }

    /// Combines two tables. A row of the user replaces a row of the same name; rows of properties are
    /// applied in order, the user's last.
    pub(super) fn overridden_by(mut self, user: Self) -> Self {
        self.enums
            .retain(|row| user.enums.iter().all(|other| other.name != row.name));
        self.entity
            .retain(|row| user.entity.iter().all(|other| other.name != row.name));
        self.family
            .retain(|row| user.family.iter().all(|other| other.name != row.name));
        self.dictionary
            .retain(|row| user.dictionary.iter().all(|other| other.of != row.of));
        self.operation
            .retain(|row| user.operation.iter().all(|other| other.name != row.name));
        self.enums.extend(user.enums);
        self.entity.extend(user.entity);
        self.family.extend(user.family);
        self.dictionary.extend(user.dictionary);
        self.operation.extend(user.operation);
        self.property.extend(user.property);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_row_replaces_the_built_in_one() {
        let row = |number: i32| {
            format!("[[enum]]\nname = \"A\"\nreason = \"r\"\nvalues = [[\"X\", {number}]]\n")
        };
        let own = Table::parse(&row(1), false).unwrap();
        let table = own.overridden_by(Table::parse(&row(2), true).unwrap());
        assert_eq!(table.enums.len(), 1);
        assert_eq!(table.enums[0].values, [("X".to_owned(), 2)]);
        assert!(table.enums[0].by_user);
    }

    #[test]
    fn a_row_without_a_reason_and_an_unknown_key_are_errors() {
        let error = Table::parse("[[entity]]\nname = \"A\"\n", true).unwrap_err();
        assert!(error.contains("missing field `reason`"), "{error}");
        let error = Table::parse("[[enumm]]\n", true).unwrap_err();
        assert!(error.contains("unknown field `enumm`"), "{error}");
    }

    #[test]
    fn the_built_in_table_is_well_formed() {
        assert!(Table::parse(crate::correct::OWN, false).is_ok());
    }
}
