//! Types in Rust, and the imports of a file for them.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::facts::{Api, Key, Shape, Type};
use crate::plan::{Plan, is_keyword, is_nullable, resolved};

/// The kind of a file, which determines the paths of other modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// In a generated crate.
    Crate,
    /// In a module of a user's crate, three levels down.
    Module,
}

impl Root {
    fn path(self) -> TokenStream {
        match self {
            Self::Crate => quote!(crate),
            Self::Module => quote!(super::super),
        }
    }
}

/// The types used in one file.
pub(super) struct Types<'a> {
    pub(super) api: &'a Api,
    pub(super) plan: &'a Plan,
    pub(super) root: Root,
    /// Names defined in the file itself.
    own: BTreeSet<String>,
    /// The definition that the file contains.
    itself: Option<String>,
    model: BTreeSet<&'static str>,
    map: bool,
    entities: BTreeSet<String>,
    enums: BTreeSet<String>,
}

impl<'a> Types<'a> {
    pub(super) fn new(api: &'a Api, plan: &'a Plan, root: Root, own: BTreeSet<String>) -> Self {
        Self {
            api,
            plan,
            root,
            own,
            itself: None,
            model: BTreeSet::new(),
            map: false,
            entities: BTreeSet::new(),
            enums: BTreeSet::new(),
        }
    }

    /// The types used in the file of one definition.
    pub(super) fn of(api: &'a Api, plan: &'a Plan, root: Root, full: &str) -> Self {
        let own = plan.types.get(full).map(|planned| planned.rust.clone());
        Self {
            itself: Some(full.to_owned()),
            ..Self::new(api, plan, root, own.into_iter().collect())
        }
    }

    /// A type of `webhook_model`.
    pub(super) fn model(&mut self, name: &'static str) -> Ident {
        self.model.insert(name);
        format_ident!("{name}")
    }

    /// The `use` lines.
    pub(super) fn imports(&self) -> TokenStream {
        let map = self.map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let model = idents(self.model.iter());
        let model = (!model.is_empty()).then(|| quote!(use webhook_model::{#(#model),*};));
        let root = self.root.path();
        let of = |module: &str, names: &BTreeSet<String>| {
            let (module, names) = (format_ident!("{module}"), idents(names.iter()));
            (!names.is_empty()).then(|| quote!(use #root::#module::{#(#names),*};))
        };
        let (entities, enums) = (of("entities", &self.entities), of("enums", &self.enums));
        quote!(#map #model #entities #enums)
    }

    /// A type as a field or a response: nullable types are `Option`, by the vendor's rule.
    pub(super) fn nullable(&mut self, ty: &Type) -> TokenStream {
        let inner = self.plain(ty);
        if is_nullable(self.api, ty) {
            quote!(Option<#inner>)
        } else {
            inner
        }
    }

    /// The same type in a box.
    pub(super) fn boxed(&mut self, ty: &Type) -> TokenStream {
        let inner = self.plain(ty);
        quote!(Option<Box<#inner>>)
    }

    /// A type without null.
    pub(super) fn plain(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::Int16 => quote!(i16),
            Type::Int32 => quote!(i32),
            Type::UInt32 => quote!(u32),
            Type::Int64 => quote!(i64),
            Type::Double => quote!(f64),
            Type::Decimal => quote!(rust_decimal::Decimal),
            Type::Text | Type::Names(_) => quote!(String),
            Type::Secret => self.of_model("Secret"),
            Type::Bytes | Type::Binary => quote!(Vec<u8>),
            Type::DateTime => self.of_model("DateTime"),
            Type::Duration => self.of_model("Duration"),
            Type::Any => quote!(serde_json::Value),
            Type::Enum(name) => self.enumeration(name),
            Type::Named(full) => self.named(full),
            Type::Nullable(of) => {
                let of = self.plain(of);
                quote!(Option<#of>)
            }
            Type::List(of) => {
                let of = self.plain(of);
                quote!(Vec<#of>)
            }
            Type::Dictionary(key, of) => {
                self.map = true;
                let key = match key {
                    Key::Text => quote!(String),
                    Key::Int32 => quote!(i32),
                    Key::DateTime => self.of_model("DateTime"),
                };
                let of = self.plain(of);
                quote!(BTreeMap<#key, #of>)
            }
        }
    }

    fn of_model(&mut self, name: &'static str) -> TokenStream {
        let name = self.model(name);
        quote!(#name)
    }

    fn enumeration(&mut self, name: &str) -> TokenStream {
        let facts = self.api.enums.get(name);
        let path = self.path_of_enum(name, facts.is_some_and(|facts| facts.builtin));
        if facts.is_some_and(|facts| facts.flags) {
            let wrapper = self.model("Flags");
            return quote!(#wrapper<#path>);
        }
        path
    }

    fn path_of_enum(&mut self, name: &str, builtin: bool) -> TokenStream {
        if builtin {
            let ident = format_ident!("{name}");
            return quote!(webhook_model::#ident);
        }
        let Some(planned) = self.plan.enums.get(name) else {
            return quote!(String);
        };
        let ident = format_ident!("{}", planned.rust);
        if self.own.contains(&planned.rust) {
            let root = self.root.path();
            return quote!(#root::enums::#ident);
        }
        self.enums.insert(planned.rust.clone());
        quote!(#ident)
    }

    fn named(&mut self, full: &str) -> TokenStream {
        let named = Type::Named(full.to_owned());
        let alias = resolved(self.api, &named);
        if *alias != named {
            let alias = alias.clone();
            return self.plain(&alias);
        }
        if let Some(Shape::Entity(entity)) =
            self.api.definitions.get(full).map(|found| &found.shape)
            && let Some(builtin) = &entity.builtin
        {
            let ident = format_ident!("{builtin}");
            return quote!(webhook_model::#ident);
        }
        let Some(planned) = self.plan.types.get(full) else {
            return quote!(serde_json::Value);
        };
        let ident = format_ident!("{}", planned.rust);
        if self.itself.as_deref() == Some(full) {
            return quote!(#ident);
        }
        if self.own.contains(&planned.rust) {
            let root = self.root.path();
            return quote!(#root::entities::#ident);
        }
        self.entities.insert(planned.rust.clone());
        quote!(#ident)
    }
}

fn idents<'n>(names: impl Iterator<Item = impl AsRef<str> + 'n>) -> Vec<Ident> {
    names.map(|name| ident(name.as_ref())).collect()
}

/// An identifier, raw if it is a keyword.
pub(super) fn ident(name: &str) -> Ident {
    if is_keyword(name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}
