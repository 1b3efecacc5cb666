//! The entity as data.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Entity, Field, Kind, Property};

/// The field `entity` of the description.
pub(super) fn descriptor(entity: &Entity) -> TokenStream {
    let name = &entity.name;
    let agent = entity
        .agent
        .as_ref()
        .map(|agent| quote!(agent: __p::Some(#agent),));
    let namespace = entity
        .xml_namespace
        .as_ref()
        .map(|namespace| quote!(xml_namespace: __p::Some(#namespace),));
    let operations = operations(entity);
    let properties = entity.fields.iter().filter_map(property);
    let (base, carrier) = if entity.carrier {
        (
            Some(quote!(base: 2,)),
            Some(quote!(__p::TABLE_RIGHT, __p::FIELD_PROPERTIES,)),
        )
    } else {
        (None, None)
    };
    let by_name = entity
        .by_name
        .iter()
        .map(|position| proc_macro2::Literal::u16_unsuffixed(*position));
    let by_contract = entity
        .by_contract
        .iter()
        .map(|position| proc_macro2::Literal::u16_unsuffixed(*position));
    quote! {
        entity: __p::Entity {
            #agent
            #operations
            #namespace
            #base
            properties: &[#(#properties,)* #carrier],
            by_name: &[#(#by_name),*],
            by_contract: &[#(#by_contract),*],
            ..__p::Entity::new::<Self>(#name)
        },
    }
}

fn operations(entity: &Entity) -> Option<TokenStream> {
    if entity.operations.is_empty() {
        return None;
    }
    let operations = entity.operations.iter().map(|operation| {
        let (kind, constant) = (&operation.kind, &operation.constant);
        quote!(__p::Operation { kind: __p::OperationKind::#kind, path: Self::#constant })
    });
    Some(quote!(operations: &[#(#operations),*],))
}

fn property(field: &Field) -> Option<TokenStream> {
    let Kind::Property(property) = &field.kind else {
        return None;
    };
    let Property {
        name,
        key,
        date,
        secret,
        max_length,
        entry,
    } = property;
    let ty = &field.ty;
    let key_text = format!(",\"{name}\":");
    let primary = key.then(|| quote!(.primary_key::<#ty>()));
    let date = date
        .as_ref()
        .map(|class| quote!(.date::<#ty>(__p::DateClass::#class)));
    let secret = secret.then(|| quote!(.secret::<#ty>()));
    let length = max_length.map(|length| {
        let length = proc_macro2::Literal::u32_unsuffixed(length);
        quote!(.max_length::<#ty>(#length))
    });
    let entry = entry.as_ref().map(|entry| quote!(.entry(#entry)));
    Some(quote!(__p::Property::new::<#ty>(#key_text) #primary #date #secret #length #entry))
}
