//! Converts an XML document of an entity to the equivalent JSON, using quick-xml. The conformance
//! cases compare it with the result of the XML reader.

use serde_json::{Map, Value};
use webhook_model::{ErrorKind, MediaType, NetServerEntity};

use crate::xml_steps::{Step, theirs};

/// The type of a member.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Unchanged text.
    Text,
    /// A date, or an enum by name: text without surrounding white space.
    Token,
    /// An integer, or an enum by number.
    Number,
    /// `true`, `false`, `1` or `0`.
    Bool,
    /// A double, or `INF` or `NaN`.
    Double,
    /// Names separated by spaces.
    Flags,
    /// Elements of the same type.
    List(&'static Self),
    /// Elements with `Key` and `Value`, whose values have the same type.
    Dictionary(&'static Self),
    /// A nested entity.
    Entity(&'static [(&'static str, Self)]),
    /// A list or dictionary with nullable items.
    Nullable(&'static Self),
}

impl Kind {
    const fn is_nullable(self) -> bool {
        matches!(
            self,
            Self::Text | Self::List(_) | Self::Dictionary(_) | Self::Entity(_) | Self::Nullable(_)
        )
    }
}

/// The members of an associate that a case may contain.
pub const ASSOCIATE: &[(&str, Kind)] = &[
    ("AssociateId", Kind::Number),
    ("Name", Kind::Text),
    ("Rank", Kind::Number),
    ("Type", Kind::Token),
    ("FullName", Kind::Text),
    ("Deleted", Kind::Bool),
    ("ExtraFields", Kind::Dictionary(&Kind::Text)),
];

/// The members of a webhook.
pub const WEBHOOK: &[(&str, Kind)] = &[
    ("WebhookId", Kind::Number),
    ("Name", Kind::Text),
    ("Events", Kind::List(&Kind::Nullable(&Kind::Text))),
    ("TargetUrl", Kind::Text),
    ("Secret", Kind::Text),
    ("State", Kind::Token),
    ("Type", Kind::Text),
    ("Headers", Kind::Dictionary(&Kind::Nullable(&Kind::Text))),
    ("Registered", Kind::Token),
    ("RegisteredAssociate", Kind::Entity(ASSOCIATE)),
    ("Updated", Kind::Token),
    ("UpdatedAssociate", Kind::Entity(ASSOCIATE)),
    ("ErrorsEmail", Kind::Text),
];

/// An element with its content.
#[derive(Debug)]
pub struct Node {
    /// Its namespace.
    pub namespace: Option<String>,
    /// Its name without a prefix.
    pub local: String,
    /// Its text, joined.
    pub text: String,
    /// Its child elements.
    pub children: Vec<Self>,
    nil: bool,
    reference: bool,
}

impl Node {
    /// The root of a document; `None` if quick-xml rejects it.
    #[must_use]
    pub fn read(document: &str) -> Option<Self> {
        let mut steps = theirs(document).ok()?.into_iter();
        let start = steps.next()?;
        Self::started(start, &mut steps)
    }

    fn started(start: Step, steps: &mut impl Iterator<Item = Step>) -> Option<Self> {
        let Step::Start {
            name,
            nil,
            reference,
            ..
        } = start
        else {
            return None;
        };
        let mut node = Self {
            namespace: name.0,
            local: name.1,
            text: String::new(),
            children: Vec::new(),
            nil,
            reference,
        };
        loop {
            match steps.next()? {
                Step::Text(text) => node.text.push_str(&text),
                Step::End => return Some(node),
                start @ Step::Start { .. } => node.children.push(Self::started(start, steps)?),
            }
        }
    }

    /// Whether any element is in another namespace.
    #[must_use]
    pub fn is_foreign(&self, namespaces: &[&str]) -> bool {
        let is_known = self
            .namespace
            .as_deref()
            .is_some_and(|name| namespaces.contains(&name));
        !is_known
            || self
                .children
                .iter()
                .any(|child| child.is_foreign(namespaces))
    }

    /// Whether an item of a list or a value of a dictionary is null.
    #[must_use]
    pub fn has_null_item(&self) -> bool {
        let mut items = self.children.iter().flat_map(|member| &member.children);
        items.any(|item| {
            item.nil
                || item
                    .children
                    .iter()
                    .any(|value| value.local == "Value" && value.nil)
        })
    }

    fn is_blank(&self) -> bool {
        self.text.trim_matches([' ', '\t', '\r', '\n']).is_empty()
    }
}

/// The entity that a document describes, or the kind of the error.
///
/// # Errors
/// If the document does not describe such an entity.
pub fn entity<T: NetServerEntity>(node: &Node, members: &[(&str, Kind)]) -> Result<T, ErrorKind> {
    let value = object(node, members)?.to_string();
    T::decode(MediaType::ApplicationJson, value.as_bytes()).map_err(|error| error.kind())
}

fn object(node: &Node, members: &[(&str, Kind)]) -> Result<Value, ErrorKind> {
    if node.reference || !node.is_blank() {
        return Err(ErrorKind::Type);
    }
    let mut object = Map::new();
    for child in &node.children {
        let Some((name, kind)) = members.iter().find(|(name, _)| *name == child.local) else {
            continue;
        };
        if object
            .insert((*name).to_owned(), member(child, *kind)?)
            .is_some()
        {
            return Err(ErrorKind::Duplicate);
        }
    }
    Ok(Value::Object(object))
}

fn member(node: &Node, kind: Kind) -> Result<Value, ErrorKind> {
    if node.nil {
        return if !kind.is_nullable() {
            Err(ErrorKind::Null)
        } else if node.children.is_empty() && node.is_blank() {
            Ok(Value::Null)
        } else {
            Err(ErrorKind::Type)
        };
    }
    let token = node.text.trim_matches([' ', '\t', '\r', '\n']);
    match kind {
        Kind::Nullable(kind) => return member(node, *kind),
        Kind::Entity(members) => return object(node, members),
        Kind::List(kind) => {
            if !node.is_blank() {
                return Err(ErrorKind::Type);
            }
            return node
                .children
                .iter()
                .map(|child| member(child, *kind))
                .collect();
        }
        Kind::Dictionary(kind) => return dictionary(node, *kind),
        _ if !node.children.is_empty() || node.reference => return Err(ErrorKind::Type),
        Kind::Text => return Ok(node.text.clone().into()),
        Kind::Token => {
            return Ok(token
                .parse::<i64>()
                .map_or_else(|_| token.into(), Value::from));
        }
        Kind::Flags => {
            let names: Vec<&str> = token.split_whitespace().collect();
            return Ok(names.join(", ").into());
        }
        Kind::Number | Kind::Bool | Kind::Double => {}
    }
    let value = match (kind, token) {
        (Kind::Bool, "true" | "1") => Some(true.into()),
        (Kind::Bool, "false" | "0") => Some(false.into()),
        (Kind::Double, "INF") => Some("Infinity".into()),
        (Kind::Double, "-INF") => Some("-Infinity".into()),
        (Kind::Double, "NaN") => Some("NaN".into()),
        (Kind::Double, _) => token
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(Value::from),
        (Kind::Number, _) => token.parse::<i64>().ok().map(Value::from),
        _ => None,
    };
    value.ok_or(ErrorKind::Type)
}

fn dictionary(node: &Node, kind: Kind) -> Result<Value, ErrorKind> {
    if !node.is_blank() {
        return Err(ErrorKind::Type);
    }
    let mut object = Map::new();
    for entry in &node.children {
        let part = |name: &str| entry.children.iter().find(|part| part.local == name);
        let (Some(key), Some(value)) = (part("Key"), part("Value")) else {
            return Err(ErrorKind::Type);
        };
        if object
            .insert(key.text.clone(), member(value, kind)?)
            .is_some()
        {
            return Err(ErrorKind::Duplicate);
        }
    }
    Ok(Value::Object(object))
}
