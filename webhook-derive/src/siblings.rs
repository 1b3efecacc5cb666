//! The other derives of an item. The compiler's error for a second derive of a trait that `NetServerEntity`
//! implements does not explain the cause.
//!
//! A derive receives only the `#[derive(..)]` attributes after its own one. Its own list and the attributes
//! before it are read from the source file, if there is one.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use proc_macro2::{Span, TokenStream};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Path, Token};

use crate::diagnostics::Diagnostics;
use crate::input::attributes_inside;
use crate::keys::Derive;

/// The traits that both `NetServerEntity` and other derives implement.
const TRAITS: [&str; 3] = ["Default", "Serialize", "Deserialize"];

/// The other derives of an item.
#[derive(Default)]
pub(crate) struct Siblings {
    names: Vec<&'static str>,
    /// The first of them, if the item contains it.
    place: Option<Span>,
    /// The item has attributes of serde, and so most likely its derives.
    has_serde_attributes: bool,
    /// The item derives `NetServerEnum` as well.
    is_enumeration: bool,
}

impl Siblings {
    pub(crate) fn of(item: &DeriveInput) -> Self {
        let mut siblings = Self {
            has_serde_attributes: of_serde(item).next().is_some(),
            ..Self::default()
        };
        let mut lists: Vec<(Punctuated<Path, Token![,]>, bool)> = item
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("derive"))
            .filter_map(|attribute| Some((list(attribute)?, true)))
            .collect();
        lists.extend(source().into_iter().map(|list| (list, false)));
        let derives = names(&lists);
        let find = |name, crates| derives.iter().find(|(path, _)| is(path, name, crates));
        // rkyv's derives have the names of serde's.
        let is_rkyv = find("Archive", &["rkyv"]).is_some();
        siblings.is_enumeration = find("NetServerEnum", &["webhook_model"]).is_some();
        for name in TRAITS {
            let found = find(name, crates(name)).filter(|_| !is_rkyv || name == "Default");
            let Some((path, in_item)) = found else {
                continue;
            };
            siblings.names.push(name);
            if *in_item && siblings.place.is_none() {
                siblings.place = path.segments.last().map(|last| last.ident.span());
            }
        }
        siblings
    }

    /// Refuses derives of traits that the derive of an entity implements.
    pub(crate) fn refuse(&self, diagnostics: &mut Diagnostics) {
        if let Some(message) = self.refusal(crate::IMPLEMENTS_SERDE) {
            diagnostics.at_span(self.place.unwrap_or_else(Span::call_site), message);
        }
    }

    /// The message about such derives. Those of serde are refused without the feature as well, because another
    /// crate of the same build may enable it.
    fn refusal(&self, implements_serde: bool) -> Option<String> {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let (names, them) = match names.as_slice() {
            [] => return None,
            [one] => (one.clone(), "it"),
            [first @ .., last] => (format!("{} and {last}", first.join(", ")), "them"),
        };
        let (with, enable) = if self.has_serde() && !implements_serde {
            (
                " with the feature `serde` of webhook-model",
                "enable the feature, and ",
            )
        } else {
            ("", "")
        };
        let attributes = if self.has_serde() && self.has_serde_attributes {
            ", and write `#[serde(..)]` as `#[netserver(..)]`"
        } else {
            ""
        };
        Some(format!(
            "`NetServerEntity` implements {names} itself{with}; {enable}remove {them} from `#[derive(..)]`{attributes}"
        ))
    }

    /// Refuses `NetServerEnum`, and returns whether it was there.
    pub(crate) fn refuse_enumeration(&self, diagnostics: &mut Diagnostics) -> bool {
        if self.is_enumeration {
            diagnostics.at_span(
                Span::call_site(),
                "an item is an entity or a NetServer enum, not both; remove `NetServerEntity` if the variants are names on the wire, or else `NetServerEnum`",
            );
        }
        self.is_enumeration
    }

    /// Whether the item has a derive of serde.
    pub(crate) fn has_serde(&self) -> bool {
        self.names.iter().any(|name| *name != "Default")
    }

    /// Whether another derive implements a trait, certainly or most likely: a second impl would be a second
    /// error.
    pub(crate) fn implement(&self, name: &str) -> bool {
        self.names.contains(&name) || (self.has_serde_attributes && name != "Default")
    }
}

// #[serde(rename = "URL")] url: String
pub(crate) fn refuse_serde(input: &DeriveInput, derive: Derive, diagnostics: &mut Diagnostics) {
    let message = match derive {
        Derive::Entity => {
            "`NetServerEntity` implements serde's traits itself, from what `#[netserver(..)]` says; remove the attribute, or write it as `#[netserver(..)]`"
        }
        Derive::Enumeration => {
            "`#[serde(..)]` does nothing here: `#[netserver(..)]` names the variants for serde as well; write the attribute as `#[netserver(..)]`, or remove it"
        }
    };
    for attribute in of_serde(input) {
        diagnostics.at(attribute.path(), message);
    }
}

/// The attributes of serde, also of fields and variants.
fn of_serde(input: &DeriveInput) -> impl Iterator<Item = &Attribute> {
    let all = input.attrs.iter().chain(attributes_inside(input));
    all.filter(|attribute| attribute.path().is_ident("serde"))
}

/// The paths of derives, and whether the item contains them.
fn names(lists: &[(Punctuated<Path, Token![,]>, bool)]) -> Vec<(&Path, bool)> {
    let mut names = Vec::new();
    for (list, in_item) in lists {
        names.extend(list.iter().map(|path| (path, *in_item)));
    }
    names
}

/// The crates that export a derive.
fn crates(name: &str) -> &'static [&'static str] {
    if name == "Default" {
        &["std", "core"]
    } else {
        &["serde", "serde_derive"]
    }
}

/// Whether a path is a trait's name, bare or in one of its crates.
fn is(path: &Path, name: &str, of: &[&str]) -> bool {
    let mut segments = path.segments.iter().map(|segment| &segment.ident);
    let first = segments.next();
    let last = path.segments.last().map(|last| &last.ident);
    last.is_some_and(|last| last == name)
        && (path.segments.len() == 1 || first.is_some_and(|first| of.iter().any(|of| first == of)))
}

fn list(attribute: &Attribute) -> Option<Punctuated<Path, Token![,]>> {
    let list = attribute.meta.require_list().ok()?;
    paths(list.tokens.clone())
}

fn paths(tokens: TokenStream) -> Option<Punctuated<Path, Token![,]>> {
    Punctuated::<Path, Token![,]>::parse_terminated
        .parse2(tokens)
        .ok()
}

/// The lists of derives in the source file, up to the one with this derive.
fn source() -> Vec<Punctuated<Path, Token![,]>> {
    // Unit tests have no file, and the file of an editor is not the one on disk.
    if crate::ide::is_running() || !proc_macro::is_available() {
        return Vec::new();
    }
    let site = proc_macro::Span::call_site();
    site.local_file()
        .and_then(File::read)
        .and_then(|file| file.lists(site.line(), site.column()))
        .unwrap_or_default()
}

/// A source file.
#[derive(Clone)]
struct File {
    path: PathBuf,
    text: Rc<str>,
    /// Where each line begins.
    lines: Rc<[usize]>,
}

thread_local! {
    /// The last file: the items of a file are expanded one after the other.
    static LAST: RefCell<Option<File>> = const { RefCell::new(None) };
}

impl File {
    fn read(path: PathBuf) -> Option<Self> {
        let last = LAST.with_borrow(Clone::clone);
        if let Some(file) = last.filter(|file| file.path == path) {
            return Some(file);
        }
        let file = Self::of(path.clone(), &std::fs::read_to_string(path).ok()?);
        LAST.set(Some(file.clone()));
        Some(file)
    }

    fn of(path: PathBuf, text: &str) -> Self {
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(end, _)| end + 1));
        Self {
            path,
            text: Rc::from(text),
            lines: lines.into(),
        }
    }

    /// The lists of derives before a position, and the one around it; both numbers count from 1.
    fn lists(&self, line: usize, column: usize) -> Option<Vec<Punctuated<Path, Token![,]>>> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let rest = self.text.get(start..)?;
        let (place, _) = rest.char_indices().nth(column.checked_sub(1)?)?;
        let (before, after) = self.text.split_at_checked(start + place)?;
        let open = before.rfind("derive")?;
        let end = after.find(')')?;
        let (above, head) = before.split_at_checked(open)?;
        let group = format!("{head}{}", after.get(..=end)?);
        let group: TokenStream = group.parse().ok()?;
        let mut tokens = group.into_iter().skip(1);
        let (Some(proc_macro2::TokenTree::Group(group)), None) = (tokens.next(), tokens.next())
        else {
            return None;
        };
        let mut lists = vec![paths(group.stream())?];
        lists.extend(above_lists(above));
        Some(lists)
    }
}

/// The lists of derives in the attributes before one.
fn above_lists(above: &str) -> Vec<Punctuated<Path, Token![,]>> {
    // `#[` of the attribute itself.
    let mut rest = above
        .trim_end()
        .strip_suffix('[')
        .and_then(|above| above.trim_end().strip_suffix('#'));
    let mut lists = Vec::new();
    while let Some(above) = rest.map(str::trim_end) {
        rest = None;
        let line = above.rfind('\n').map_or(0, |end| end + 1);
        if above.ends_with(']') {
            let Some((before, attribute)) = above
                .rfind("#[")
                .and_then(|open| above.split_at_checked(open))
            else {
                break;
            };
            let parsed = Attribute::parse_outer.parse_str(attribute);
            if let Some(attribute) = parsed.ok().and_then(|mut parsed| parsed.pop()) {
                if attribute.path().is_ident("derive") {
                    lists.extend(list(&attribute));
                }
                rest = Some(before);
            }
        } else if let Some((before, text)) = above.split_at_checked(line)
            && text.trim_start().starts_with("//")
        {
            rest = Some(before);
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last parts of the names that are found at `|`.
    fn found(source: &str) -> Vec<String> {
        let place = source.find('|').unwrap();
        let line = source[..place].matches('\n').count() + 1;
        let start = source[..place].rfind('\n').map_or(0, |end| end + 1);
        let column = source[start..place].chars().count() + 1;
        let file = File::of(PathBuf::new(), &source.replace('|', ""));
        let lists = file.lists(line, column).unwrap_or_default();
        lists
            .iter()
            .flatten()
            .map(|path| path.segments.last().unwrap().ident.to_string())
            .collect()
    }

    #[test]
    fn the_refusal_of_serde_names_the_feature_only_if_it_is_off() {
        let refusal = |names: &[&'static str], implements_serde| {
            let siblings = Siblings {
                names: names.to_vec(),
                ..Siblings::default()
            };
            siblings.refusal(implements_serde).unwrap_or_default()
        };
        let with = "itself with the feature `serde` of webhook-model; enable the feature, and remove it from";
        assert!(refusal(&["Serialize"], false).contains(with));
        assert!(refusal(&["Serialize"], true).contains("itself; remove it from"));
        assert!(refusal(&["Default"], false).contains("itself; remove it from"));
        assert_eq!(refusal(&[], false), "");
    }

    #[test]
    fn derives_before_and_beside_are_found_in_the_source() {
        assert_eq!(
            found(
                "/* \u{e9} */ #[derive(serde::Serialize, /* , */ |NetServerEntity, A)] struct A;"
            ),
            ["Serialize", "NetServerEntity", "A"]
        );
        assert_eq!(
            found(
                "#[derive(A)]\n// text ]\n#[b = \"c\"]\n/// text\n#[derive(\n    C,\n    |D,\n)] struct E;"
            ),
            ["C", "D", "A"]
        );
    }

    #[test]
    fn derives_of_other_items_are_not() {
        assert!(found("#[derive(A)] struct A; #[my(|Entity)] struct B;").is_empty());
        assert_eq!(
            found("#[derive(A)] struct A;\n#[derive(|B)] struct B;"),
            ["B"]
        );
        assert_eq!(
            found("#[derive(A)] struct A {} // ]\n#[derive(|B)] struct B;"),
            ["B"]
        );
    }
}
