//! Suite 06: dates and time zones.

use chrono_tz::Tz;
use netserver_tests::data::{json, list, published, suite, text as string};
use netserver_tests::report::{Report, finish_all};
use netserver_tests::verdict::{Verdict, expectation};
use serde_json::Value;
use webhook_model::http::time_zone::{TimeZone, TimeZoneError, incoming, outgoing};
use webhook_model::property::date_class::DateClass;
use webhook_model::property::date_time::{DateTime, Offset};

/// A file of the suite; `None` if it is missing.
fn file(name: &str) -> Option<Value> {
    published(&suite("06-datetime")?.join(name)).map(|path| json(&path))
}

fn parse(text: &str) -> DateTime {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Whether the text is accepted. Accepted text must survive encoding and decoding.
fn is_read(text: &str) -> bool {
    let read = DateTime::parse(text);
    assert_eq!(DateTime::is_valid_literal(text), read.is_ok(), "{text}");
    read.is_ok_and(|date| DateTime::parse(&date.to_string()) == Ok(date))
}

/// Adds the missing colon in `+0100`, which this parser accepts.
fn with_colon(text: &str) -> Option<String> {
    let at = text.len().checked_sub(5)?;
    let (head, offset) = text.split_at_checked(at)?;
    let digits = offset.strip_prefix(['+', '-'])?;
    let is_colonless = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_colonless.then(|| format!("{head}{}:{}", &offset[..3], &offset[3..]))
}

#[test]
fn system_text_json() {
    let Some(suite) = file("dotnet_system_text_json.json") else {
        return;
    };
    let mut report = Report::new("System.Text.Json");
    for case in list(&suite, "valid") {
        let (text, canonical) = (string(case, "text"), string(case, "canonical"));
        // A date without a time is midnight, and is encoded that way.
        let midnight = if canonical.len() == 10 {
            "T00:00:00"
        } else {
            ""
        };
        let written = DateTime::parse(text).map(|date| date.to_string());
        let wanted = format!("{canonical}{midnight}");
        report.equal(text, &written, &Ok(wanted));
    }
    for case in list(&suite, "invalid") {
        let text = string(case, "text");
        let wanted = with_colon(text).is_some_and(|text| is_read(&text));
        report.equal(text, &is_read(text), &wanted);
    }
    for case in list(&suite, "write") {
        let ticks = string(case, "ticks_text");
        report.equal(
            ticks,
            parse(ticks).to_string().as_str(),
            string(case, "written"),
        );
    }
    report.finish();
}

#[test]
fn netserver_dates() {
    let Some(suite) = file("netserver_dates.json") else {
        return;
    };
    let mut report = Report::new("NetServer dates");
    let cases = list(&suite, "cases");
    for (index, case) in cases.iter().enumerate() {
        let (id, expect) = (string(case, "id"), expectation(cases, index));
        let text = match case["repeat"].as_array().map(Vec::as_slice) {
            Some([part, count]) => part
                .as_str()
                .unwrap_or_default()
                .repeat(count.as_u64().and_then(|n| n.try_into().ok()).unwrap_or(0)),
            _ => string(case, "text").to_owned(),
        };
        // The old format of WCF is not supported.
        let is_right = if text.contains("/Date(") {
            !is_read(&text)
        } else {
            Verdict::read(expect).allows(is_read(&text))
        };
        report.check(id, is_right, || expect.to_owned());
    }
    report.finish();
}

/// The files of JSON Schema's own suite, if they exist.
#[test]
fn json_schema_formats() {
    let mut reports = Vec::new();
    for name in [
        "json-schema-format-date-time.json",
        "json-schema-format-date.json",
    ] {
        let Some(suite) = file(name) else { continue };
        let mut report = Report::new(name);
        let groups = suite.as_array().map_or(&[][..], Vec::as_slice);
        for case in groups.iter().flat_map(|group| list(group, "tests")) {
            let Some(text) = case["data"].as_str() else {
                report.apart(string(case, "description"), "no string");
                continue;
            };
            let is_valid = case["valid"] == true;
            // Beyond RFC 3339, the offset, the seconds and the colon may be missing.
            let is_extension = DateTime::parse(text).is_ok_and(|date| {
                date.offset() == Offset::Unspecified
                    || !text.get(16..).is_some_and(|rest| rest.starts_with(':'))
                    || !text.ends_with(['Z', 'z'])
                        && !text
                            .get(..text.len() - 2)
                            .is_some_and(|head| head.ends_with(':'))
            });
            let right = is_read(text) == is_valid || (!is_valid && is_extension);
            report.check(text, right, || format!("valid: {is_valid}"));
        }
        reports.push(report);
    }
    finish_all(reports);
}

/// The examples of RFC 3339, if they exist: every member with a text.
#[test]
fn rfc_3339_examples() {
    let Some(suite) = file("rfc3339_examples.json") else {
        return;
    };
    let mut report = Report::new("RFC 3339 examples");
    let lists = suite.as_object().into_iter().flat_map(|map| map.values());
    for case in lists.filter_map(Value::as_array).flatten() {
        if let Some(text) = case["text"].as_str() {
            let is_wrong = case["error"] == true || case["valid"] == false;
            report.equal(text, &is_read(text), &!is_wrong);
        }
    }
    report.finish();
}

#[test]
fn zone_names() {
    let Some(suite) = file("timezones.json") else {
        return;
    };
    let mut report = Report::new("zone names");
    let zones = suite["superoffice_codes"].as_object().expect("a table");
    for (code, name) in zones {
        let zone = TimeZone::parse(code).map(|zone| zone.zone().name());
        report.equal(code, &zone, &Ok(name.as_str().unwrap_or_default()));
    }
    let ids = suite["superoffice_ids"].as_object().expect("a table");
    for (code, id) in ids {
        let by_id = TimeZone::parse(&id.to_string());
        let id = id.as_u64().and_then(|id| u16::try_from(id).ok());
        let right = by_id.is_ok_and(|zone| zone.code() == code && zone.id() == id);
        report.check(&format!("{code} by id"), right, String::new);
    }
    report.finish();
}

/// Whether a header is parsed as the case expects: `absent`, a code, a code and `+ offset`, `400`.
/// If the suite leaves it open (`pin`), a header with a known zone, or without a zone, is accepted.
fn judge_header(
    header: &str,
    expect: &str,
    read: &Result<Option<TimeZone>, TimeZoneError>,
    base: Tz,
) -> bool {
    let mut parts = header.split(',').map(str::trim);
    let is_flag = |part: &&str| part.eq_ignore_ascii_case("includeTZOffset");
    let flags = parts.clone().filter(is_flag).count();
    let zone = match parts.find(|part| !is_flag(part)) {
        Some(name) => TimeZone::parse(name).ok(),
        None => TimeZone::parse(base.name()).ok(),
    };
    let verdict = Verdict::read(expect);
    match read {
        Ok(None) => expect == "absent",
        Ok(Some(found)) => {
            let code = expect.split([' ', ',']).next().unwrap_or_default();
            let is_named = verdict.is_choice || found.code() == code;
            let says_offset =
                verdict.is_choice || found.include_offset() == expect.contains("offset");
            verdict.accepts
                && is_named
                && says_offset
                && found.include_offset() == (flags > 0)
                && zone.is_some_and(|zone| zone.zone() == found.zone())
        }
        Err(_) => verdict.refuses && expect != "absent",
    }
}

#[test]
fn headers() {
    let Some(suite) = file("timezones.json") else {
        return;
    };
    let mut report = Report::new("headers");
    let base = Tz::Europe__Oslo;
    let mut before = "";
    for case in list(&suite, "headers") {
        let header = string(case, "header");
        let expect = match string(case, "expect") {
            "same" => before,
            expect => expect,
        };
        before = expect;
        let read = TimeZone::from_header(header, base);
        let right = judge_header(header, expect, &read, base);
        report.check(header, right, || format!("{read:?}, expected {expect}"));
    }
    report.finish();
}

#[test]
fn worked_examples_of_the_vendor() {
    let Some(suite) = file("timezones.json") else {
        return;
    };
    let mut report = Report::new("vendor's examples");
    for case in list(&suite, "docs_examples") {
        let id = string(case, "id");
        let base = TimeZone::parse(string(case, "base"))
            .expect("a zone")
            .zone();
        let header = string(case, "header");
        let request = TimeZone::from_header(header, base).expect("a header");
        if let Some(same) = case["same_as"].as_str() {
            let other = TimeZone::from_header(same, base).expect("a header");
            report.equal(id, &request, &other);
            continue;
        }
        let request = request.as_ref();
        let class = DateClass::Diary;
        let stored = incoming(parse(string(case, "in")), class, base, request);
        let out = outgoing(stored, class, base, request);
        let right = stored.to_string() == string(case, "stored")
            // The examples omit the colon of the offset; real servers send it.
            && out == parse(string(case, "out"));
        report.check(id, right, || format!("{stored} {out}"));
    }
    report.finish();
}

fn zone(case: &Value) -> TimeZone {
    TimeZone::parse(string(case, "zone")).expect("a zone")
}

/// Zones that the IANA database has merged with others before 1970. Their own history is in its
/// file `backzone`, which is not included here.
const MERGED: [(&str, &str); 9] = [
    ("Europe/Amsterdam", "Europe/Brussels"),
    ("Europe/Copenhagen", "Europe/Berlin"),
    ("Europe/Luxembourg", "Europe/Brussels"),
    ("Europe/Monaco", "Europe/Paris"),
    ("Europe/Oslo", "Europe/Berlin"),
    ("Europe/Stockholm", "Europe/Berlin"),
    ("Atlantic/Reykjavik", "Africa/Abidjan"),
    ("Asia/Kuala_Lumpur", "Asia/Singapore"),
    ("America/Montreal", "America/Toronto"),
];

/// The local time of an instant, without and with its offset.
fn local(instant: DateTime, zone: &TimeZone) -> (DateTime, DateTime) {
    let tagged = zone.clone().with_include_offset(true);
    let write = |zone: &TimeZone| outgoing(instant, DateClass::Diary, Tz::UTC, Some(zone));
    (write(zone), write(&tagged))
}

#[test]
fn instants_to_zones() {
    let Some(suite) = file("timezones.json") else {
        return;
    };
    let mut report = Report::new("instants to zones");
    for case in list(&suite, "utc_to_local") {
        let id = string(case, "id");
        let instant = parse(string(case, "utc"));
        let (plain, tagged) = local(instant, &zone(case));
        let seconds = case["offset"].as_i64().unwrap_or(i64::MAX);
        let minutes = match tagged.offset() {
            Offset::Minutes(minutes) => i64::from(minutes),
            Offset::Utc => 0,
            Offset::Unspecified => i64::MAX,
        };
        let right = plain == parse(string(case, "local")) && minutes == seconds / 60;
        let merged = MERGED
            .iter()
            .find(|(name, _)| *name == string(case, "zone"));
        if !right
            && string(case, "utc") < "1970"
            && let Some((_, with)) = merged
        {
            // The result is then that of the other zone.
            let other = local(instant, &TimeZone::parse(with).expect("a zone"));
            if (plain, tagged) == other {
                report.apart(
                    id,
                    &format!("before 1970 the IANA database merges it with {with}"),
                );
                continue;
            }
        }
        let keeps = tagged.to_utc() == instant.to_utc();
        report.check(id, right && keeps, || format!("{plain} {tagged}"));
    }
    report.finish();
}

#[test]
fn local_times_to_instants() {
    let Some(suite) = file("timezones.json") else {
        return;
    };
    let mut report = Report::new("digits to instants");
    for case in list(&suite, "local_to_utc") {
        let local = parse(string(case, "local"));
        let utc = incoming(local, DateClass::Diary, Tz::UTC, Some(&zone(case)));
        // In a gap and in an overlap, the later instant.
        let wanted = parse(string(case, "utc_later"));
        report.equal(string(case, "id"), &utc.naive(), &wanted.naive());
    }
    report.finish();
}
