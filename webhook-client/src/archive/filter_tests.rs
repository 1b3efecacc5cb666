//! Tests of filters: their text, their encoding and their meaning.

use super::*;

/// A condition as a tree, whose value is compared with that of the flat list.
enum Tree {
    Leaf(usize),
    And(Box<Tree>, Box<Tree>),
    Or(Box<Tree>, Box<Tree>),
}

impl Tree {
    /// A tree of all conditions with `number` leaves, starting at leaf `next`.
    fn grow(number: &mut u64, leaves: &mut usize, depth: u32) -> Self {
        *number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let choice = (*number >> 33) % 5;
        if depth == 0 || choice == 0 {
            *leaves += 1;
            return Self::Leaf(*leaves - 1);
        }
        let left = Box::new(Self::grow(number, leaves, depth - 1));
        let right = Box::new(Self::grow(number, leaves, depth - 1));
        if choice.is_multiple_of(2) {
            Self::And(left, right)
        } else {
            Self::Or(left, right)
        }
    }

    fn filter(&self) -> Filter {
        match self {
            Self::Leaf(at) => column("c").equals(i32::try_from(*at).expect("few leaves")),
            Self::And(left, right) => left.filter().and(right.filter()),
            Self::Or(left, right) => left.filter().or(right.filter()),
        }
    }

    fn value(&self, leaves: u64) -> bool {
        match self {
            Self::Leaf(at) => leaves >> at & 1 == 1,
            Self::And(left, right) => left.value(leaves) && right.value(leaves),
            Self::Or(left, right) => left.value(leaves) || right.value(leaves),
        }
    }
}

/// Evaluates a list of restrictions as NetServer does: a positive number opens parentheses before a
/// restriction, a negative one closes them after it, and `and` binds tighter than `or`.
fn list_value(list: &[Restriction], leaves: u64) -> bool {
    let mut text = String::new();
    for restriction in list {
        for _ in 0..restriction.parentheses {
            text.push('(');
        }
        let [Operand::Number(Number::Whole(at))] = restriction.operands.as_slice() else {
            panic!("one number");
        };
        text.push(if leaves >> at & 1 == 1 { '1' } else { '0' });
        for _ in restriction.parentheses..0 {
            text.push(')');
        }
        text.push(match restriction.join {
            Join::And => '&',
            Join::Or => '|',
        });
    }
    // The join of the last one joins nothing.
    text.pop();
    let mut letters = text.as_str();
    let value = any(&mut letters);
    assert_eq!(letters, "", "{text}");
    value
}

fn any(text: &mut &str) -> bool {
    let mut value = all(text);
    while let Some(rest) = text.strip_prefix('|') {
        *text = rest;
        value |= all(text);
    }
    value
}

fn all(text: &mut &str) -> bool {
    let mut value = one(text);
    while let Some(rest) = text.strip_prefix('&') {
        *text = rest;
        value &= one(text);
    }
    value
}

fn one(text: &mut &str) -> bool {
    if let Some(rest) = text.strip_prefix('(') {
        *text = rest;
        let value = any(text);
        *text = text.strip_prefix(')').expect("a closing parenthesis");
        return value;
    }
    let (value, rest) = text.split_at(1);
    *text = rest;
    value == "1"
}

#[test]
fn flat_lists_evaluate_like_the_trees() {
    let mut number = 1;
    let mut longest = 0;
    for _ in 0..500 {
        let mut leaves = 0;
        let tree = Tree::grow(&mut number, &mut leaves, 4);
        longest = longest.max(leaves);
        let filter = tree.filter();
        for round in 0..64_u64 {
            let values = round.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
            let found = list_value(&filter.restrictions, values);
            assert_eq!(found, tree.value(values), "{filter} of {values:b}");
        }
    }
    assert!(longest > 8, "{longest}");
}

#[test]
fn long_filters_do_not_recurse() {
    let mut filter = column("a").equals(0);
    for number in 0..20_000 {
        let other = column("b").equals(number);
        filter = if number % 2 == 0 {
            filter.and(other)
        } else {
            filter.or(other)
        };
    }
    assert_eq!(filter.restrictions.len(), 20_001);
    drop(filter.clone());
    assert!(filter.to_string().starts_with("(((("));
}

#[test]
fn every_operator_as_text_and_encoded() {
    let day = || DateTime::parse("2013-12-31T23:59:58.9876543").expect("a date");
    for (filter, text, values) in [
        (column("a").is("x"), "a is 'x'", "x"),
        (column("a").is_not("x"), "a isNot 'x'", "x"),
        (column("a").begins("x"), "a begins 'x'", "x"),
        (column("a").not_begins("x"), "a notBegins 'x'", "x"),
        (column("a").contains(""), "a contains ''", ""),
        (column("a").not_contains("x"), "a notContains 'x'", "x"),
        (column("a").equals(-5), "a equals -5", "[I:-5]"),
        (
            column("a").unequals(5_000_000_000_i64),
            "a unequals 5000000000",
            "[I:5000000000]",
        ),
        (column("a").greater(1.5), "a greater 1.5", "[F:1.5]"),
        (
            column("a").less(1e21),
            "a less 1000000000000000000000",
            "[F:1000000000000000000000]",
        ),
        (
            column("a").between(1, 2.5),
            "a between (1,2.5)",
            "[I:1];[F:2.5]",
        ),
        (column("a").set(true), "a set", "true"),
        (column("a").set(false), "a set false", "false"),
        (column("a").one_of([1, 2]), "a oneOf (1,2)", "[I:1];[I:2]"),
        (column("a").not_one_of([1]), "a notOneOf (1)", "[I:1]"),
        (
            column("a").associate_is_one_of([1]),
            "a associateIsOneOf (1)",
            "[I:1]",
        ),
        (
            column("a").associate_is_not_one_of([1]),
            "a associateIsNotOneOf (1)",
            "[I:1]",
        ),
        (column("a").current_associate(), "a currentAssociate", ""),
        (
            column("a").before(day()),
            "a before '2013-12-31'",
            "[D:12/31/2013 00:00:00.0000000]",
        ),
        (
            column("a").date(day()),
            "a date '2013-12-31'",
            "[D:12/31/2013 00:00:00.0000000]",
        ),
        (
            column("a").after(day()),
            "a after '2013-12-31'",
            "[D:12/31/2013 00:00:00.0000000]",
        ),
        (
            column("a").date_between(day(), day()),
            "a dateBetween ('2013-12-31','2013-12-31')",
            "[D:12/31/2013 00:00:00.0000000];[D:12/31/2013 00:00:00.0000000]",
        ),
        (
            column("a").before_time(day()),
            "a beforeTime '2013-12-31T23:59:58.9876543'",
            "[DT:12/31/2013 23:59:58.9876543]",
        ),
        (
            column("a").date_time(day()),
            "a dateTime '2013-12-31T23:59:58.9876543'",
            "[DT:12/31/2013 23:59:58.9876543]",
        ),
        (
            column("a").after_time(day()),
            "a afterTime '2013-12-31T23:59:58.9876543'",
            "[DT:12/31/2013 23:59:58.9876543]",
        ),
        (column("a").this_month(), "a thisMonth", ""),
        (column("a").today(), "a today", ""),
        (column("a").this_week(), "a thisWeek", ""),
        (column("a").this_year(), "a thisYear", ""),
    ] {
        assert_eq!(filter.mistake, None, "{text}");
        assert_eq!(filter.to_string(), text);
        let encoded: Vec<String> = filter.restrictions[0]
            .operands
            .iter()
            .map(Operand::encoded)
            .collect();
        assert_eq!(encoded.join(";"), values, "{text}");
    }
}

#[test]
fn invalid_operands_and_columns_are_errors() {
    let utc = || DateTime::parse("2013-12-31T23:59:58Z").expect("a date");
    for (filter, word) in [
        (column("a b").is("x"), "name of a column"),
        (column("").is("x"), "name of a column"),
        (column("a' or b").is("x"), "name of a column"),
        (column("a(b)").is("x"), "name of a column"),
        (column("a,b").is("x"), "name of a column"),
        (column("a").one_of([]), "needs a value"),
        (column("a").equals(f64::NAN), "infinity"),
        (column("a").between(1, f64::INFINITY), "infinity"),
        (column("a").after(utc()), "offset"),
        (column("a").date_between(utc(), utc()), "offset"),
        // Also if it is not the first one.
        (
            column("a").is("x").and(column("b c").is("x")),
            "name of a column",
        ),
        (
            column("a")
                .is("x")
                .or(column("b c").is("x"))
                .and(column("a").is("x")),
            "name of a column",
        ),
    ] {
        let mistake = filter.mistake.expect("a mistake");
        assert!(mistake.contains(word), "{filter}: {mistake}");
    }
}

/// How a server parses quotes in a literal.
#[derive(Debug, Clone, Copy)]
enum Dialect {
    /// A doubled quote is one quote.
    Doubled,
    /// A backslash escapes the next character.
    Backslash,
    /// Both.
    Both,
}

/// The text outside literals. The server rejects an unterminated literal.
fn outside(text: &str, dialect: Dialect) -> Option<String> {
    let mut letters = text.chars().peekable();
    let mut found = String::new();
    while let Some(letter) = letters.next() {
        if letter != '\'' {
            found.push(letter);
            continue;
        }
        loop {
            match letters.next()? {
                '\\' if !matches!(dialect, Dialect::Doubled) => {
                    letters.next()?;
                }
                '\'' if !matches!(dialect, Dialect::Backslash) && letters.peek() == Some(&'\'') => {
                    letters.next();
                }
                '\'' => break,
                _ => {}
            }
        }
    }
    Some(found)
}

#[test]
fn text_cannot_change_the_query() {
    let parts = [
        "'",
        "''",
        "\\",
        "\\'",
        " or b is ",
        "x",
        "%27",
        "(",
        ")",
        "\0",
        "\u{2019}",
        "\u{ff07}",
    ];
    let mut texts = vec![String::new()];
    for _ in 0..4 {
        let longer = texts
            .iter()
            .flat_map(|text| parts.map(|part| format!("{text}{part}")));
        texts = longer.collect();
    }
    assert_eq!(texts.len(), parts.len().pow(4));
    for text in texts {
        let filter = column("a")
            .is(text.as_str())
            .and(column("b").contains(text.as_str()));
        let written = filter.to_string();
        for dialect in [Dialect::Doubled, Dialect::Backslash, Dialect::Both] {
            let found = outside(&written, dialect);
            assert_eq!(
                found.as_deref(),
                Some("a is  and b contains "),
                "{written} {dialect:?}"
            );
        }
        assert_eq!(filter.restrictions[0].operands, [Operand::Text(text)]);
    }
}
