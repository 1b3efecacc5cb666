//! Tags and entities of .NET's XML comments and HTML.

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Code(String),
}

/// The paragraphs of a description, with tags and entities resolved.
pub(super) fn paragraphs(description: &str) -> Vec<Vec<Piece>> {
    // Some descriptions are escaped twice.
    let text = entities(&entities(description));
    let mut paragraphs = Paragraphs::default();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        paragraphs.text(before);
        if let Some(tag) = Tag::at(tag) {
            rest = tag.rest;
            paragraphs.tag(&tag);
        } else {
            paragraphs.text("<");
            rest = tag.get(1..).unwrap_or_default();
        }
    }
    paragraphs.text(rest);
    paragraphs.end();
    paragraphs.done
}

#[derive(Default)]
struct Paragraphs {
    done: Vec<Vec<Piece>>,
    current: Vec<Piece>,
    in_code: bool,
}

impl Paragraphs {
    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && !self.in_code {
                self.end();
            }
            let line: String = line
                .chars()
                .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
                .filter(|letter| !is_invisible(*letter))
                .collect();
            match (self.in_code, self.current.last_mut()) {
                (true, Some(Piece::Code(code))) => code.push_str(&line),
                (false, Some(Piece::Text(known))) => known.push_str(&line),
                (false, _) => self.current.push(Piece::Text(line)),
                (true, _) => self.current.push(Piece::Code(line)),
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "c" | "code" | "pre" | "tt" => {
                self.in_code = !tag.closes && !tag.empty;
                if self.in_code {
                    self.current.push(Piece::Code(String::new()));
                }
            }
            "see" | "seealso" | "paramref" | "typeparamref" if tag.empty => {
                if let Some(name) = tag.reference() {
                    self.current.push(Piece::Code(name));
                }
            }
            "para" | "p" | "br" | "li" | "ul" | "ol" | "item" | "list" | "div" | "tr" | "table"
            | "example" | "remarks" | "summary" | "h1" | "h2" | "h3" | "h4" => self.end(),
            _ => {}
        }
    }

    fn end(&mut self) {
        self.in_code = false;
        let current = std::mem::take(&mut self.current);
        if !current.is_empty() {
            self.done.push(current);
        }
    }
}

/// Control characters, and characters that change the text direction or have no width.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

struct Tag<'t> {
    name: String,
    attributes: &'t str,
    closes: bool,
    empty: bool,
    rest: &'t str,
}

impl<'t> Tag<'t> {
    /// The tag at the beginning of a text; `a < b` does not begin a tag.
    fn at(text: &'t str) -> Option<Self> {
        let (inside, rest) = text.strip_prefix('<')?.split_once('>')?;
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let (inside, empty) = match inside.strip_suffix('/') {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        if let Some(comment) = inside.strip_prefix("!--") {
            let _ = comment;
            return Some(Self {
                name: String::new(),
                attributes: "",
                closes,
                empty,
                rest,
            });
        }
        let end = inside
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let is_spaced = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
        let is_attributes = attributes.trim().is_empty() || attributes.contains('=');
        (is_name && is_spaced && is_attributes && !inside.contains('<')).then(|| Self {
            name: name.to_ascii_lowercase(),
            attributes,
            closes,
            empty,
            rest,
        })
    }

    /// The target of `cref`, `langword` or `name`, without its namespace.
    fn reference(&self) -> Option<String> {
        let value = ["cref", "langword", "name", "href"]
            .iter()
            .find_map(|name| {
                let (_, after) = self.attributes.split_once(&format!("{name}="))?;
                let quote = after
                    .chars()
                    .next()
                    .filter(|quote| "\"'".contains(*quote))?;
                after.get(1..)?.split(quote).next()
            })?;
        let name = value.split('(').next().unwrap_or(value);
        let name = name.rsplit(['.', ':']).next().unwrap_or(name);
        let name: String = name.chars().filter(|letter| *letter != '`').collect();
        (!name.is_empty()).then_some(name)
    }
}

/// Replaces HTML entities once.
fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 6] = [
        ("lt", "<"),
        ("gt", ">"),
        ("amp", "&"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", " "),
    ];
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        replaced.push_str(before);
        let name = entity.get(1..).and_then(|after| after.split_once(';'));
        let value = name.and_then(|(name, _)| {
            let number =
                name.strip_prefix('#')
                    .and_then(|number| match number.strip_prefix(['x', 'X']) {
                        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
                        None => number.parse().ok(),
                    });
            let named = NAMED.iter().find(|(known, _)| *known == name);
            let by_name = named.map(|(_, value)| (*value).to_owned());
            by_name.or_else(|| number.and_then(char::from_u32).map(String::from))
        });
        if let (Some(value), Some((_, after))) = (value, name) {
            replaced.push_str(&value);
            rest = after;
        } else {
            replaced.push('&');
            rest = entity.get(1..).unwrap_or_default();
        }
    }
    replaced.push_str(rest);
    replaced
}
