//! The inherent methods of entities, families and newtypes: callers need not import a trait.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The names in the signatures. An item with one of these names keeps the hidden paths.
const NAMES: [&str; 6] = ["Error", "MediaType", "Result", "Vec", "str", "u8"];

/// The bodies of the methods.
pub(super) struct Bodies {
    pub(super) create_default: TokenStream,
    pub(super) encode: TokenStream,
    pub(super) decode: TokenStream,
}

/// The impl with the methods and some constants; `noun` is what the documentation calls the item.
///
/// Editors show signatures as they are written, so for them the short names are imported. A build has one
/// block less to compile.
///
/// The parameters are not named as those of the trait: a constant `body` in the user's scope would be
/// taken for a pattern, in any code that a macro emits.
pub(super) fn methods(
    ident: &Ident,
    noun: &str,
    constants: &TokenStream,
    bodies: &Bodies,
    for_editor: bool,
) -> TokenStream {
    let short = for_editor && !NAMES.iter().any(|name| ident == name);
    let path = (!short).then(|| quote!(__p::));
    let Bodies {
        create_default,
        encode,
        decode,
    } = bodies;
    let article = if noun == "entity" { "an" } else { "a" };
    let create_doc = format!(" Creates {article} {noun} with its default values.");
    let encode_doc = format!(" Encodes the {noun} in a media type.\n\n # Errors\n");
    let decode_doc = format!(" Decodes {article} {noun} from a body.\n\n # Errors\n");
    let encode_doc = documented(
        &encode_doc,
        " A value that the media type cannot represent, such as U+0000 in XML. The patch types encode the \
         difference from the default.",
        for_editor,
    );
    let decode_doc = documented(
        &decode_doc,
        " A malformed body, or a value of the wrong type. The error names the property and its position. \
         The patch types are applied to the default.",
        for_editor,
    );
    // The trait of an entity has methods of these names: no caller tells them apart.
    let lints = if noun == "entity" {
        quote!(#[allow(clippy::same_name_method)])
    } else {
        quote!(#[automatically_derived])
    };
    let methods = quote! {
        #lints
        impl #ident {
            #constants
            #[doc = #create_doc]
            #[must_use]
            #[inline]
            pub fn create_default() -> Self {
                #create_default
            }
            #encode_doc
            #[inline]
            pub fn encode(&self, as_type: #path MediaType) -> #path Result<#path Vec<#path u8>, #path Error> {
                #encode
            }
            #decode_doc
            #[inline]
            pub fn decode(as_type: #path MediaType, of_body: &[#path u8]) -> #path Result<Self, #path Error> {
                #decode
            }
        }
    };
    if !short {
        return methods;
    }
    quote! {
        const _: () = {
            use __p::{Error, MediaType, Result, Vec, u8};
            #methods
        };
    }
}

/// Documentation whose second part only rustdoc and editors see: a build need not read it.
fn documented(always: &str, more: &str, for_editor: bool) -> TokenStream {
    let more = if for_editor {
        quote!(#[doc = #more])
    } else {
        quote!(#[cfg_attr(doc, doc = #more)])
    };
    quote!(#[doc = #always] #more)
}

#[cfg(test)]
mod tests {
    use quote::format_ident;

    use super::*;

    #[test]
    fn editors_see_the_names_of_the_standard_library() {
        let bodies = || Bodies {
            create_default: quote!(a()),
            encode: quote!(b()),
            decode: quote!(c()),
        };
        let shown = |name: &str, for_editor| {
            let ident = format_ident!("{name}");
            methods(&ident, "entity", &quote!(), &bodies(), for_editor).to_string()
        };
        assert!(shown("Contact", true).contains("-> Result < Vec < u8 > , Error >"));
        assert!(shown("Contact", false).contains("-> __p :: Result <"));
        assert!(shown("Result", true).contains("-> __p :: Result <"));
        assert!(shown("Contact", true).contains("Creates an entity with"));
    }
}
