::core::compile_error! {
    "unknown key `flgs`; did you mean `flags`?"
}
const _: () = {
    use ::webhook_model::__private_0_1_0 as __p;
    impl __p::NetServerEnum for State {
        const ENUMERATION: &'static __p::Enumeration = &__p::Enumeration::new("", &[]);
        fn only_the_derive_implements_this_trait() {}
        fn at(_: __p::usize) -> __p::Option<Self> {
            __p::None
        }
        fn index(&self) -> __p::Option<__p::usize> {
            __p::None
        }
    }
    impl __p::PropertyType for State {
        const TYPE: __p::Type = __p::BROKEN;
        fn blank() -> Self {
            __p::never()
        }
        fn value(&self) -> __p::Value<'_> {
            __p::Value::Null
        }
        fn slot(&mut self) -> __p::Slot<'_> {
            __p::Slot::Variant(self)
        }
    }
    __p::enum_impls!(__p State : text number known flags);
};
