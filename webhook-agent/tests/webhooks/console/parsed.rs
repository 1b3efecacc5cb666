//! Parses a page with an HTML parser.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// A parsed page.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// Without the style sheet and the script.
    pub(crate) text: String,
    pub(crate) style: String,
    pub(crate) script: String,
    pub(crate) elements: Vec<Element>,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// Void elements.
const EMPTY: [&str; 2] = ["meta", "input"];

impl Parsed {
    /// Parses a page. Checks that elements are closed in the right order, and that the page loads
    /// and runs nothing except its style sheet and its script.
    pub(crate) fn of(html: &str) -> Self {
        let lossy = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        let mut page = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            match token.expect("a token") {
                Token::StartTag(tag) => {
                    let name = lossy(&tag.name);
                    let attributes = tag.attributes.iter();
                    let attributes = attributes.map(|(name, value)| (lossy(name), lossy(value)));
                    page.elements.push(Element {
                        name: name.clone(),
                        attributes: attributes.collect(),
                    });
                    if !EMPTY.contains(&name.as_str()) {
                        open.push(name);
                    }
                }
                Token::EndTag(tag) => assert_eq!(open.pop(), Some(lossy(&tag.name)), "{html}"),
                Token::String(text) => match open.last().map(String::as_str) {
                    Some("style") => page.style.push_str(&lossy(&text)),
                    Some("script") => page.script.push_str(&lossy(&text)),
                    _ => page.text.push_str(&lossy(&text)),
                },
                Token::Error(error) => panic!("{error:?}: {html}"),
                Token::Comment(_) => panic!("a comment: {html}"),
                Token::Doctype(_) => {}
            }
        }
        assert!(open.is_empty(), "{open:?}: {html}");
        page.is_harmless();
        page
    }

    fn is_harmless(&self) {
        let known = [
            "html", "head", "meta", "title", "style", "body", "script", "a", "header", "nav",
            "main", "p", "bdi", "h1", "h2", "h3", "h4", "div", "dl", "dt", "dd", "small", "code",
            "time", "span", "table", "caption", "thead", "tbody", "tr", "th", "td", "ol", "li",
            "details", "summary", "section", "pre", "form", "label", "input", "textarea", "button",
        ];
        for element in &self.elements {
            let name = element.name.as_str();
            assert!(known.contains(&name), "{element:?}");
            for (attribute, value) in &element.attributes {
                assert!(
                    !attribute.starts_with("on") && attribute != "style",
                    "{element:?}"
                );
                if ["href", "src", "action", "formaction"].contains(&attribute.as_str()) {
                    let is_own = value == "#main" || value.starts_with("/console");
                    assert!(is_own, "{element:?}");
                }
            }
        }
        for once in ["style", "script", "main", "h1"] {
            assert_eq!(self.all(once).count(), 1, "{once}");
        }
        let ids = self.elements.iter().map(|element| element.get("id"));
        let mut ids: Vec<&str> = ids.filter(|id| !id.is_empty()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "ids are unique");
        // Every visible field has a label.
        let labels: Vec<&str> = self.all("label").map(|label| label.get("for")).collect();
        let fields = self.all("input").chain(self.all("textarea"));
        for field in fields.filter(|field| field.get("type") != "hidden") {
            assert!(labels.contains(&field.get("id")), "{field:?}");
        }
        let html = self.all("html").next().expect("a root");
        assert_eq!(html.get("lang"), "en");
    }

    /// The elements with a tag name.
    pub(crate) fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }

    /// The value of a field.
    pub(crate) fn value(&self, name: &str) -> &str {
        let mut fields = self.all("input");
        let field = fields.find(|field| field.get("name") == name);
        field.expect("a field").get("value")
    }

    /// The token of the forms on the page.
    pub(crate) fn token(&self) -> String {
        self.value("token").to_owned()
    }

    /// The actions of the forms on the page.
    pub(crate) fn forms(&self) -> Vec<&str> {
        self.all("form").map(|form| form.get("action")).collect()
    }

    /// The addresses of links.
    pub(crate) fn links(&self) -> Vec<&str> {
        self.all("a").map(|link| link.get("href")).collect()
    }
}
