//! An entity, a family, and the struct of a request.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Docs;
use super::types::{Types, ident};
use crate::facts::{Entity, Family, Property, Type, short_name};
use crate::plan::Names;
use crate::plan::words::wire;

/// The struct of an entity.
pub(super) fn entity(
    types: &mut Types<'_>,
    full: &str,
    entity: &Entity,
    about: &str,
    words: Docs,
) -> TokenStream {
    let rust = ident(&types.plan.types[full].rust);
    let short = short_name(full);
    let mut keys = Vec::new();
    if let Some((agent, operations)) = types.plan.served.get(full) {
        let operations = operations
            .iter()
            .map(|operation| format_ident!("{}", operation.word()));
        keys.push(quote!(agent = #agent));
        keys.push(quote!(operations(#(#operations),*)));
        if let Some(time) = types.plan.slow.get(full) {
            let time = proc_macro2::Literal::u32_unsuffixed(*time);
            keys.push(quote!(slow_ms = #time));
        }
    }
    if rust != short {
        keys.push(quote!(entity = #short));
    }
    if entity.carrier {
        keys.push(quote!(carrier));
    }
    let keys = (!keys.is_empty()).then(|| quote!(#[netserver(#(#keys),*)]));
    let about = words.of(about, &format!("The entity `{short}`."));
    let body = fields(types, full, entity, words);
    let derive = types.model("NetServerEntity");
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, #derive)]
        #keys
        pub struct #rust {
            #body
        }
    }
}

/// The fields of an entity or request.
pub(super) fn fields(
    types: &mut Types<'_>,
    full: &str,
    entity: &Entity,
    words: Docs,
) -> TokenStream {
    let mut names = Names::default();
    if entity.carrier {
        names.reserve("carrier");
    }
    if entity.base.is_some() {
        names.reserve("base");
    }
    let mut fields = TokenStream::new();
    for property in &entity.properties {
        let name = names.of_field(&property.name);
        fields.extend(field(types, full, &name, property, words));
    }
    if let Some(base) = &entity.base {
        let base = types.plain(&Type::Named(base.clone()));
        let about = words.of("", "The properties of all members of the family.");
        fields.extend(quote!(#about #[netserver(base)] pub base: #base,));
    }
    if entity.carrier {
        let carrier = types.model("Carrier");
        let about = words.of("", "The rights of the caller.");
        fields.extend(quote!(#about pub carrier: #carrier,));
    }
    fields
}

fn field(
    types: &mut Types<'_>,
    full: &str,
    name: &str,
    property: &Property,
    words: Docs,
) -> TokenStream {
    let mut keys = Vec::new();
    if types.plan.keys.get(full) == Some(&property.name) {
        keys.push(quote!(key));
    }
    if wire(name) != property.name {
        let wire = &property.name;
        keys.push(quote!(rename = #wire));
    }
    if property.ty == Type::Secret {
        keys.push(quote!(secret));
    }
    let marks = &property.marks;
    if let Some(date) = &marks.date {
        let date = format_ident!("{date}");
        keys.push(quote!(date = #date));
    }
    if let Some(most) = marks.max_length {
        let most = proc_macro2::Literal::u32_unsuffixed(most);
        keys.push(quote!(max_length = #most));
    }
    if let Some(format) = &marks.format {
        let format = format_ident!("{format}");
        keys.push(quote!(format = #format));
    }
    if let Some(default) = marks
        .default
        .as_ref()
        .and_then(|text| text.parse::<TokenStream>().ok())
    {
        keys.push(quote!(default = #default));
    }
    if let Some(entry) = &marks.entry {
        keys.push(quote!(entry = #entry));
    }
    if marks.web_api_only {
        keys.push(quote!(web_api_only));
    }
    let keys = (!keys.is_empty()).then(|| quote!(#[netserver(#(#keys),*)]));
    let boxed = types
        .plan
        .boxed
        .contains(&(full.to_owned(), property.name.clone()));
    let ty = if boxed {
        types.boxed(&property.ty)
    } else {
        types.nullable(&property.ty)
    };
    let about = words.of(
        &property.description,
        &format!("The property `{}`.", property.name),
    );
    let name = ident(name);
    quote!(#about #keys pub #name: #ty,)
}

/// The enum of a family.
pub(super) fn family(
    types: &mut Types<'_>,
    full: &str,
    family: &Family,
    about: &str,
    words: Docs,
) -> TokenStream {
    let rust = ident(&types.plan.types[full].rust);
    let (tag, name) = (&family.tag, &family.wire);
    let mut names = Names::default();
    let mut variants = TokenStream::new();
    for (value, member) in &family.members {
        let variant = names.of_variant(value);
        let rename = (variant != *value).then(|| quote!(#[netserver(rename = #value)]));
        let about = words.of("", &format!("`{value}`."));
        let (variant, member) = (ident(&variant), types.plain(&Type::Named(member.clone())));
        variants.extend(quote!(#about #rename #variant(#member),));
    }
    let other = ident(&names.first_free(&["Other", "Unknown", "Newer", "Unrecognized"]));
    let (derive, unknown) = (types.model("NetServerEntity"), types.model("UnknownEntity"));
    let fallback = format!("Any `{}`, distinguished by `{tag}`.", family.wire);
    let about = words.of(about, &fallback);
    let about_other = words.of(
        "",
        "A member that this version does not know, kept unchanged.",
    );
    let name = (rust != *name).then(|| quote!(, entity = #name));
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, #derive)]
        #[netserver(tag = #tag #name)]
        pub enum #rust {
            #variants
            #about_other
            #[netserver(other)]
            #other(#unknown),
        }
    }
}
