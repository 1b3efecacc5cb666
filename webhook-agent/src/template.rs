//! Paths with arguments, in the notation of ASP.NET: `/api/v1/Webhook/{id:int}`.

use crate::path::decode;

/// A path whose segments are literals or arguments.
#[derive(Debug)]
pub(crate) struct Template(Vec<Segment>);

#[derive(Debug)]
enum Segment {
    Literal(&'static str),
    Int(&'static str),
    Text(&'static str),
}

/// The values of the arguments in a path, by name.
pub(crate) type Arguments = Vec<(&'static str, String)>;

impl Template {
    pub(crate) fn parse(path: &'static str) -> Self {
        let segments = path.split('/').skip(1);
        Self(segments.map(Segment::parse).collect())
    }

    /// The number of literal segments: if a path matches two templates, the one with more literals
    /// is used.
    pub(crate) fn literals(&self) -> usize {
        let is_literal = |segment: &&Segment| matches!(segment, Segment::Literal(_));
        self.0.iter().filter(is_literal).count()
    }

    /// The arguments in a path; `None` if it does not match. Literals match in any case and a
    /// trailing slash is ignored, as in .NET.
    pub(crate) fn find(&self, path: &str) -> Option<Arguments> {
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut given = path.strip_prefix('/')?.split('/');
        let mut arguments = Arguments::new();
        for segment in &self.0 {
            let given = decode(given.next()?, false)?;
            match *segment {
                Segment::Literal(literal) if literal.eq_ignore_ascii_case(&given) => {}
                Segment::Literal(_) => return None,
                Segment::Int(name) => {
                    given.parse::<i32>().ok()?;
                    arguments.push((name, given));
                }
                Segment::Text(name) => {
                    let is_text = !given.is_empty()
                        && !given.contains(|letter: char| letter == '/' || letter.is_control());
                    is_text.then(|| arguments.push((name, given)))?;
                }
            }
        }
        given.next().is_none().then_some(arguments)
    }
}

impl Segment {
    fn parse(text: &'static str) -> Self {
        let argument = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        match argument.map(|argument| (argument, argument.strip_suffix(":int"))) {
            None => Self::Literal(text),
            Some((_, Some(name))) => Self::Int(name),
            Some((name, None)) => Self::Text(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn arguments_of_paths() {
        let last_error = Template::parse("/api/v1/Webhook/{id:int}/LastError");
        let signal = Template::parse("/api/v1/Webhook/{eventName}/{primaryKey:int}");
        for (template, path, expected) in [
            (&last_error, "/api/v1/webhook/7/LASTERROR", Some("7")),
            (
                &last_error,
                "/api/v1/Webhook/-2147483648/LastError/",
                Some("-2147483648"),
            ),
            (&last_error, "/api/v1/Webhook/2147483648/LastError", None),
            (&last_error, "/api/v1/Webhook//LastError", None),
            (&last_error, "/api/v1/Webhook/7/LastError/more", None),
            (&last_error, "/api/v1/Webhook/7", None),
            (
                &signal,
                "/api/v1/Webhook/Sale%2Esold/5",
                Some("Sale.sold 5"),
            ),
            (&signal, "/api/v1/Webhook/a%2fb/5", None),
            (&signal, "/api/v1/Webhook/a%00/5", None),
            (&signal, "/api/v1/Webhook/a/b", None),
        ] {
            let found = template.find(path).map(|arguments| {
                let values: Vec<String> = arguments.into_iter().map(|(_, value)| value).collect();
                values.join(" ")
            });
            assert_eq!(found.as_deref(), expected, "{path}");
        }
        assert!(last_error.literals() > signal.literals());
    }
}
