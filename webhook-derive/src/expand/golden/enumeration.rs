const _: () = {
    use ::webhook_model::__private_0_1_0 as __p;
    use __p::{Of as __O, Fallback as __W};
    type __I = <__O<()> as __W<()>>::Imported;
    #[automatically_derived]
    impl __p::NetServerEnum for State {
        const ENUMERATION: &'static __p::Enumeration = &__p::Enumeration::new(
                "State",
                &[
                    __p::Variant::new("Unknown", 0),
                    __p::Variant::new("on", 1),
                    __p::Variant::new("Running", 1),
                ],
            )
            .open();
        #[inline]
        fn only_the_derive_implements_this_trait() {}
        #[inline]
        fn at(__index: __p::usize) -> __p::Option<Self> {
            __p::Some(
                match __index {
                    0 => Self::Unknown,
                    1 => Self::Active,
                    2 => Self::Active,
                    _ => return __p::None,
                },
            )
        }
        #[inline]
        fn index(&self) -> __p::Option<__p::usize> {
            __p::Some(
                match self {
                    Self::Unknown => 0,
                    Self::Active => 1,
                    Self::Other(_) => return __p::None,
                },
            )
        }
        #[inline]
        fn from_unknown(__unknown: __p::UnknownVariant) -> __p::Option<Self> {
            __p::Some(
                Self::Other(<UnknownVariant as __p::KeepsUnknown>::keep(__unknown)),
            )
        }
        #[inline]
        fn unknown(&self) -> __p::Option<&__p::UnknownVariant> {
            match self {
                Self::Other(__unknown) => {
                    __p::Some(__O::<UnknownVariant>::kept(__unknown))
                }
                _ => __p::None,
            }
        }
    }
    #[automatically_derived]
    impl __p::PropertyType for State {
        const TYPE: __p::Type = __p::Type::Enum(
            <Self as __p::NetServerEnum>::ENUMERATION,
        );
        #[inline]
        fn blank() -> Self {
            Self::Unknown
        }
        #[inline]
        fn value(&self) -> __p::Value<'_> {
            __p::value_of(self)
        }
        #[inline]
        fn slot(&mut self) -> __p::Slot<'_> {
            __p::Slot::Variant(self)
        }
    }
    __p::enum_impls!(__p State : text number open default);
};
