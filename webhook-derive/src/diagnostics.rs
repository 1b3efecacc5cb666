//! Collects the errors of an item, so that one compile shows all of them.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// The errors found so far. They must be read by [`finish`](Self::finish): dropping them unread, which would
/// accept a wrong item, is a panic.
pub(crate) struct Diagnostics {
    errors: Option<Vec<syn::Error>>,
    left_to_compiler: bool,
}

impl Diagnostics {
    pub(crate) const fn new() -> Self {
        Self {
            errors: Some(Vec::new()),
            left_to_compiler: false,
        }
    }

    /// Adds an error with the span of tokens.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Adds an error with a span.
    pub(crate) fn at_span(&mut self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        if let Some(errors) = &mut self.errors {
            errors.push(error);
        }
    }

    /// The value of a result; an error is added.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Marks the item as wrong without an error, because the compiler reports the mistake itself.
    pub(crate) fn leave_to_compiler(&mut self) {
        self.left_to_compiler = true;
    }

    /// All errors, if the item is wrong. There are none if the compiler reports the only mistake.
    pub(crate) fn finish(mut self) -> Result<(), TokenStream> {
        let errors = self.errors.take().unwrap_or_default();
        if errors.is_empty() && !self.left_to_compiler {
            return Ok(());
        }
        let errors = errors.iter().map(syn::Error::to_compile_error);
        Err(quote!(#(#errors)*))
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        assert!(
            self.errors.is_none() || std::thread::panicking(),
            "diagnostics were dropped unread"
        );
    }
}
