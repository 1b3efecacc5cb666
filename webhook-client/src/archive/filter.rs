//! Typed filters.

use std::fmt;

use webhook_model::DateTime;

use super::operand::{Number, Operand};

/// A column of an archive that a [`Filter`] compares with values.
///
/// Each method is one of NetServer's operators and applies to columns of one type: text, numbers,
/// dates, list items, users. A text operand cannot change the query.
///
/// ```
/// use webhook_client::archive::column;
///
/// let user_input = "x' or name begins '";
/// let filter = column("name")
///     .begins(user_input)
///     .and(column("category").one_of([1, 2]).or(column("business").equals(3)));
/// assert_eq!(
///     filter.to_string(),
///     "name begins 'x'' or name begins ''' and (category oneOf (1,2) or business equals 3)"
/// );
/// ```
#[derive(Debug, Clone)]
pub struct Column(String);

/// Names a column, such as `name` or `person/fullName`.
pub fn column(name: impl Into<String>) -> Column {
    Column(name.into())
}

/// The number of values that an operator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    One,
    Many,
}

/// A comparison, and how it is combined with the others.
#[derive(Debug, Clone)]
pub(super) struct Restriction {
    pub(super) column: String,
    pub(super) operator: &'static str,
    pub(super) operands: Vec<Operand>,
    takes: Takes,
    /// The number of parentheses: positive if they open before the comparison, negative if they
    /// close after it.
    pub(super) parentheses: i32,
    /// The operator that joins it to the next one.
    pub(super) join: Join,
}

/// The operator between two restrictions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    And,
    Or,
}

/// A condition on the rows of an archive: comparisons of [`column()`]s, joined by [`and`](Self::and) and
/// [`or`](Self::or).
#[derive(Debug, Clone)]
#[must_use]
pub struct Filter {
    // A flat list, as in NetServer's request, so that long filters need no recursion.
    pub(super) restrictions: Vec<Restriction>,
    /// Whether there is an `or` outside parentheses.
    loose: bool,
    pub(super) mistake: Option<&'static str>,
}

impl Filter {
    /// Both conditions must hold.
    pub fn and(self, other: Self) -> Self {
        // `and` binds tighter than `or`.
        let mut all = self.grouped();
        all.append(other.grouped(), Join::And);
        all
    }

    /// At least one of the conditions must hold.
    pub fn or(mut self, other: Self) -> Self {
        self.append(other, Join::Or);
        self.loose = true;
        self
    }

    /// Why the condition cannot be written in REST's `$filter`.
    pub(super) fn mistake_in_text(&self) -> Option<&'static str> {
        let is_unset = |one: &Restriction| {
            one.operator == "set" && one.operands.contains(&Operand::Bool(false))
        };
        self.restrictions.iter().any(is_unset).then_some(
            "a filter of REST has no documented form for `set(false)`: read the rows by `archive(..)`",
        )
    }

    /// Adds parentheses if there is an `or` outside parentheses. Then there are at least two
    /// restrictions, so none of them both opens and closes.
    fn grouped(mut self) -> Self {
        if self.loose {
            if let Some(first) = self.restrictions.first_mut() {
                first.parentheses += 1;
            }
            if let Some(last) = self.restrictions.last_mut() {
                last.parentheses -= 1;
            }
            self.loose = false;
        }
        self
    }

    fn append(&mut self, other: Self, join: Join) {
        if let Some(last) = self.restrictions.last_mut() {
            last.join = join;
        }
        self.restrictions.extend(other.restrictions);
        self.loose |= other.loose;
        self.mistake = self.mistake.or(other.mistake);
    }
}

/// The text of REST's `$filter`. It has no documented form for a boolean that is false: such a
/// condition is written as `set false`, and a REST list refuses to send it.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut join = None;
        for restriction in &self.restrictions {
            match join {
                Some(Join::And) => f.write_str(" and ")?,
                Some(Join::Or) => f.write_str(" or ")?,
                None => {}
            }
            restriction.write(f)?;
            join = Some(restriction.join);
        }
        Ok(())
    }
}

impl Restriction {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for _ in 0..self.parentheses {
            f.write_str("(")?;
        }
        f.write_str(&self.column)?;
        match (self.operator, self.operands.as_slice()) {
            // As text, the operator means that the column is set.
            ("set", [Operand::Bool(true)]) => f.write_str(" set")?,
            ("set", [Operand::Bool(false)]) => f.write_str(" set false")?,
            (operator, operands) => {
                write!(f, " {operator}")?;
                let literals: Vec<String> = operands.iter().map(Operand::literal).collect();
                match self.takes {
                    Takes::One => literals.iter().try_for_each(|text| write!(f, " {text}"))?,
                    Takes::Many => write!(f, " ({})", literals.join(","))?,
                }
            }
        }
        for _ in self.parentheses..0 {
            f.write_str(")")?;
        }
        Ok(())
    }
}

/// Whether the character is allowed in the name of a column.
pub(super) fn is_name(name: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/' | b'.' | b':' | b'-');
    !name.is_empty() && name.len() <= 200 && name.bytes().all(allowed)
}

macro_rules! operators {
    ($($(#[$doc:meta])* $method:ident($($operand:ident: $given:ty),*) = $operator:literal [$($value:expr),*];)*) => {
        impl Column {$(
            $(#[$doc])*
            pub fn $method(self, $($operand: $given),*) -> Filter {
                self.compare($operator, vec![$($value),*], false)
            }
        )*}
    };
}

operators! {
    /// The text is equal to `text`.
    is(text: impl Into<String>) = "is" [Operand::Text(text.into())];
    /// The text is not equal to `text`.
    is_not(text: impl Into<String>) = "isNot" [Operand::Text(text.into())];
    /// The text begins with `text`.
    begins(text: impl Into<String>) = "begins" [Operand::Text(text.into())];
    /// The text does not begin with `text`.
    not_begins(text: impl Into<String>) = "notBegins" [Operand::Text(text.into())];
    /// The text contains `text`.
    contains(text: impl Into<String>) = "contains" [Operand::Text(text.into())];
    /// The text does not contain `text`.
    not_contains(text: impl Into<String>) = "notContains" [Operand::Text(text.into())];
    /// The number is equal to `number`.
    equals(number: impl Into<Number>) = "equals" [Operand::Number(number.into())];
    /// The number is not equal to `number`.
    unequals(number: impl Into<Number>) = "unequals" [Operand::Number(number.into())];
    /// The number is greater than `number`.
    greater(number: impl Into<Number>) = "greater" [Operand::Number(number.into())];
    /// The number is less than `number`.
    less(number: impl Into<Number>) = "less" [Operand::Number(number.into())];
    /// The boolean is `value`. A REST list can only send `true`.
    set(value: bool) = "set" [Operand::Bool(value)];
    /// The user is the authenticated user.
    current_associate() = "currentAssociate" [];
    /// The date is before `day`, ignoring the time of day.
    before(day: impl Into<DateTime>) = "before" [Operand::Date(day.into())];
    /// The date is `day`, ignoring the time of day.
    date(day: impl Into<DateTime>) = "date" [Operand::Date(day.into())];
    /// The date is after `day`, ignoring the time of day.
    after(day: impl Into<DateTime>) = "after" [Operand::Date(day.into())];
    /// The date and time are before `time`.
    before_time(time: impl Into<DateTime>) = "beforeTime" [Operand::Time(time.into())];
    /// The date and time are equal to `time`.
    date_time(time: impl Into<DateTime>) = "dateTime" [Operand::Time(time.into())];
    /// The date and time are equal to `time` or after it.
    after_time(time: impl Into<DateTime>) = "afterTime" [Operand::Time(time.into())];
    /// The date is today.
    today() = "today" [];
    /// The date is in this week.
    this_week() = "thisWeek" [];
    /// The date is in this month.
    this_month() = "thisMonth" [];
    /// The date is in this year.
    this_year() = "thisYear" [];
}

impl Column {
    /// The number is between two others.
    pub fn between(self, first: impl Into<Number>, last: impl Into<Number>) -> Filter {
        let numbers = [first.into(), last.into()].map(Operand::Number);
        self.compare("between", numbers.into(), true)
    }

    /// The day is between two others.
    pub fn date_between(self, first: impl Into<DateTime>, last: impl Into<DateTime>) -> Filter {
        let days = [first.into(), last.into()].map(Operand::Date);
        self.compare("dateBetween", days.into(), true)
    }

    /// The item of the list has one of these ids.
    pub fn one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.compare("oneOf", numbers(ids), true)
    }

    /// The item of the list has none of these ids.
    pub fn not_one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.compare("notOneOf", numbers(ids), true)
    }

    /// The user has one of these ids.
    pub fn associate_is_one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.compare("associateIsOneOf", numbers(ids), true)
    }

    /// The user has none of these ids.
    pub fn associate_is_not_one_of(self, ids: impl IntoIterator<Item = i32>) -> Filter {
        self.compare("associateIsNotOneOf", numbers(ids), true)
    }

    fn compare(self, operator: &'static str, operands: Vec<Operand>, many: bool) -> Filter {
        let mistake = if !is_name(&self.0) {
            Some("the name of a column in a filter may contain letters, digits and `_/.:-`")
        } else if many && operands.is_empty() {
            Some("a filter for one of several values needs a value")
        } else {
            operands.iter().find_map(Operand::mistake)
        };
        Filter {
            restrictions: vec![Restriction {
                column: self.0,
                operator,
                operands,
                takes: if many { Takes::Many } else { Takes::One },
                parentheses: 0,
                join: Join::And,
            }],
            loose: false,
            mistake,
        }
    }
}

fn numbers(ids: impl IntoIterator<Item = i32>) -> Vec<Operand> {
    let number = |id: i32| Operand::Number(id.into());
    ids.into_iter().map(number).collect()
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
