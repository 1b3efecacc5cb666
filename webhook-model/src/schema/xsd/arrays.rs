//! .NET's namespace for arrays of simple types, which all namespaces of a set share.

use super::defined::Defined;
use super::document::{Import, start};
use super::markup::Markup;
use super::particle::{array_of, elements_of, item_is_nillable, simple};
use super::{XsdFile, serialization};
use crate::format::Contract;
use crate::format::xml::ARRAYS;
use crate::property::Type;
use crate::schema::registry::Registry;

/// The arrays that are used, and whether durations are.
pub(super) struct Arrays {
    registry: Registry<Defined>,
    /// The name of the namespace's file.
    pub(super) file: String,
    /// The name of the file with durations.
    pub(super) serialization: String,
    /// Whether that file is needed.
    pub(super) durations: bool,
}

impl Arrays {
    pub(super) fn new(file: String, serialization: String) -> Self {
        Self {
            registry: Registry::new(),
            file,
            serialization,
            durations: false,
        }
    }

    /// The name of the type of a list.
    pub(super) fn name_of(&mut self, items: Type) -> String {
        self.registry
            .name_of(&Defined::list(items, Contract::WebApi))
    }

    /// The files that are used: with the arrays, and with durations.
    pub(super) fn files(mut self) -> Vec<XsdFile> {
        let mut files = Vec::new();
        files.extend(self.document());
        if self.durations {
            files.push(XsdFile {
                name: self.serialization,
                namespace: serialization::NAMESPACE.to_owned(),
                text: serialization::document(),
            });
        }
        files
    }

    fn document(&mut self) -> Option<XsdFile> {
        let mut body = Markup::inside(&["xs:schema"]);
        let mut durations = false;
        let mut next = 0;
        while let Some((name, defined)) = self.registry.get(next) {
            next += 1;
            if let Defined::List(item, of) = defined {
                let ty = match of.required() {
                    Type::List(inner) => format!("tns:{}", self.name_of(*inner)),
                    Type::Duration => {
                        durations = true;
                        "ser:duration".to_owned()
                    }
                    of => simple(of).to_owned(),
                };
                array_of(&mut body, &name, &item, &ty, item_is_nillable(of));
            }
        }
        if next == 0 {
            return None;
        }
        self.durations |= durations;
        let import = Import {
            namespace: serialization::NAMESPACE,
            prefix: "ser".into(),
            file: &self.serialization,
        };
        let imports: &[Import<'_>] = if durations { &[import] } else { &[] };
        let mut markup = Markup::default();
        start(&mut markup, ARRAYS, imports);
        markup.append(&body);
        elements_of(&mut markup, &self.registry);
        Some(XsdFile {
            name: self.file.clone(),
            namespace: ARRAYS.to_owned(),
            text: markup.finish(),
        })
    }
}
