const _: () = {
    use ::webhook_model::__private_0_1_0 as __p;
    #[automatically_derived]
    impl __p::NetServerEnum for Rights {
        const ENUMERATION: &'static __p::Enumeration = &__p::Enumeration::new(
                "Rights",
                &[__p::Variant::new("Read", 1), __p::Variant::new("Write", 2)],
            )
            .flags();
        #[inline]
        fn only_the_derive_implements_this_trait() {}
        #[inline]
        fn at(__index: __p::usize) -> __p::Option<Self> {
            __p::Some(
                match __index {
                    0 => Self::Read,
                    1 => Self::Write,
                    _ => return __p::None,
                },
            )
        }
        #[inline]
        fn index(&self) -> __p::Option<__p::usize> {
            __p::Some(
                match self {
                    Self::Read => 0,
                    Self::Write => 1,
                },
            )
        }
    }
    __p::enum_impls!(__p Rights : text number known flags);
};
