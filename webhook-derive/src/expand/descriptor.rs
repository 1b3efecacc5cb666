//! The entity as data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use syn::Type;

use super::property::{property as of_type, range as of_range};
use crate::model::{Entity, Field, Kind, Property};

/// The description.
pub(super) fn descriptor(entity: &Entity) -> TokenStream {
    let name = &entity.name;
    let agent = entity.agent.as_ref().map(|agent| quote!(.agent(#agent)));
    let namespace = entity
        .xml_namespace
        .as_ref()
        .map(|namespace| quote!(.xml_namespace(#namespace)));
    let soap_name = entity
        .soap_name
        .as_ref()
        .map(|name| quote!(.soap_name(#name)));
    let operations = operations(entity);
    let query = entity.query.as_ref().map(|query| quote!(.query(#query)));
    let aliases = aliases(entity);
    let soap_order = (!entity.soap_order.is_empty()).then(|| {
        let order = positions(&entity.soap_order);
        quote!(.soap_order(#order))
    });
    let properties = entity.fields.iter().filter_map(property);
    let names = entity.fields.iter().filter_map(Field::property);
    let names = names.map(|property| member(&property.name));
    if let Some(Field { ty: base, .. }) = entity
        .fields
        .iter()
        .find(|field| matches!(field.kind, Kind::Base(_)))
    {
        let (properties, names): (Vec<_>, Vec<_>) = (properties.collect(), names.collect());
        return inheriting(
            entity,
            base,
            (&properties, &names),
            &quote!(#agent #operations #query #aliases #namespace #soap_name #soap_order),
        );
    }
    let (base, carrier) = if entity.carrier {
        (
            Some(quote!(.carrier())),
            Some(quote!(__p::TABLE_RIGHT, __p::FIELD_PROPERTIES,)),
        )
    } else {
        (None, None)
    };
    let by_name = positions(&entity.by_name);
    // The two orders are one as long as no case tells names apart.
    let by_contract = (entity.by_contract != entity.by_name).then(|| {
        let by_contract = positions(&entity.by_contract);
        quote!(.by_contract(#by_contract))
    });
    quote! {
        __p::Entity::new::<Self>(#name, &__p::named([#(#properties,)* #carrier], [#(#names,)*]), #by_name)
            #agent #operations #query #aliases #namespace #soap_name #soap_order #base #by_contract
    }
}

fn positions(order: &[u16]) -> TokenStream {
    let order = order.iter().copied().map(Literal::u16_unsuffixed);
    quote!(&[#(#order),*])
}

/// An entity with a base, whose properties only the compiler knows.
fn inheriting(
    entity: &Entity,
    base: &Type,
    (properties, names): (&[TokenStream], &[String]),
    rest: &TokenStream,
) -> TokenStream {
    let name = &entity.name;
    let (by_name, by_contract) = (positions(&entity.by_name), positions(&entity.by_contract));
    let own = Literal::usize_unsuffixed(properties.len());
    quote! {
        {
            const __BASE: &__p::Entity = <#base as __p::BaseEntity>::ENTITY;
            const __COUNT: __p::usize = #own + __BASE.properties.len();
            const __ALL: &[__p::Property] = &__p::concat::<__COUNT>(&__p::named([#(#properties),*], [#(#names),*]), __BASE.properties);
            // Arguments of a call that are calls themselves would not live long enough.
            const __BY_NAME: &[__p::u16] = &__p::positions_by_name::<__COUNT>(__ALL, #by_name, __BASE.by_name);
            const __BY_CONTRACT: &[__p::u16] = &__p::positions_by_contract::<__COUNT>(#by_contract, __BASE.by_contract);
            __p::Entity::new::<Self>(#name, __ALL, __BY_NAME)
                #rest
                .inherits(|| __BASE, __BASE.properties.len())
                .by_contract(__BY_CONTRACT)
        }
    }
}

fn aliases(entity: &Entity) -> Option<TokenStream> {
    if entity.aliases.is_empty() {
        return None;
    }
    let aliases = entity.aliases.iter().map(|(alias, position)| {
        let position = Literal::u16_unsuffixed(*position);
        quote!((#alias, #position))
    });
    Some(quote!(.aliases(&[#(#aliases),*])))
}

fn operations(entity: &Entity) -> Option<TokenStream> {
    if entity.operations.is_empty() {
        return None;
    }
    let operations = entity.operations.iter().map(|operation| {
        let (kind, constant) = (&operation.kind, &operation.constant);
        quote!(__p::Endpoint::new(__p::OperationKind::#kind, Self::#constant))
    });
    Some(quote!(.endpoints(&[#(#operations),*])))
}

fn property(field: &Field) -> Option<TokenStream> {
    let Kind::Property(property) = &field.kind else {
        return None;
    };
    let Property {
        words,
        date,
        max_length,
        range,
        format,
        entry,
        ..
    } = property;
    let of_type = of_type(field);
    let each = (!field.is_plain).then(|| quote!(.each()));
    let date = date
        .as_ref()
        .map(|class| quote!(.date(__p::DateClass::#class)));
    let length = max_length.map(|length| {
        let length = Literal::u32_unsuffixed(length);
        quote!(.max_length(#length))
    });
    let range = range.map(of_range);
    let format = format
        .as_ref()
        .map(|format| quote!(.format(__p::TextFormat::#format)));
    let entry = entry.as_ref().map(|entry| quote!(.entry(#entry)));
    Some(quote!(#of_type #each #(.#words())* #date #length #range #format #entry))
}

/// A name as a JSON member that is null.
fn member(name: &str) -> String {
    format!(",\"{name}\":null")
}
