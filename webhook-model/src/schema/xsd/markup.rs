//! Indented XML text.

/// The depth and position of the next element.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
    open: Vec<&'static str>,
}

impl Markup {
    /// Text for insertion inside `depth` open elements.
    pub(super) fn inside(tags: &[&'static str]) -> Self {
        Self {
            out: String::new(),
            open: tags.to_vec(),
        }
    }

    /// Opens an element.
    pub(super) fn start(&mut self, tag: &'static str, attributes: &[(&str, &str)]) {
        self.tag(tag, attributes);
        self.out.push_str(">\n");
        self.open.push(tag);
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, tag: &'static str, attributes: &[(&str, &str)]) {
        self.tag(tag, attributes);
        self.out.push_str("/>\n");
    }

    /// Writes an element with text.
    pub(super) fn text(&mut self, tag: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.tag(tag, attributes);
        self.out.push('>');
        escape(text, &mut self.out);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    /// Closes the last open element.
    pub(super) fn end(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.indent();
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push_str(">\n");
        }
    }

    /// Inserts text that was written for this position.
    pub(super) fn append(&mut self, other: &Self) {
        self.out.push_str(&other.out);
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn tag(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }
}

/// Characters that end a text or an attribute, as references (XML 1.0 section 2.4).
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Unescaped they would be read as spaces (XML 1.0 section 3.3.3).
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_nest_and_attributes_are_escaped() {
        let mut markup = Markup::default();
        markup.start("a", &[("x", "1 < \"2\" &\n3")]);
        markup.empty("b", &[]);
        markup.text("c", &[], "t");
        assert_eq!(
            markup.finish(),
            "<a x=\"1 &lt; &quot;2&quot; &amp;&#10;3\">\n  <b/>\n  <c>t</c>\n</a>\n"
        );
    }
}
