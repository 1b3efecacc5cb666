//! Parses the item of a derive. The shape of the item is checked here, rules across attributes are not.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Expr, ExprLit, Fields, FieldsUnnamed, Generics, Lit,
    Meta, Type, UnOp, parse_quote,
};

use crate::attributes::Attributes;
use crate::diagnostics::Diagnostics;
use crate::keys::Place;

/// A struct with named fields.
pub(crate) struct RawEntity {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    /// Whether it has parameters, which have been refused.
    pub(crate) generic: bool,
    pub(crate) fields: Vec<RawField>,
    /// The lints that are allowed on the item or inside it, here and in the types below.
    pub(crate) allowed: Vec<Attribute>,
}

pub(crate) struct RawField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) attributes: Attributes,
    pub(crate) deprecated: bool,
}

/// A tuple struct with one field.
pub(crate) struct RawNewtype {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) generic: bool,
    pub(crate) ty: Type,
    pub(crate) allowed: Vec<Attribute>,
}

/// An enum of entities.
pub(crate) struct RawFamily {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) members: Vec<RawMember>,
    pub(crate) allowed: Vec<Attribute>,
}

pub(crate) struct RawMember {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) fields: Fields,
}

/// An enum of names.
pub(crate) struct RawEnum {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    pub(crate) variants: Vec<RawVariant>,
    /// Whether it has `#[repr(..)]`.
    pub(crate) has_repr: bool,
    /// Whether the standard library's derive implements `Default`.
    pub(crate) derives_default: bool,
    pub(crate) allowed: Vec<Attribute>,
}

pub(crate) struct RawVariant {
    pub(crate) ident: Ident,
    pub(crate) attributes: Attributes,
    /// The explicit number, unless it is an expression.
    pub(crate) number: Option<i64>,
    pub(crate) has_number: bool,
    /// The explicit number, or the name of a variant without one, for errors about the number.
    pub(crate) place: TokenStream,
    /// Only the variant for unknown values has a field.
    pub(crate) fields: Fields,
    /// The attribute `#[default]` for the standard library's `#[derive(Default)]`.
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
            // A newtype.
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
        // A family.
        Data::Enum(_) => return None,
        Data::Union(data) => {
            diagnostics.at(
                data.union_token,
                format!("a union does not record which of its fields is set; write `struct {ident} {{ name: Type }}`"),
            );
            return None;
        }
    };
    let fields = fields.iter().filter_map(|field| {
        Some(RawField {
            ident: field.ident.clone()?,
            ty: field.ty.clone(),
            attributes: Attributes::parse(&field.attrs, Place::Field, diagnostics),
            deprecated: has(&field.attrs, "deprecated"),
        })
    });
    Some(RawEntity {
        ident: ident.clone(),
        attributes,
        generic: !input.generics.params.is_empty(),
        fields: fields.collect(),
        allowed: allowed(input),
    })
}

/// Parses a tuple struct; returns `None` if it does not have exactly one field.
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
        allowed: allowed(input),
    })
}

/// The attributes of fields and variants.
pub(crate) fn attributes_inside(item: &DeriveInput) -> Vec<&Attribute> {
    let mut inside = Vec::new();
    match &item.data {
        Data::Struct(data) => {
            for field in &data.fields {
                inside.extend(&field.attrs);
            }
        }
        Data::Enum(data) => {
            for variant in &data.variants {
                inside.extend(&variant.attrs);
            }
        }
        Data::Union(_) => {}
    }
    inside
}

/// Parses an enum whose variants are entities.
pub(crate) fn family(
    input: &DeriveInput,
    data: &DataEnum,
    diagnostics: &mut Diagnostics,
) -> RawFamily {
    let attributes = Attributes::parse(&input.attrs, Place::Family, diagnostics);
    refuse_generics(&input.generics, "a family", diagnostics);
    let members = data.variants.iter().map(|variant| RawMember {
        ident: variant.ident.clone(),
        attributes: Attributes::parse(&variant.attrs, Place::Member, diagnostics),
        fields: variant.fields.clone(),
    });
    RawFamily {
        ident: input.ident.clone(),
        attributes,
        members: members.collect(),
        allowed: allowed(input),
    }
}

/// Parses an enum; returns `None` for other items.
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
    let variants = variants.iter().map(|variant| {
        let number = variant.discriminant.as_ref().map(|(_, number)| number);
        RawVariant {
            ident: variant.ident.clone(),
            number: number.and_then(|number| explicit(number, diagnostics)),
            attributes: Attributes::parse(&variant.attrs, Place::Variant, diagnostics),
            has_number: number.is_some(),
            place: number.map_or_else(
                || variant.ident.to_token_stream(),
                ToTokens::to_token_stream,
            ),
            fields: variant.fields.clone(),
            std_default: std_default(&variant.attrs),
        }
    });
    Some(RawEnum {
        ident: input.ident.clone(),
        attributes,
        variants: variants.collect(),
        has_repr: has(&input.attrs, "repr"),
        derives_default: derives_default(input),
        allowed: allowed(input),
    })
}

/// Refuses parameters, and a clause without parameters.
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
    let attributes = input.attrs.iter().map(|attribute| &attribute.meta);
    let lists = attributes.filter_map(|meta| meta.require_list().ok());
    for token in lists
        .filter(|list| list.path.is_ident("repr"))
        .flat_map(|list| list.tokens.clone())
    {
        if matches!(&token, TokenTree::Ident(word) if word == "packed") {
            diagnostics.at(
                token,
                "the fields of a packed struct cannot be borrowed; remove `packed`",
            );
        }
    }
}

/// The lints that are allowed on the item or inside it, and so in the expansion.
fn allowed(item: &DeriveInput) -> Vec<Attribute> {
    let attributes = item.attrs.iter().chain(attributes_inside(item));
    attributes
        .filter_map(|attribute| {
            let path = attribute.path();
            let mut allowed = attribute.clone();
            // The expansion need not cause a lint that is expected in the item.
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

fn find<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    let mut attributes = attributes.iter();
    attributes.find(|attribute| attribute.path().is_ident(name))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    find(attributes, name).is_some()
}

fn std_default(attributes: &[Attribute]) -> Option<Span> {
    Some(find(attributes, "default")?.path().span())
}

/// Whether the standard library's derive implements `Default` for an enum, which a derive can only see by the
/// attribute of a variant.
pub(crate) fn derives_default(input: &DeriveInput) -> bool {
    let Data::Enum(data) = &input.data else {
        return false;
    };
    let mut variants = data.variants.iter();
    variants.any(|variant| has(&variant.attrs, "default"))
}

/// The explicit number of a variant.
fn explicit(number: &Expr, diagnostics: &mut Diagnostics) -> Option<i64> {
    let read = whole(number, "");
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
}

/// A whole number after a sign, also in the group of a macro.
fn whole(number: &Expr, sign: &str) -> Option<i64> {
    match number {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => format!("{sign}{}", number.base10_digits()).parse().ok(),
        Expr::Unary(unary) if sign.is_empty() && matches!(unary.op, UnOp::Neg(_)) => {
            whole(&unary.expr, "-")
        }
        Expr::Group(group) => whole(&group.expr, sign),
        Expr::Paren(inner) => whole(&inner.expr, sign),
        _ => None,
    }
}
