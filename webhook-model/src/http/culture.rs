//! Values inside texts, written for a reader's culture: `SO-Culture` (vendor documentation).
//!
//! A value is in brackets after a mark of its type, in an invariant form:
//!
//! | value | read | written |
//! |---|---|---|
//! | `[I:12345]` | a whole number | the culture's digits and sign, not grouped |
//! | `[F:4.43]` | a number | with the culture's decimal sign and all its decimals, not grouped |
//! | `[M:1234.5]` | an amount | grouped, two decimals, half rounded away from zero |
//! | `[D:05/31/1999 00:00:00.0000000]` | month, day, year | the culture's short date, the year in full |
//! | `[DT:05/31/1999 14:52:00]` | the same with a time | short date and short time |
//! | `[T:14:52]` | a time, also after a date | the culture's short time |
//!
//! A binary value, `[B:..]`, has no culture and is left unchanged, as is all text that is not in the
//! table. Dates are in the Gregorian calendar and are not converted to a time zone: the vendor does not
//! document a conversion. Words and patterns come from the Unicode CLDR, combined as in .NET;
//! `docs/cultures.md` lists the remaining differences. Numbers and dates that are properties of their
//! own are not affected: JSON and XML are invariant.

use std::borrow::Cow;

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{T, YMD};
use icu_datetime::input::{Date, Time};
use icu_datetime::options::{TimePrecision, YearStyle};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::Locale;

use super::language_tag::LanguageTag;
use crate::property::encoded::{self, is_digits};

/// The longest value that is read, in bytes: more than any number or date in practice.
const MAX_LENGTH: usize = 64;

/// Writes the values inside texts for one culture.
///
/// ```
/// use http::header::{HeaderMap, HeaderValue};
/// use webhook_model::http::culture::CultureFormatter;
/// use webhook_model::http::language::Languages;
///
/// let languages = Languages::resolve([], Some(b"en"), Some(b"nb-NO"));
/// let culture = languages.culture.expect("a culture");
/// let formatter = CultureFormatter::new(&culture);
/// assert_eq!(formatter.format("[F:4.43] on [D:05/31/1999]"), "4,43 on 31.05.1999");
/// assert_eq!(formatter.format("[F:4,43] [B:X98=]"), "[F:4,43] [B:X98=]");
/// ```
pub struct CultureFormatter {
    number: Option<DecimalFormatter>,
    amount: Option<DecimalFormatter>,
    date: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    time: Option<NoCalendarFormatter<T>>,
}

impl CultureFormatter {
    /// The formatter of a culture. If the CLDR does not have the culture, its nearest one is used, or
    /// else the invariant format.
    #[must_use]
    pub fn new(culture: &LanguageTag) -> Self {
        let locale: Locale = culture.as_str().parse().unwrap_or(Locale::UNKNOWN);
        let number = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new((&locale).into(), options).ok()
        };
        let date = YMD::short().with_year_style(YearStyle::Full);
        let time = T::short().with_time_precision(TimePrecision::Minute);
        Self {
            number: number(GroupingStrategy::Never),
            amount: number(GroupingStrategy::Auto),
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), date).ok(),
            time: NoCalendarFormatter::try_new((&locale).into(), time).ok(),
        }
    }

    /// The text with each value in it written for the culture; borrowed if there is none.
    ///
    /// Takes time proportional to the text.
    #[must_use]
    pub fn format<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut output = String::new();
        let mut covered = 0;
        let mut from = 0;
        while let Some(bracket) = text.get(from..).and_then(|rest| rest.find('[')) {
            let start = from + bracket;
            from = start + 1;
            let inner = text.get(from..).unwrap_or_default();
            let Some(length) = inner
                .bytes()
                .take(MAX_LENGTH)
                .position(|byte| matches!(byte, b']' | b'['))
                .filter(|&length| inner.as_bytes().get(length) == Some(&b']'))
            else {
                continue;
            };
            let value = inner.get(..length).unwrap_or_default();
            if let Some(written) = self.value(value) {
                output.push_str(text.get(covered..start).unwrap_or_default());
                output.push_str(&written);
                covered = from + length + 1;
                from = covered;
            }
        }
        if covered == 0 {
            return Cow::Borrowed(text);
        }
        output.push_str(text.get(covered..).unwrap_or_default());
        Cow::Owned(output)
    }

    /// One value, without its brackets.
    fn value(&self, value: &str) -> Option<String> {
        let (mark, value) = value.split_once(':')?;
        match mark {
            "I" | "F" => {
                let number = number(value, mark == "F")?;
                Some(self.number.as_ref()?.format_to_string(&number))
            }
            "M" => {
                let mut amount = number(value, true)?;
                if amount.absolute.digit_at(-3) < 5 {
                    amount.absolute.trunc(-2);
                } else {
                    amount.absolute.expand(-2);
                }
                amount.absolute.trim_end();
                amount.absolute.trim_start();
                amount.absolute.pad_end(-2);
                self.grouped(&amount)
            }
            "D" => self.date(date_and_time(value)?.0),
            // .NET puts a space between the two, whatever the culture.
            "DT" => {
                let (date, time) = date_and_time(value)?;
                Some(format!("{} {}", self.date(date)?, self.time(time)?))
            }
            "T" => self.time(match date_and_time(value) {
                Some((_, time)) => time,
                None => time_of(value)?,
            }),
            _ => None,
        }
    }

    /// An amount in groups. .NET groups every number of four or more digits. The CLDR of some languages
    /// starts at five: a four-digit number is then formatted with one more digit, which is removed.
    fn grouped(&self, amount: &Decimal) -> Option<String> {
        let formatter = self.amount.as_ref()?;
        if amount.absolute.nonzero_magnitude_start() != 3 {
            return Some(formatter.format_to_string(amount));
        }
        let digits = amount.to_string();
        let (sign, digits) = match digits.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", digits.as_str()),
        };
        let longer = Decimal::try_from_str(&format!("{sign}1{digits}")).ok()?;
        let one = formatter.format_to_string(&Decimal::from(1));
        Some(formatter.format_to_string(&longer).replacen(&one, "", 1))
    }

    /// The short date. Its year has four digits and no era, as .NET's `yyyy`: an early date is formatted
    /// with a later year, which is then replaced.
    fn date(&self, date: Date<Gregorian>) -> Option<String> {
        let formatter = self.date.as_ref()?;
        let year = date.era_year().year;
        if year >= 1000 {
            return Some(formatter.format(&date).to_string());
        }
        // The calendar repeats after 2000 years.
        let later = year + 2000;
        let month = date.month().ordinal;
        let later_date = Date::try_new_gregorian(later, month, date.day_of_month().0).ok()?;
        let number = self.number.as_ref()?;
        let mut padded = Decimal::from(year);
        padded.absolute.pad_start(4);
        let written = formatter.format(&later_date).to_string();
        let later = number.format_to_string(&Decimal::from(later));
        Some(written.replacen(&later, &number.format_to_string(&padded), 1))
    }

    /// The short time. The CLDR has no-break spaces in it, .NET has ordinary spaces.
    fn time(&self, time: Time) -> Option<String> {
        let written = self.time.as_ref()?.format(&time).to_string();
        Some(written.replace(['\u{202f}', '\u{a0}'], " "))
    }
}

impl std::fmt::Debug for CultureFormatter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CultureFormatter")
    }
}

/// A number, with or without decimals.
fn number(text: &str, with_decimals: bool) -> Option<Decimal> {
    if !with_decimals && text.contains('.') {
        return None;
    }
    Decimal::try_from_str(encoded::number(text)?).ok()
}

/// `MM/dd/yyyy`, alone or with a time after a space.
fn date_and_time(text: &str) -> Option<(Date<Gregorian>, Time)> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, time_of(time)?),
        None => (text, Time::start_of_day()),
    };
    let mut parts = date.split('/');
    let (month, day) = (two_digits(parts.next()?)?, two_digits(parts.next()?)?);
    let year = parts.next().filter(|year| year.len() == 4)?;
    if parts.next().is_some() || !is_digits(year) {
        return None;
    }
    let date = Date::try_new_gregorian(year.parse().ok()?, month, day).ok()?;
    Some((date, time))
}

/// `HH:mm`, `HH:mm:ss` or `HH:mm:ss.fffffff`.
fn time_of(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (two_digits(parts.next()?)?, two_digits(parts.next()?)?);
    let second = match parts.next() {
        None => 0,
        Some(second) => match second.split_once('.') {
            None => two_digits(second)?,
            Some((second, ticks)) => {
                let is_ticks = ticks.len() <= 7 && is_digits(ticks);
                is_ticks.then(|| two_digits(second)).flatten()?
            }
        },
    };
    if parts.next().is_some() || second > 59 {
        return None;
    }
    // Seconds are not part of a short time.
    Time::try_new(hour, minute, second, 0).ok()
}

fn two_digits(text: &str) -> Option<u8> {
    let is_number = text.len() == 2 && is_digits(text);
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(culture: &str, text: &str) -> String {
        let culture = LanguageTag::from_bytes(culture.as_bytes()).expect("a language tag");
        CultureFormatter::new(&culture).format(text).into_owned()
    }

    #[test]
    fn values_are_written_for_the_culture() {
        let all = "[I:-12345]|[F:1234.50]|[M:1234.565]|[D:05/31/1999 00:00:00.0000000]|[DT:05/31/1999 14:52:18]|[T:14:52]";
        for (culture, text, expected) in [
            (
                "en-US",
                all,
                "-12345|1234.50|1,234.57|5/31/1999|5/31/1999 2:52 PM|2:52 PM",
            ),
            (
                "de-DE",
                all,
                "-12345|1234,50|1.234,57|31.05.1999|31.05.1999 14:52|14:52",
            ),
            (
                "nb-NO",
                all,
                "\u{2212}12345|1234,50|1\u{a0}234,57|31.05.1999|31.05.1999 14:52|14:52",
            ),
            // Amounts have two decimals.
            ("en-US", "[M:0] [M:-0.005] [M:1]", "0.00 -0.01 1.00"),
            ("en-US", "[M:1.1] [M:1000000]", "1.10 1,000,000.00"),
            ("en-US", "[M:1000] [M:-1111.999]", "1,000.00 -1,112.00"),
            ("en-US", "[M:9999.995] [M:0001234]", "10,000.00 1,234.00"),
            // The ends of the range.
            ("en-GB", "[D:01/01/0001]", "01/01/0001"),
            ("en-GB", "[D:12/31/9999 23:59:59.9999999]", "31/12/9999"),
            // Unknown cultures.
            ("xx", "[F:1.5]", "1.5"),
            ("qaa-Zzzz", "[I:1]", "1"),
            // Values beside brackets that hold none.
            ("de", "[[F:1.5]] [I:[I:2]", "[1,5] [I:2"),
            ("de", "[F:1.5][F:2.5]\u{20ac}", "1,52,5\u{20ac}"),
        ] {
            assert_eq!(format(culture, text), expected, "{culture}: {text}");
        }
    }

    /// The patterns of .NET for the vendor's languages; `docs/cultures.md` lists where the CLDR differs.
    #[test]
    fn the_vendors_languages_are_written_as_dotnet_writes_them() {
        let text = "[M:1234.5]|[D:05/03/1999]|[DT:05/31/1999 04:02:18]|[T:14:52]";
        for (culture, expected) in [
            ("en-US", "1,234.50|5/3/1999|5/31/1999 4:02 AM|2:52 PM"),
            ("en-GB", "1,234.50|03/05/1999|31/05/1999 04:02|14:52"),
            ("nb", "1\u{a0}234,50|03.05.1999|31.05.1999 04:02|14:52"),
            ("sv", "1\u{a0}234,50|1999-05-03|1999-05-31 04:02|14:52"),
            ("da", "1.234,50|03.05.1999|31.05.1999 04.02|14.52"),
            ("fi", "1\u{a0}234,50|3.5.1999|31.5.1999 4.02|14.52"),
            ("fr", "1\u{202f}234,50|03/05/1999|31/05/1999 04:02|14:52"),
            ("de", "1.234,50|03.05.1999|31.05.1999 04:02|14:52"),
            ("it", "1.234,50|03/05/1999|31/05/1999 04:02|14:52"),
            ("nl", "1.234,50|03-05-1999|31-05-1999 04:02|14:52"),
            ("pl", "1\u{a0}234,50|03.05.1999|31.05.1999 04:02|14:52"),
            ("ru", "1\u{a0}234,50|03.05.1999|31.05.1999 04:02|14:52"),
            ("zh", "1,234.50|1999/5/3|1999/5/31 04:02|14:52"),
            ("ja", "1,234.50|1999/05/03|1999/05/31 4:02|14:52"),
            ("uk", "1\u{a0}234,50|03.05.1999|31.05.1999 04:02|14:52"),
            ("vi", "1.234,50|03/05/1999|31/05/1999 04:02|14:52"),
            ("pt", "1.234,50|03/05/1999|31/05/1999 04:02|14:52"),
            // Here the CLDR differs: .NET has dd.MM.yyyy, H:mm and yyyy. M. d.
            ("cs", "1\u{a0}234,50|03. 05. 1999|31. 05. 1999 4:02|14:52"),
            ("es", "1.234,50|3/5/1999|31/5/1999 04:02|14:52"),
            (
                "ko",
                "1,234.50|1999/5/3|1999/5/31 \u{c624}\u{c804} 4:02|\u{c624}\u{d6c4} 2:52",
            ),
        ] {
            assert_eq!(format(culture, text), expected, "{culture}");
        }
    }

    #[test]
    fn early_years_have_four_digits() {
        for (culture, expected) in [
            ("en-US", "2/29/0004 1/1/0999 1/1/1000"),
            ("sv", "0004-02-29 0999-01-01 1000-01-01"),
            ("fa", "\u{6f0}\u{6f0}\u{6f0}\u{6f4}/\u{6f2}/\u{6f2}\u{6f9}"),
        ] {
            let text = "[D:02/29/0004] [D:01/01/0999] [D:01/01/1000]";
            let written = format(culture, text);
            assert!(written.starts_with(expected), "{culture}: {written}");
        }
    }

    #[test]
    fn malformed_text_is_borrowed_unchanged() {
        let culture = LanguageTag::from_bytes(b"de").expect("a language tag");
        let formatter = CultureFormatter::new(&culture);
        let long = format!("[I:{}]", "1".repeat(100));
        for text in [
            "",
            "plain",
            "[]",
            "[I:]",
            "[I:1",
            "[I:1.5]",
            "[I:+1]",
            "[I: 1]",
            "[I:1e5]",
            "[i:1]",
            "[F:4,43]",
            "[F:.5]",
            "[F:5.]",
            "[F:--1]",
            "[F:NaN]",
            "[F:1.2.3]",
            "[M:kr 5]",
            "[D:1999-05-31]",
            "[D:09.11.2017]",
            "[D:31/05/1999]",
            "[D:02/29/1999]",
            "[D:5/5/1999]",
            "[D:05/05/99]",
            "[D:05/05/1999 ]",
            "[D:05/05/1999 24:00]",
            "[D:00/00/0000]",
            "[DT:14:52]",
            "[T:14:60]",
            "[T:14:52:60]",
            "[T:14:52:18.]",
            "[T:14:52:18.12345678]",
            "[T:1452]",
            "[B:X98=]",
            "[X:1]",
            "[SR_NAME]",
            long.as_str(),
            "[I:\u{661}]",
        ] {
            let written = formatter.format(text);
            assert!(
                matches!(written, Cow::Borrowed(same) if same == text),
                "{text} became {written}"
            );
        }
    }
}
