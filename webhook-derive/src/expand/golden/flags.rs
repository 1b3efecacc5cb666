const _: () = {
    use ::webhook_model::__private_0_1_0 as __p;
    #[automatically_derived]
    impl __p::NetServerEnum for Rights {
        const ENUMERATION: &'static __p::Enumeration = &__p::Enumeration::new(
                "Rights",
                &[__p::Variant::new("Read", 1), __p::Variant::new("Write", 2)],
            )
            .flags();
        fn only_the_derive_implements_this_trait() {}
        fn at(__index: __p::usize) -> __p::Option<Self> {
            __p::Some(
                match __index {
                    0 => Self::Read,
                    1 => Self::Write,
                    _ => return __p::None,
                },
            )
        }
        fn index(&self) -> __p::Option<__p::usize> {
            __p::Some(
                match self {
                    Self::Read => 0,
                    Self::Write => 1,
                },
            )
        }
    }
    #[automatically_derived]
    impl __p::Display for Rights {
        fn fmt(&self, __f: &mut __p::Formatter<'_>) -> __p::fmt::Result {
            __p::display(self, __f)
        }
    }
    #[automatically_derived]
    impl __p::FromStr for Rights {
        type Err = __p::ParseEnumError;
        fn from_str(__name: &__p::str) -> __p::Result<Self, __p::ParseEnumError> {
            __p::parse(__name)
        }
    }
};
