//! When chats are open.

use std::collections::BTreeMap;

use webhook_model::{DateTime, Duration, NetServerEntity};

/// The opening hours of a chat topic for each day.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ChatOpeningHours {
    pub tz_location: Option<TimeZoneData>,
    pub mon_enabled: bool,
    pub mon_start: Duration,
    pub mon_stop: Duration,
    pub tue_enabled: bool,
    pub tue_start: Duration,
    pub tue_stop: Duration,
    pub wed_enabled: bool,
    pub wed_start: Duration,
    pub wed_stop: Duration,
    pub thu_enabled: bool,
    pub thu_start: Duration,
    pub thu_stop: Duration,
    pub fri_enabled: bool,
    pub fri_start: Duration,
    pub fri_stop: Duration,
    pub sat_enabled: bool,
    pub sat_start: Duration,
    pub sat_stop: Duration,
    pub sun_enabled: bool,
    pub sun_start: Duration,
    pub sun_stop: Duration,
    pub use_lunch_hours: bool,
    pub lunch_start: Duration,
    pub lunch_stop: Duration,
}

/// A time zone and its clock changes.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct TimeZoneData {
    #[netserver(rename = "TZLocationID")]
    pub tz_location_id: i32,
    pub name: Option<String>,
    #[netserver(rename = "TZLocationCode")]
    pub tz_location_code: Option<String>,
    #[netserver(rename = "TZLocationCities")]
    pub tz_location_cities: Option<String>,
    pub iso_number: i32,
    #[netserver(rename = "TimeZoneSTDRules")]
    pub time_zone_std_rules: Option<BTreeMap<DateTime, TimeZoneRule>>,
    #[netserver(rename = "TimeZoneDSTRules")]
    pub time_zone_dst_rules: Option<BTreeMap<DateTime, TimeZoneRule>>,
}

/// The days on which an offset starts and ends.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct TimeZoneRule {
    #[netserver(rename = "TZOffset")]
    pub tz_offset: i32,
    pub start_rule_pattern: Option<String>,
    pub end_rule_pattern: Option<String>,
    pub start_day: i32,
    pub start_month: i32,
    pub end_day: i32,
    pub end_month: i32,
}
