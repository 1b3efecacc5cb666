//! The values of keys that take one of a few words, as enums.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, format_ident};

/// An enum of the words that a key takes.
pub(crate) trait Word: Copy + PartialEq + 'static {
    const ALL: &'static [Self];
    /// The words in the order of [`ALL`](Self::ALL), as messages list them.
    const WORDS: &'static [&'static str];

    fn word(self) -> &'static str;

    /// The name of the variant, which the runtime's enum has as well.
    fn variant(self) -> &'static str;

    fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.word() == word)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $of:ident { $($variant:ident $word:literal),+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $of {
            $($variant),+
        }

        impl Word for $of {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const WORDS: &'static [&'static str] = &[$($word),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            fn variant(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),+ }
            }
        }

        impl ToTokens for $of {
            fn to_tokens(&self, tokens: &mut TokenStream) {
                tokens.append(Ident::new(self.variant(), Span::call_site()));
            }
        }
    )+};
}

words! {
    /// The operations that have the same name in every agent: the runtime's `OperationKind`.
    OperationKind { CreateDefault "create_default", Get "get", Save "save", Delete "delete" }

    /// How a date changes between time zones: the runtime's `DateClass`.
    DateClass { Utc "utc", Diary "diary", Plain "plain", Date "date" }

    /// What the format of a text is: the runtime's `TextFormat`.
    TextFormat { Email "email", HttpsUrl "https_url", EventName "event_name" }

    /// The case of wire names.
    Case {
        Pascal "PascalCase",
        Camel "camelCase",
        Snake "snake_case",
        ScreamingSnake "SCREAMING_SNAKE_CASE",
        Kebab "kebab-case",
        Lower "lowercase",
        Upper "UPPERCASE"
    }
}

impl OperationKind {
    /// The name of the constant with the operation's path.
    pub(crate) fn constant(self) -> Ident {
        format_ident!("{}_PATH", self.word().to_uppercase())
    }

    /// Whether the operation finds an entity by its primary key.
    pub(crate) const fn needs_key(self) -> bool {
        matches!(self, Self::Get | Self::Delete)
    }
}
