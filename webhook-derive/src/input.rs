//! `syn::DeriveInput` and raw attributes to a raw entity or enum: shapes are checked here, rules
//! across attributes are not.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Expr, ExprLit, ExprUnary, Fields, FieldsUnnamed,
    Generics, Lit, Meta, Type, UnOp, parse_quote,
};

use crate::attributes::Attributes;
use crate::diagnostics::Diagnostics;
use crate::keys::Place;

/// A struct that wants to be an entity.
pub(crate) struct RawEntity {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    /// Whether it has parameters, which is refused.
    pub(crate) generic: bool,
    pub(crate) fields: Vec<RawField>,
    /// What its author has allowed, on the struct or a field.
    pub(crate) allowed: Vec<Attribute>,
}

/// A field of it.
pub(crate) struct RawField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) attributes: Attributes,
    pub(crate) deprecated: bool,
}

/// A tuple struct that wants to be a newtype.
pub(crate) struct RawNewtype {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    /// Whether it has parameters, which is refused.
    pub(crate) generic: bool,
    pub(crate) ty: Type,
    /// What its author has allowed, on the struct or its field.
    pub(crate) allowed: Vec<Attribute>,
}

/// An enum that wants to be a polymorphic family.
pub(crate) struct RawFamily {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) members: Vec<RawMember>,
    /// What its author has allowed, on the enum or a variant.
    pub(crate) allowed: Vec<Attribute>,
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
    /// Whether it says how its numbers are held.
    pub(crate) has_repr: bool,
    /// Whether the standard library's derive implements `Default`.
    pub(crate) derives_default: bool,
    /// What its author has allowed, on the enum or a variant.
    pub(crate) allowed: Vec<Attribute>,
}

/// A variant of it.
pub(crate) struct RawVariant {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    /// The number, if the variant has one of its own that can be read.
    pub(crate) number: Option<i64>,
    pub(crate) has_number: bool,
    /// The number, or the variant that has none.
    pub(crate) place: TokenStream,
    /// The types of its fields; only the variant for unknown values has one.
    pub(crate) fields: Fields,
    /// The place of `#[default]`, which the standard library's `#[derive(Default)]` reads.
    pub(crate) std_default: Option<Span>,
}

/// Parses a struct; returns `None` if its shape is not that of an entity.
pub(crate) fn entity(input: &DeriveInput, diagnostics: &mut Diagnostics) -> Option<RawEntity> {
    let attributes = Attributes::parse(&input.attrs, Place::Struct, diagnostics);
    refuse_packed(input, diagnostics);
    refuse_generics(&input.generics, "an entity", diagnostics);
    let ident = &input.ident;
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => &fields.named,
            // Newtypes have been told from entities before.
            Fields::Unnamed(_) => return None,
            // struct E;
            Fields::Unit => {
                diagnostics.at(
                    ident,
                    format!("an entity has properties; write `struct {ident} {{ name: Type }}`"),
                );
                return None;
            }
        },
        // Families have been told from entities before.
        Data::Enum(_) => return None,
        Data::Union(data) => {
            diagnostics.at(
                data.union_token,
                format!("a union does not record which of its fields is set; write `struct {ident} {{ name: Type }}`"),
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
    let of_fields = fields.iter().flat_map(|field| &field.attrs);
    Some(RawEntity {
        ident: input.ident.clone(),
        attributes,
        generic: !input.generics.params.is_empty(),
        fields: raw,
        allowed: allowed(input.attrs.iter().chain(of_fields)),
    })
}

/// Reads a tuple struct; `None` if it does not have exactly one field.
pub(crate) fn newtype(
    input: &DeriveInput,
    fields: &FieldsUnnamed,
    diagnostics: &mut Diagnostics,
) -> Option<RawNewtype> {
    let attributes = Attributes::parse(&input.attrs, Place::Newtype, diagnostics);
    refuse_packed(input, diagnostics);
    refuse_generics(&input.generics, "a newtype", diagnostics);
    for field in &fields.unnamed {
        // struct SaleId(#[netserver(key)] i32);
        for attribute in field
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("netserver"))
            .filter(
                |attribute| !matches!(&attribute.meta, Meta::List(list) if list.tokens.is_empty()),
            )
        {
            diagnostics.at(
                attribute,
                "the field of a newtype has no keys; remove the attribute, and write it on the property that has the newtype as its type",
            );
        }
    }
    let ident = &input.ident;
    let only = fields.unnamed.first().filter(|_| fields.unnamed.len() == 1);
    let Some(field) = only else {
        let message = if fields.unnamed.is_empty() {
            // struct E();
            format!(
                "a tuple struct is a newtype of one property type; write `struct {ident}(Type);`, or `struct {ident} {{}}` for a request without members"
            )
        } else {
            // struct E(i32, String);
            format!(
                "a tuple struct is a newtype of one property type, and this one has {} fields; write `struct {ident} {{ name: Type }}`, with a name for each property",
                fields.unnamed.len()
            )
        };
        diagnostics.at(fields, message);
        return None;
    };
    Some(RawNewtype {
        ident: ident.clone(),
        attributes,
        generic: !input.generics.params.is_empty(),
        ty: field.ty.clone(),
        allowed: allowed(input.attrs.iter().chain(&field.attrs)),
    })
}

/// The attributes of fields and variants.
pub(crate) fn attributes_inside(item: &DeriveInput) -> Vec<&Attribute> {
    match &item.data {
        Data::Struct(data) => data.fields.iter().flat_map(|field| &field.attrs).collect(),
        Data::Enum(data) => data
            .variants
            .iter()
            .flat_map(|variant| &variant.attrs)
            .collect(),
        Data::Union(_) => Vec::new(),
    }
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
    for variant in &data.variants {
        members.push(RawMember {
            ident: variant.ident.clone(),
            attributes: Attributes::parse(&variant.attrs, Place::Member, diagnostics),
            fields: variant.fields.clone(),
        });
    }
    let of_variants = data.variants.iter().flat_map(|variant| &variant.attrs);
    RawFamily {
        ident: input.ident.clone(),
        attributes,
        members,
        allowed: allowed(input.attrs.iter().chain(of_variants)),
    }
}

/// Reads an enum; `None` if it has another shape.
pub(crate) fn enumeration(input: &DeriveInput, diagnostics: &mut Diagnostics) -> Option<RawEnum> {
    let attributes = Attributes::parse(&input.attrs, Place::Enum, diagnostics);
    refuse_generics(&input.generics, "a NetServer enum", diagnostics);
    let variants = match &input.data {
        Data::Enum(data) if data.variants.is_empty() => {
            diagnostics.at(
                &input.ident,
                "a NetServer enum has at least one name; add a variant without fields",
            );
            return None;
        }
        Data::Enum(data) => &data.variants,
        Data::Struct(data) => {
            diagnostics.at(
                data.struct_token,
                "a struct is not an enum; write `enum`, or derive `NetServerEntity` if it has properties",
            );
            return None;
        }
        Data::Union(data) => {
            diagnostics.at(
                data.union_token,
                "a union is not an enum; write `enum` with a variant for each name",
            );
            return None;
        }
    };
    let mut raw = Vec::with_capacity(variants.len());
    for variant in variants {
        let number = variant.discriminant.as_ref().and_then(|(_, number)| {
            let read = whole(number);
            if read.is_none() {
                // enum E { Open = "open" }
                let message = match number {
                    Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => format!(
                        "a variant is a number here; write its name on the wire as `#[netserver(rename = {})]`",
                        name.token()
                    ),
                    _ => "write the number itself, such as `= 4`: the wire name and the number are fixed at compile time".to_owned(),
                };
                diagnostics.at(number, message);
            }
            read
        });
        raw.push(RawVariant {
            ident: variant.ident.clone(),
            attributes: Attributes::parse(&variant.attrs, Place::Variant, diagnostics),
            number,
            has_number: variant.discriminant.is_some(),
            place: variant.discriminant.as_ref().map_or_else(
                || variant.ident.to_token_stream(),
                |(_, number)| number.to_token_stream(),
            ),
            fields: variant.fields.clone(),
            std_default: std_default(&variant.attrs),
        });
    }
    let of_variants = variants.iter().flat_map(|variant| &variant.attrs);
    Some(RawEnum {
        ident: input.ident.clone(),
        attributes,
        variants: raw,
        has_repr: input
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("repr")),
        derives_default: derives_default(input),
        allowed: allowed(input.attrs.iter().chain(of_variants)),
    })
}

/// The parameters have no meaning on the wire; where there are none, neither has a clause.
fn refuse_generics(generics: &Generics, what: &str, diagnostics: &mut Diagnostics) {
    // struct E<'a> { name: &'a str }
    if let Some(lifetime) = generics.lifetimes().next() {
        let lifetime = &lifetime.lifetime;
        diagnostics.at(&generics.params, format!("{what} owns its data and cannot borrow; remove `{lifetime}`, and write `String` for `&{lifetime} str`"));
    } else if !generics.params.is_empty() {
        // struct E<T> { value: T }
        diagnostics.at(&generics.params, format!("{what} is one type on the wire and has no parameters; remove them, and write one struct for each type"));
    } else if let Some(clause) = &generics.where_clause {
        diagnostics.at(
            clause,
            format!("{what} has no parameters that a clause could bound; remove it"),
        );
    }
}

// #[repr(C, packed)] struct E { a: i32 }
fn refuse_packed(input: &DeriveInput, diagnostics: &mut Diagnostics) {
    for attribute in input
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("repr"))
    {
        let Ok(list) = attribute.meta.require_list() else {
            continue;
        };
        for token in list.tokens.clone() {
            if matches!(&token, TokenTree::Ident(word) if word == "packed") {
                diagnostics.at(
                    token,
                    "the fields of a packed struct cannot be borrowed; remove `packed`",
                );
            }
        }
    }
}

/// The lints that are allowed on the item, and so in its expansion.
fn allowed<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> Vec<Attribute> {
    attributes
        .filter_map(|attribute| {
            let path = attribute.path();
            let mut allowed = attribute.clone();
            // What was expected in the item is not expected a second time.
            if path.is_ident("expect") {
                let Meta::List(list) = &mut allowed.meta else {
                    return None;
                };
                list.path = parse_quote!(allow);
            } else if !path.is_ident("allow") {
                return None;
            }
            Some(allowed)
        })
        .collect()
}

/// The place of `#[default]`.
fn std_default(attributes: &[Attribute]) -> Option<Span> {
    let mut attributes = attributes.iter();
    let found = attributes.find(|attribute| attribute.path().is_ident("default"))?;
    Some(found.path().span())
}

/// Whether the standard library's derive implements `Default` for an enum: then a variant has its
/// attribute. A derive does not see the other derives of its item.
pub(crate) fn derives_default(input: &DeriveInput) -> bool {
    let Data::Enum(data) = &input.data else {
        return false;
    };
    let mut variants = data.variants.iter();
    variants.any(|variant| std_default(&variant.attrs).is_some())
}

fn has(attributes: &[Attribute], name: &str) -> bool {
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
