//! Typed filters.

use std::fmt;

use webhook_model::DateTime;

use super::operand::{Number, Operand};

/// A column of an archive, to compare in a [`Filter`].
///
/// Each method is one of NetServer's operators, and belongs to the columns of one type: text, numbers, dates,
/// items of lists, users. The text that is compared with cannot change the query.
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

/// How many values an operator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    One,
    Many,
}

/// One comparison, and its place between the others.
#[derive(Debug, Clone)]
pub(super) struct Restriction {
    pub(super) column: String,
    pub(super) operator: &'static str,
    pub(super) operands: Vec<Operand>,
    takes: Takes,
    /// Parentheses: those that open before it if positive, those that close after it if negative.
    pub(super) parentheses: i32,
    /// How it is joined to the next one.
    pub(super) join: Join,
}

/// How two restrictions are joined.
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
    // A list, as NetServer has it: nothing recurses, however many conditions there are.
    pub(super) restrictions: Vec<Restriction>,
    /// Whether there is an `or` outside of parentheses.
    loose: bool,
    pub(super) mistake: Option<&'static str>,
}

impl Filter {
    /// Both conditions hold.
    pub fn and(self, other: Self) -> Self {
        // `and` binds tighter than `or`.
        let mut all = self.grouped();
        all.append(other.grouped(), Join::And);
        all
    }

    /// At least one of the conditions holds.
    pub fn or(mut self, other: Self) -> Self {
        self.append(other, Join::Or);
        self.loose = true;
        self
    }

    /// Why the text of REST cannot say the condition.
    pub(super) fn mistake_in_text(&self) -> Option<&'static str> {
        let is_unset = |one: &Restriction| {
            one.operator == "set" && one.operands.contains(&Operand::Bool(false))
        };
        self.restrictions.iter().any(is_unset).then_some(
            "a filter of REST has no documented form for `set(false)`: read the rows by `archive(..)`",
        )
    }

    /// Puts parentheses around it, if there is an `or` outside of parentheses. There are two restrictions at least
    /// then, so that none both opens and closes.
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

/// The text of REST's `$filter`. It has no documented form for a boolean that is false: such a condition is shown as
/// `set false`, and a list of REST with it is refused before anything is sent.
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
            // In text the operator is the condition that the column is set.
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

/// The characters of a column's name: none that has a meaning between names.
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
    /// The text is equal.
    is(text: impl Into<String>) = "is" [Operand::Text(text.into())];
    /// The text is not equal.
    is_not(text: impl Into<String>) = "isNot" [Operand::Text(text.into())];
    /// The text begins with another.
    begins(text: impl Into<String>) = "begins" [Operand::Text(text.into())];
    /// The text does not begin with another.
    not_begins(text: impl Into<String>) = "notBegins" [Operand::Text(text.into())];
    /// The text contains another.
    contains(text: impl Into<String>) = "contains" [Operand::Text(text.into())];
    /// The text does not contain another.
    not_contains(text: impl Into<String>) = "notContains" [Operand::Text(text.into())];
    /// The number is equal.
    equals(number: impl Into<Number>) = "equals" [Operand::Number(number.into())];
    /// The number is not equal.
    unequals(number: impl Into<Number>) = "unequals" [Operand::Number(number.into())];
    /// The number is greater.
    greater(number: impl Into<Number>) = "greater" [Operand::Number(number.into())];
    /// The number is less.
    less(number: impl Into<Number>) = "less" [Operand::Number(number.into())];
    /// The boolean has a value. In a list of REST only `true` can be sent.
    set(value: bool) = "set" [Operand::Bool(value)];
    /// The user is the caller.
    current_associate() = "currentAssociate" [];
    /// The day is before another. The time of day is not compared.
    before(day: impl Into<DateTime>) = "before" [Operand::Date(day.into())];
    /// The day is the same.
    date(day: impl Into<DateTime>) = "date" [Operand::Date(day.into())];
    /// The day is after another.
    after(day: impl Into<DateTime>) = "after" [Operand::Date(day.into())];
    /// The date and time are before others.
    before_time(time: impl Into<DateTime>) = "beforeTime" [Operand::Time(time.into())];
    /// The date and time are the same.
    date_time(time: impl Into<DateTime>) = "dateTime" [Operand::Time(time.into())];
    /// The date and time are the same or later.
    after_time(time: impl Into<DateTime>) = "afterTime" [Operand::Time(time.into())];
    /// The day is today.
    today() = "today" [];
    /// The day is in this week.
    this_week() = "thisWeek" [];
    /// The day is in this month.
    this_month() = "thisMonth" [];
    /// The day is in this year.
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
