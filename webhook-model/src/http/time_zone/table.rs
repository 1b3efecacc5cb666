//! The names of zones.

mod countries;

use chrono_tz::{TZ_VARIANTS, Tz};

/// A zone of the vendor's own list.
#[derive(Debug)]
pub(super) struct VendorZone {
    pub(super) id: u16,
    pub(super) code: &'static str,
    pub(super) zone: Tz,
}

const fn row(id: u16, code: &'static str, zone: Tz) -> VendorZone {
    VendorZone { id, code, zone }
}

/// The zones with a published number (vendor documentation of the time zone endpoint). The vendor has
/// more; their numbers are unknown.
pub(super) const VENDOR_ZONES: &[VendorZone] = &[
    row(1, "UTC", Tz::UTC),
    row(36, "AU-ACT", Tz::Australia__Sydney),
    row(45, "AU-WA", Tz::Australia__Perth),
    row(50, "BD", Tz::Asia__Dhaka),
    row(114, "CA-QC", Tz::America__Toronto),
    row(140, "DK", Tz::Europe__Copenhagen),
    row(156, "FR", Tz::Europe__Paris),
    row(261, "NO", Tz::Europe__Oslo),
    row(425, "US-CA", Tz::America__Los_Angeles),
    row(433, "US-HI", Tz::Pacific__Honolulu),
    row(460, "US-NY", Tz::America__New_York),
];

pub(super) fn by_id(id: u16) -> Option<&'static VendorZone> {
    VENDOR_ZONES.iter().find(|row| row.id == id)
}

pub(super) fn by_code(code: &str) -> Option<&'static VendorZone> {
    VENDOR_ZONES
        .iter()
        .find(|row| row.code.eq_ignore_ascii_case(code))
}

pub(super) fn by_zone(zone: Tz) -> Option<&'static VendorZone> {
    VENDOR_ZONES.iter().find(|row| row.zone == zone)
}

/// A country's code in capitals and its zone.
pub(super) fn by_country(code: &str) -> Option<(&'static str, Tz)> {
    countries::COUNTRIES
        .iter()
        .find(|(country, _)| country.eq_ignore_ascii_case(code))
        .copied()
}

/// A zone by its IANA name in any case. The search compares lengths first among some six hundred names,
/// so its cost hardly depends on the input.
pub(super) fn by_iana_name(name: &str) -> Option<Tz> {
    TZ_VARIANTS
        .into_iter()
        .find(|zone| zone.name().eq_ignore_ascii_case(name))
}

/// Other names of UTC become UTC, so that its offset is written `Z`.
pub(super) const fn canonical(zone: Tz) -> Tz {
    match zone {
        Tz::Etc__UTC
        | Tz::Etc__UCT
        | Tz::Etc__Universal
        | Tz::Etc__Zulu
        | Tz::UCT
        | Tz::Universal
        | Tz::Zulu => Tz::UTC,
        other => other,
    }
}
