//! Why negotiation came out as it did, for a person who wonders.

use std::fmt;

use super::{MediaRange, Quality, Weighing};

/// What the `Accept` header says about each offered type, in offered order.
///
/// ```
/// use webhook_model::http::negotiation::explain;
///
/// let accept = b"application/xml;q=0.9, */*;q=0.1, text/json;q=0".as_slice();
/// let explanation = explain([accept], &["application/json", "text/json", "application/xml"]);
/// assert_eq!(explanation.chosen(), Some("application/xml"));
/// assert_eq!(
///     explanation.to_string(),
///     "application/json: q=0.1 by */*;q=0.1, less than the q=0.9 of application/xml\n\
///      text/json: excluded by text/json;q=0\n\
///      application/xml: chosen, q=0.9 by application/xml;q=0.9\n"
/// );
/// ```
#[must_use]
pub fn explain<'h, 'o>(
    lines: impl IntoIterator<Item = &'h [u8]>,
    offered: &[&'o str],
) -> Explanation<'h, 'o> {
    let weighing = Weighing::new(lines, offered);
    let mut best: Option<(usize, Quality)> = None;
    for index in 0..offered.len() {
        let quality = weighing.quality(index);
        if quality.is_acceptable() && best.is_none_or(|(_, other)| quality > other) {
            best = Some((index, quality));
        }
    }
    let verdicts = offered.iter().enumerate().map(|(index, &name)| {
        let range = weighing.decides(index);
        let quality = weighing.quality(index);
        let outcome = match (range, best) {
            (Some(_), _) if !quality.is_acceptable() => Outcome::Excluded,
            (None, _) if weighing.asks => Outcome::Uncovered,
            (_, Some((chosen, _))) if chosen == index => Outcome::Chosen,
            (_, Some((_, highest))) if quality < highest => Outcome::Outweighed,
            _ => Outcome::Later,
        };
        Verdict {
            offered: name,
            outcome,
            quality,
            range,
        }
    });
    Explanation {
        verdicts: verdicts.collect(),
        chosen: best.and_then(|(index, _)| offered.get(index).copied()),
        highest: best.map_or(Quality::NONE, |(_, quality)| quality),
        malformed: weighing.malformed,
    }
}

/// The answer of [`explain`]. Shown with one line for each offered type, and one about skipped members if there are any.
#[derive(Debug, Clone)]
pub struct Explanation<'h, 'o> {
    verdicts: Vec<Verdict<'h, 'o>>,
    chosen: Option<&'o str>,
    highest: Quality,
    malformed: usize,
}

impl<'h, 'o> Explanation<'h, 'o> {
    /// The type that negotiation chooses; `None` if none is acceptable.
    #[must_use]
    pub fn chosen(&self) -> Option<&'o str> {
        self.chosen
    }

    /// One verdict for each offered type, in offered order.
    ///
    /// ```
    /// # use webhook_model::http::negotiation::{Outcome, explain};
    /// let explanation = explain([], &["text/xml", "text/json"]);
    /// assert_eq!(explanation.verdicts()[1].outcome, Outcome::Later);
    /// ```
    #[must_use]
    pub fn verdicts(&self) -> &[Verdict<'h, 'o>] {
        &self.verdicts
    }

    /// How many members of the header were malformed and therefore skipped.
    #[must_use]
    pub fn malformed(&self) -> usize {
        self.malformed
    }
}

/// What became of one offered type.
#[derive(Debug, Clone, Copy)]
pub struct Verdict<'h, 'o> {
    /// The type as it was offered.
    pub offered: &'o str,
    /// Whether it won, and if not, why.
    pub outcome: Outcome,
    /// Its weight.
    pub quality: Quality,
    /// The range that decided; `None` if none covers the type, or if the header asks for nothing.
    pub range: Option<MediaRange<'h>>,
}

/// Why an offered type won or lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It has the highest weight, and is first among those that have it.
    Chosen,
    /// It is acceptable, but another is wanted more.
    Outweighed,
    /// It is wanted as much as the chosen one, which is earlier in the offered list.
    Later,
    /// The range that decides about it has the weight 0.
    Excluded,
    /// No range of the header covers it.
    Uncovered,
}

impl fmt::Display for Explanation<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for verdict in &self.verdicts {
            write!(f, "{verdict}")?;
            if let (Some(chosen), Outcome::Outweighed) = (self.chosen, verdict.outcome) {
                write!(f, ", less than the q={} of {chosen}", self.highest)?;
            } else if let (Some(chosen), Outcome::Later) = (self.chosen, verdict.outcome) {
                write!(f, ", as {chosen}, which is offered earlier")?;
            }
            f.write_str("\n")?;
        }
        if self.malformed > 0 {
            writeln!(f, "skipped as malformed: {}", self.malformed)?;
        }
        Ok(())
    }
}

impl fmt::Display for Verdict<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.offered)?;
        let quality = self.quality;
        match (self.outcome, self.range) {
            (Outcome::Excluded, Some(range)) => write!(f, "excluded by {range}"),
            (Outcome::Excluded | Outcome::Uncovered, _) => {
                f.write_str("not covered by any member of the header")
            }
            (Outcome::Chosen, Some(range)) => write!(f, "chosen, q={quality} by {range}"),
            (Outcome::Chosen, None) => f.write_str("chosen, as the header asks for nothing"),
            (_, Some(range)) => write!(f, "q={quality} by {range}"),
            (_, None) => write!(f, "q={quality}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(accept: &str) -> Vec<Outcome> {
        let explanation = explain([accept.as_bytes()], &["text/xml", "text/json", "image/png"]);
        explanation
            .verdicts()
            .iter()
            .map(|verdict| verdict.outcome)
            .collect()
    }

    #[test]
    fn each_outcome() {
        use Outcome::{Chosen, Excluded, Later, Outweighed, Uncovered};
        assert_eq!(outcomes(""), [Chosen, Later, Later]);
        assert_eq!(outcomes("text/*"), [Chosen, Later, Uncovered]);
        assert_eq!(outcomes("text/xml;q=0.1, */*"), [Outweighed, Chosen, Later]);
        assert_eq!(
            outcomes("text/*;q=0, image/png"),
            [Excluded, Excluded, Chosen]
        );
        assert_eq!(outcomes("audio/*"), [Uncovered, Uncovered, Uncovered]);
    }

    #[test]
    fn the_choice_is_that_of_negotiation() {
        for accept in [
            "",
            "text/json",
            "*/*;q=0",
            "image/*, text/json",
            "image/*;q=0.5, text/*;q=0.6",
            "x",
        ] {
            let offered = ["text/xml", "text/json", "image/png"];
            let best = super::super::preferred([accept.as_bytes()], &offered)
                .first()
                .map(|best| best.index);
            let expected = best.and_then(|index| offered.get(index).copied());
            assert_eq!(
                explain([accept.as_bytes()], &offered).chosen(),
                expected,
                "{accept}"
            );
        }
    }

    #[test]
    fn skipped_members_are_counted() {
        let shown = explain([b"x, text/xml, */y".as_slice()], &["text/xml"]).to_string();
        assert_eq!(
            shown,
            "text/xml: chosen, q=1 by text/xml\nskipped as malformed: 2\n"
        );
    }
}
