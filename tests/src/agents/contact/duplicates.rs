//! Finding duplicate companies.

use webhook_model::{Carrier, NetServerEntity};

/// A possible duplicate from another source.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct DuplicateEntry {
    pub rule_name: Option<String>,
    pub so_primary_key: i32,
    pub entry_name: Option<String>,
    pub entry_identifier: Option<String>,
    pub rule_display_name: Option<String>,
    pub carrier: Carrier,
}

/// A rule that finds duplicates.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct DuplicateRule {
    pub name: Option<String>,
    pub display_name: Option<String>,
    pub display_tooltip: Option<String>,
    pub is_active: bool,
    pub carrier: Carrier,
}

/// Requests companies with similar names.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetDuplicates", response = Option<Vec<DuplicateEntry>>)]
pub struct GetDuplicates {
    pub name: Option<String>,
}

/// Creates a company from a possible duplicate.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "CreateNewEntry", response = i32)]
pub struct CreateNewEntry {
    pub duplicate: Option<DuplicateEntry>,
}

/// Requests the rules that find duplicates.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetDuplicateRules", response = Option<Vec<DuplicateRule>>)]
pub struct GetDuplicateRules {}

/// Enables or disables rules that find duplicates.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "SetDuplicateRulesStatus")]
pub struct SetDuplicateRulesStatus {
    pub rules: Option<Vec<DuplicateRule>>,
}

/// Requests companies with similar names and departments.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetNameDepartmentDuplicates", response = Option<Vec<DuplicateEntry>>)]
pub struct GetNameDepartmentDuplicates {
    pub name: Option<String>,
    pub department: Option<String>,
}

/// Requests companies of the same web domain.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetDomainDuplicates", response = Option<Vec<DuplicateEntry>>)]
pub struct GetDomainDuplicates {
    pub domain: Option<String>,
}

/// Checks whether a company number is available.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", operation = "IsNumberValid", response = bool)]
pub struct IsNumberValid {
    pub contact_id: i32,
    pub number: Option<String>,
}
