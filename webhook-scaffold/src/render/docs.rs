//! Converts descriptions, which contain .NET's XML comments and HTML, to Markdown for rustdoc.

mod markdown;
mod markup;

/// The maximum number of characters in a line, without `/// `.
const WIDTH: usize = 92;

/// The lines of a doc comment; none for an empty description.
pub(crate) fn lines(description: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in markup::paragraphs(description) {
        let text = markdown::paragraph(&paragraph);
        if text.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        wrap(&text, &mut lines);
    }
    lines
}

/// Breaks lines at spaces. A break inside a code span does not change the Markdown.
fn wrap(text: &str, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let fits = line.chars().count() + 1 + word.chars().count() <= WIDTH;
        if !line.is_empty() && (fits || markdown::begins_a_block(word)) {
            line.push(' ');
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_converted_to_markdown() {
        for (description, expected) in [
            ("", ""),
            (" \r\n ", ""),
            ("Plain text.", "Plain text."),
            ("One.\r\nTwo.", "One.\n\nTwo."),
            (
                "A.\r\n<para />\r\nServices are available from the <see cref=\"T:SuperOffice.CRM.Services.IContactAgent\">Contact Agent</see>.",
                "A.\n\nServices are available from the Contact Agent.",
            ),
            ("See <see cref=\"P:A.B.Name\"/>.", "See `Name`."),
            (
                "Use <paramref name=\"id\"/> and <c>null</c>.",
                "Use `id` and `null`.",
            ),
            ("&lt;c&gt;\"a\\nb\"&lt;/c&gt;", "`\"a\\nb\"`"),
            ("customer&amp;apos;s &amp;amp; mine", "customer's & mine"),
            ("<b>Bold</b> and <i>not</i>", "Bold and not"),
            ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
            ("a < b and c > d", "a \\< b and c \\> d"),
            (
                "an array: ['contact.created']",
                "an array: \\['contact.created'\\]",
            ),
            ("an array[0] of *stars*", "an array\\[0\\] of \\*stars\\*"),
            (
                "Use {SuperOffice.CRM.Services.Contact.Name} instead.",
                "Use `Contact.Name` instead.",
            ),
            ("an unclosed `code span", "an unclosed \\`code span"),
            ("a `code_span` there", "a `code_span` there"),
            (
                "count(*) from pi where pi.person_id = 1",
                "count(\\*) from pi where `pi.person_id` = 1",
            ),
            (
                "a SuperOffice NetServer thing",
                "a `SuperOffice` `NetServer` thing",
            ),
            ("http://a.example/x_y?z=1.", "<http://a.example/x_y?z=1>."),
            (
                "## Online Restricted: ## Not there.",
                "Online Restricted: Not there.",
            ),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("# 1", "\\# 1"),
            ("    indented", "indented"),
            ("a\tb\u{202e}c\u{0}", "a bc"),
            ("A|B ~~gone~~", "A\\|B \\~\\~gone\\~\\~"),
            ("C:\\Temp", "C:\\\\Temp"),
            (
                "Not &lt;see cref=&quot;T:A.B&quot;/&gt; here",
                "Not `B` here",
            ),
            ("[SR_NAME]", "\\[`SR_NAME`\\]"),
            ("a::b", "`a::b`"),
            ("::a a:: a: .b :: .", "`::a` `a::` a: .b :: ."),
            ("an HTTPServer of APIs", "an `HTTPServer` of APIs"),
            ("ABc and OAuth2.", "`ABc` and `OAuth2`."),
            ("call main(), or f(1)", "call `main()`, or f(1)"),
            ("(ftp://a.example/b)", "`ftp://a.example/b`"),
            (
                "NetServer:http://a.example]-a_b",
                "`NetServer`:<http://a.example>\\]-`a_b`",
            ),
            ("mailto:a and http:b", "mailto:a and `http:b`"),
        ] {
            assert_eq!(lines(description).join("\n"), expected, "{description:?}");
        }
    }

    #[test]
    fn long_lines_are_wrapped_without_starting_a_block() {
        let long = format!("{} - {}", "word ".repeat(18), "more ".repeat(18));
        let lines = lines(&long);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH + 2));
        assert!(lines.iter().all(|line| !line.starts_with("- ")));
    }
}
