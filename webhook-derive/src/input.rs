//! `syn::DeriveInput` and raw attributes to a raw entity or enum: shapes are checked here, rules
//! across attributes are not.

use proc_macro2::Ident;
use syn::{
    Data, DataEnum, DeriveInput, Expr, ExprLit, ExprUnary, Fields, Generics, Lit, Type, UnOp,
};

use crate::attributes::Attributes;
use crate::diagnostics::Diagnostics;
use crate::keys::Place;

/// A struct that wants to be an entity.
pub(crate) struct RawEntity {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) fields: Vec<RawField>,
    pub(crate) deprecated: bool,
}

/// A field of it.
pub(crate) struct RawField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) attributes: Attributes,
    pub(crate) deprecated: bool,
}

/// An enum that wants to be a polymorphic family.
pub(crate) struct RawFamily {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) members: Vec<RawMember>,
    pub(crate) deprecated: bool,
}

/// A variant of it.
pub(crate) struct RawMember {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) fields: Fields,
}

/// An enum that wants to be a NetServer enum.
pub(crate) struct RawEnum {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) variants: Vec<RawVariant>,
    pub(crate) deprecated: bool,
}

/// A variant of it.
pub(crate) struct RawVariant {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    /// The number, if the variant has one of its own.
    pub(crate) number: Option<i64>,
    /// The types of its fields; only the variant for unknown values has one.
    pub(crate) fields: Fields,
    pub(crate) deprecated: bool,
}

/// Reads a struct; nothing comes back if its shape is no entity's.
pub(crate) fn entity(input: &DeriveInput, diagnostics: &mut Diagnostics) -> Option<RawEntity> {
    let attributes = Attributes::parse(&input.attrs, Place::Struct, diagnostics);
    refuse_packed(input, diagnostics);
    refuse_generics(&input.generics, "an entity", diagnostics);
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => &fields.named,
            Fields::Unnamed(fields) => {
                diagnostics.at(
                    fields,
                    "an entity's properties have names; write `struct Name { field: Type }`",
                );
                return None;
            }
            Fields::Unit => {
                diagnostics.at(
                    &input.ident,
                    "an entity has properties; write `struct Name { field: Type }`",
                );
                return None;
            }
        },
        // Families have been told from entities before.
        Data::Enum(_) => return None,
        Data::Union(data) => {
            diagnostics.at(
                data.union_token,
                "a union is no entity; use a struct with named fields",
            );
            return None;
        }
    };
    let mut raw = Vec::with_capacity(fields.len());
    for field in fields {
        let attributes = Attributes::parse(&field.attrs, Place::Field, diagnostics);
        if let Some(ident) = field.ident.clone() {
            let deprecated = has(&field.attrs, "deprecated");
            raw.push(RawField {
                ident,
                ty: field.ty.clone(),
                attributes,
                deprecated,
            });
        }
    }
    let deprecated = has(&input.attrs, "deprecated");
    Some(RawEntity {
        ident: input.ident.clone(),
        attributes,
        fields: raw,
        deprecated,
    })
}

/// Reads an enum whose variants are entities.
pub(crate) fn family(
    input: &DeriveInput,
    data: &DataEnum,
    diagnostics: &mut Diagnostics,
) -> RawFamily {
    let attributes = Attributes::parse(&input.attrs, Place::Family, diagnostics);
    refuse_generics(&input.generics, "a family", diagnostics);
    let mut members = Vec::with_capacity(data.variants.len());
    let mut deprecated = has(&input.attrs, "deprecated");
    for variant in &data.variants {
        deprecated |= has(&variant.attrs, "deprecated");
        members.push(RawMember {
            ident: variant.ident.clone(),
            attributes: Attributes::parse(&variant.attrs, Place::Member, diagnostics),
            fields: variant.fields.clone(),
        });
    }
    RawFamily {
        ident: input.ident.clone(),
        attributes,
        members,
        deprecated,
    }
}

/// Reads an enum; nothing comes back if its shape is none.
pub(crate) fn enumeration(input: &DeriveInput, diagnostics: &mut Diagnostics) -> Option<RawEnum> {
    let attributes = Attributes::parse(&input.attrs, Place::Enum, diagnostics);
    refuse_generics(&input.generics, "a NetServer enum", diagnostics);
    let variants = match &input.data {
        Data::Enum(data) if data.variants.is_empty() => {
            diagnostics.at(&input.ident, "a NetServer enum has at least one variant");
            return None;
        }
        Data::Enum(data) => &data.variants,
        Data::Struct(data) => {
            diagnostics.at(
                data.struct_token,
                "a struct is no enum; for properties use `#[derive(NetServerEntity)]`",
            );
            return None;
        }
        Data::Union(data) => {
            diagnostics.at(data.union_token, "a union is no enum; use an enum of names");
            return None;
        }
    };
    let mut raw = Vec::with_capacity(variants.len());
    for variant in variants {
        let number = variant.discriminant.as_ref().and_then(|(_, number)| {
            let read = whole(number);
            if read.is_none() {
                diagnostics.at(number, "write the number itself, such as `= 4`: the wire name and the number are fixed at compile time");
            }
            read
        });
        raw.push(RawVariant {
            ident: variant.ident.clone(),
            attributes: Attributes::parse(&variant.attrs, Place::Variant, diagnostics),
            number,
            fields: variant.fields.clone(),
            deprecated: has(&variant.attrs, "deprecated"),
        });
    }
    let deprecated = has(&input.attrs, "deprecated");
    Some(RawEnum {
        ident: input.ident.clone(),
        attributes,
        variants: raw,
        deprecated,
    })
}

fn refuse_generics(generics: &Generics, what: &str, diagnostics: &mut Diagnostics) {
    if !generics.params.is_empty() {
        let message = format!(
            "{what} is one type on the wire, so it has no parameters; write it once for each type"
        );
        diagnostics.at(&generics.params, message);
    } else if let Some(clause) = &generics.where_clause {
        diagnostics.at(
            clause,
            format!("{what} has no parameters to bound; remove the clause"),
        );
    }
}

fn refuse_packed(input: &DeriveInput, diagnostics: &mut Diagnostics) {
    for attribute in input
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("repr"))
    {
        let packed = attribute
            .meta
            .require_list()
            .is_ok_and(|list| list.tokens.to_string().contains("packed"));
        if packed {
            diagnostics.at(attribute, "the fields of an entity are borrowed, which a packed struct does not allow; remove `packed`");
        }
    }
}

fn has(attributes: &[syn::Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

/// A whole number, also a negative one and inside the group of a macro.
fn whole(number: &Expr) -> Option<i64> {
    match number {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => {
            let Expr::Lit(ExprLit {
                lit: Lit::Int(number),
                ..
            }) = expr.as_ref()
            else {
                return None;
            };
            format!("-{}", number.base10_digits()).parse().ok()
        }
        Expr::Group(group) => whole(&group.expr),
        Expr::Paren(inner) => whole(&inner.expr),
        _ => None,
    }
}
