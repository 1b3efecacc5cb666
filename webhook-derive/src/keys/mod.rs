//! The grammar of `#[netserver(..)]`: every key once, with the items that can have it, the form of its value,
//! what it becomes in the expansion, and its documentation. The parser, the checks, the suggestions for
//! misspelt keys and the reference all read this table.

mod suggest;
mod words;

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

pub(crate) use suggest::{Next, closest, expected, listed, meant, unknown};
pub(crate) use words::{Case, DateClass, OperationKind, TextFormat, Word};

/// A derive macro.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Derive {
    /// `#[derive(NetServerEntity)]`
    Entity,
    /// `#[derive(NetServerEnum)]`
    Enumeration,
}

macro_rules! places {
    ($($place:ident $noun:literal $module:literal;)*) => {
        /// The kind of item that has an attribute.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Place {
            $($place),*
        }

        impl Place {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$place),*];

            /// What messages call it.
            pub(crate) const fn noun(self) -> &'static str {
                match self { $(Self::$place => $noun),* }
            }

            /// The module with its keys, for editors.
            pub(crate) const fn module(self) -> &'static str {
                match self { $(Self::$place => $module),* }
            }
        }
    };
}

places! {
    Struct "an entity" "entity";
    Field "a field of an entity" "field";
    Newtype "a newtype" "newtype";
    Enum "an enum" "enumeration";
    Variant "a variant of an enum" "variant";
    Family "a polymorphic family" "family";
    Member "a variant of a polymorphic family" "member";
}

/// The form of a key's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `key`
    Word,
    /// `key = "text"`
    Text,
    /// `key = 1`
    Number,
    /// `key = 1..=100`
    Range,
    /// `key = path::to::item`
    Path,
    /// `key = Type`
    Type,
    /// `key = word`, one of these
    OneOf(&'static [&'static str]),
    /// `key(word, word)`, some of these
    Some(&'static [&'static str]),
    /// `key(field, field)`, names of fields
    Fields,
    /// `key = value` of the field's type
    Value,
}

impl Form {
    /// Whether the value can be text in quotes.
    const fn takes_text(self) -> bool {
        matches!(self, Self::Text | Self::Path | Self::OneOf(_) | Self::Value)
    }

    /// The words that the value consists of.
    pub(crate) const fn words(self) -> &'static [&'static str] {
        match self {
            Self::OneOf(words) | Self::Some(words) => words,
            _ => &[],
        }
    }
}

/// What holds for a key wherever it is.
#[derive(Clone, Copy)]
pub(crate) struct Traits {
    /// The key may occur more than once.
    pub(crate) repeatable: bool,
    /// The function of the runtime's `Property` that the key, which has no value, calls.
    pub(crate) calls: Option<&'static str>,
    /// Only some types of properties can have the key: the runtime's `check` has a function of its name, for
    /// types that cannot be judged by how they are written.
    pub(crate) checked: bool,
}

impl Traits {
    const NONE: Self = Self {
        repeatable: false,
        calls: None,
        checked: false,
    };
}

/// A key at the places where it has one meaning.
#[derive(Debug)]
pub(crate) struct Usage {
    pub(crate) key: Key,
    pub(crate) places: &'static [Place],
    pub(crate) form: Form,
    /// The key with a value, for messages and the reference.
    pub(crate) example: &'static str,
    /// One or two sentences for the reference.
    pub(crate) meaning: &'static str,
}

macro_rules! keys {
    ($(
        $key:ident $name:literal $({ $($trait:ident: $holds:expr),+ })?
        $($($place:ident)|+: $form:ident $(($words:ident))?, $example:literal, $meaning:literal)+;
    )*) => {
        /// A key of `#[netserver(..)]`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Key {
            $($key),*
        }

        impl Key {
            /// The key of a name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$key),)*
                    _ => None,
                }
            }

            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$key => $name),* }
            }

            pub(crate) const fn traits(self) -> Traits {
                match self {
                    $(Self::$key => Traits { $($($trait: $holds,)+)? ..Traits::NONE },)*
                }
            }
        }

        /// All keys, in the order of the reference.
        pub(crate) const USAGES: &[Usage] = &[$($(Usage {
            key: Key::$key,
            places: &[$(Place::$place),+],
            form: Form::$form$(($words::WORDS))?,
            example: $example,
            meaning: $meaning,
        },)+)*];
    };
}

// For each key its variant, its name and its traits. Then, for all places where it means the same, the form of
// the value, an example and the meaning.
keys! {
    Tag "tag"
        Family: Text, r#"tag = "FieldType""#, "The wire name of the property that distinguishes the members.";
    Agent "agent"
        Struct: Text, r#"agent = "Contact""#, "The agent that serves the entity. It gives the entity operations and their paths."
        Newtype: Text, r#"agent = "Person""#, "The agent of the operation.";
    Entity "entity"
        Struct: Text, r#"entity = "ContactEntity""#, "The name on the wire; the default is the name of the struct."
        Enum: Text, r#"entity = "WebhookState""#, "The name on the wire; the default is the name of the Rust enum."
        Family: Text, r#"entity = "FieldInfoBase""#, "The name of the base on the wire; the default is the name of the enum.";
    Operations "operations"
        Struct: Some(OperationKind), "operations(create_default, get, save, delete)", "The operations that the agent has for the entity; the default is `create_default`.";
    Query "query"
        Struct: Text, r#"query = "projectId""#, "The query parameter of `get` and `delete`; the default is the entity's name in camel case and `Id`. With it the entity does not need a `key`, because the parameter may be the key of another entity.";
    Operation "operation"
        Struct: Text, r#"operation = "GetNote""#, "The operation of the agent whose request body the struct is."
        Newtype: Text, r#"operation = "GetPersonList""#, "The operation of the agent whose request body the newtype is, such as a bare array.";
    Response "response"
        Struct: Type, "response = Vec<String>", "The type of the response body; the default is `()`, which means none."
        Newtype: Type, "response = Vec<Person>", "The type of the response body; the default is `()`, which means none.";
    Rename "rename"
        Field: Text, r#"rename = "URL""#, "The property's name on the wire; the default is the field's name in Pascal case."
        Variant: Text, r#"rename = "webApp""#, "The variant's name on the wire; the default is its Rust name."
        Member: Text, r#"rename = "MdoList""#, "The value of the tag; the default is the variant's name.";
    Alias "alias" { repeatable: true }
        Field: Text, r#"alias = "Url""#, "Another name that is decoded but not encoded. The key may be repeated."
        Variant: Text, r#"alias = "R""#, "Another name for the same number, which is decoded but not encoded.";
    Default "default"
        Field: Value, r#"default = ["contact.created"]"#, "The value in a new entity: text, a number, a boolean, a list, the variant of an enum without quotes, or an expression."
        Variant: Word, "default", "The variant of a new entity; the default is the one with the number 0, or else the first."
        Member: Word, "default", "The member of a new value; the default is the one for unknown members, or else the first.";
    Primary "key" { calls: Some("primary_key"), checked: true }
        Field: Word, "key", "The property is the entity's primary key, of type `i32`.";
    Date "date" { checked: true }
        Field: OneOf(DateClass), "date = utc", "How time zones change the date: `utc`, `diary`, `plain` (the default) or `date`.";
    Secret "secret" { calls: Some("secret"), checked: true }
        Field: Word, "secret", "The text is never shown in `Debug` output or messages. The type is `Secret`.";
    MaxLength "max_length" { checked: true }
        Field: Number, "max_length = 239", "The maximum number of characters, counted as UTF-16 code units. Defaults are checked when compiling, values by `validate`; the schema contains it.";
    Format "format" { checked: true }
        Field: OneOf(TextFormat), "format = email", "The format of the text: `email`, `https_url` or `event_name`. Defaults are checked when compiling, values by `validate`; the schema contains it.";
    Range "range" { checked: true }
        Field: Range, "range = 1..=100", "The least and the greatest number, both included; one may be missing, as in `0..`. Defaults are checked when compiling, values by `validate`; the schema contains it.";
    Required "required" { calls: Some("required"), checked: true }
        Field: Word, "required", "`validate` refuses `null`, an empty value, and text that is only white space; the schema contains it.";
    Translate "translate" { calls: Some("translate"), checked: true }
        Field: Word, "translate", "The text is translated for each request: language blocks, resource references and embedded values.";
    Deprecated "deprecated" { calls: Some("deprecated") }
        Field: Word, "deprecated", "The property is deprecated in the schema. `#[deprecated]` also deprecates the field in Rust.";
    Entry "entry" { checked: true }
        Struct | Newtype: Text, r#"entry = "HeaderKeyValuePair""#, "The XML name of the entries of a response that is a dictionary, if it does not follow from the types."
        Field: Text, r#"entry = "FieldPropertyDictionaryKeyValuePair""#, "The XML name of a dictionary's entries if it does not follow from the types.";
    SlowMs "slow_ms"
        Struct: Number, "slow_ms = 5000", "The time in milliseconds after which the vendor calls the operation slow, or each of the entity's own operations. A client warns about slower calls, and its timeout is ten times as long, but at least 30 seconds."
        Newtype: Number, "slow_ms = 5000", "The time in milliseconds after which the vendor calls the operation slow. A client warns about slower calls, and its timeout is ten times as long, but at least 30 seconds.";
    Carrier "carrier"
        Struct: Word, "carrier", "The entity inherits `TableRight` and `FieldProperties`. It needs a field `carrier: Carrier`.";
    XmlNamespace "xml_namespace"
        Struct: Text, r#"xml_namespace = "http://..""#, "The XML namespace of the entity instead of the contract's.";
    SoapOrder "soap_order"
        Struct: Fields, "soap_order(rank, name)", "The order of the fields in the SOAP contract if it is not the declared one. A field with `web_api_only` may be omitted.";
    SoapName "soap_name"
        Struct: Text, r#"soap_name = "Task""#, "The name in the SOAP contract if it is not `entity`.";
    Flags "flags"
        Enum: Word, "flags", "The variants are bits. Fields have the type `Flags<..>`.";
    Base "base"
        Field: Word, "base", "The field is the base entity: its properties belong to this entity, last in JSON and first in XML.";
    NullAsDefault "null_as_default" { calls: Some("null_as_default"), checked: true }
        Field: Word, "null_as_default", "`null` is decoded as the default value if the type does not allow `null`.";
    WebApiOnly "web_api_only" { calls: Some("web_api_only") }
        Field: Word, "web_api_only", "The property does not exist in the SOAP contract and is not encoded there."
        Variant: Word, "web_api_only", "The variant does not exist in the SOAP contract and is not encoded there.";
    Skip "skip"
        Field: Word, "skip", "The field is not a property. It is never decoded or encoded; a new entity has `Default::default()`.";
    Other "other"
        Variant: Word, "other", "The variant keeps a name or number from a newer server: `Other(UnknownVariant)`."
        Member: Word, "other", "The variant keeps an unknown member with all its properties: `Other(UnknownEntity)`.";
    RenameAll "rename_all"
        Struct: OneOf(Case), "rename_all = camelCase", "The case of wire names: `PascalCase` (the default), `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `\"kebab-case\"`, `lowercase` or `UPPERCASE`."
        Enum: OneOf(Case), "rename_all = UPPERCASE", "The case of wire names, with the same words as for a struct; by default names are not changed.";
    Crate "crate"
        Struct | Newtype | Enum | Family: Path, "crate = my_crate::webhook_model", "The path of `webhook_model` if it is renamed or re-exported.";
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The function of the runtime's `Property` that the key becomes.
impl ToTokens for Key {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(function) = self.traits().calls {
            tokens.append(Ident::new(function, Span::call_site()));
        }
    }
}

/// The keys of a place.
pub(crate) fn at(place: Place) -> impl Iterator<Item = &'static Usage> {
    USAGES
        .iter()
        .filter(move |usage| usage.places.contains(&place))
}

/// A key at a place.
pub(crate) fn find(place: Place, key: Key) -> Option<&'static Usage> {
    at(place).find(|usage| usage.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::Attributes;
    use crate::diagnostics::Diagnostics;

    #[test]
    fn the_parser_reads_every_example() {
        for (place, usage) in of_places() {
            let example: TokenStream = usage.example.parse().unwrap();
            let attribute: syn::Attribute = syn::parse_quote!(#[netserver(#example)]);
            let mut diagnostics = Diagnostics::new();
            let read = Attributes::parse(&[attribute], place, &mut diagnostics);
            assert!(diagnostics.finish().is_ok(), "{}", usage.example);
            assert!(read.has(usage.key), "{}", usage.example);
        }
    }

    #[test]
    fn keys_are_unique_at_a_place_and_begin_their_example() {
        for (place, usage) in of_places() {
            let key = usage.key;
            let same = at(place).filter(|other| other.key == key);
            assert_eq!(same.count(), 1, "{key}");
            assert!(usage.example.starts_with(key.name()), "{key}");
            assert!(usage.meaning.ends_with('.'), "{key}");
        }
    }

    fn of_places() -> impl Iterator<Item = (Place, &'static Usage)> {
        let places = Place::ALL.iter().copied();
        places.flat_map(|place| at(place).map(move |usage| (place, usage)))
    }
}
