::core::compile_error! {
    "unknown key `agnet`; did you mean `agent`?"
}
const _: () = {
    use ::webhook_model::__private_0_1_0 as __p;
    use __p::PropertyType as __P;
    impl __p::NetServerEntity for Contact {
        const ENTITY: &'static __p::Entity = &__p::Entity::new::<Self>("", &[], &[]);
        fn lent<'a>(&'a self, _: __p::usize, _: __p::Out<'a, '_>) {}
        fn derive_only(&mut self, _: __p::usize) -> __p::Place<'_> {
            __p::None
        }
    }
    impl __p::Serves<__p::operation::CreateDefault> for Contact {
        const PATH: &'static __p::str = "";
        const QUERY: &'static [&'static __p::str] = &[];
    }
    impl __p::Serves<__p::operation::Get> for Contact {
        const PATH: &'static __p::str = "";
        const QUERY: &'static [&'static __p::str] = &[];
    }
    impl __p::Serves<__p::operation::Save> for Contact {
        const PATH: &'static __p::str = "";
        const QUERY: &'static [&'static __p::str] = &[];
    }
    impl __p::Serves<__p::operation::Delete> for Contact {
        const PATH: &'static __p::str = "";
        const QUERY: &'static [&'static __p::str] = &[];
    }
    impl __p::Operation for Contact {
        const PATH: &'static __p::str = "";
        type Request = Self;
        type Response = ();
    }
    #[automatically_derived]
    impl Contact {
        ///
        pub const CREATE_DEFAULT_PATH: &'static __p::str = "";
        ///
        pub const GET_PATH: &'static __p::str = "";
        ///
        pub const SAVE_PATH: &'static __p::str = "";
        ///
        pub const DELETE_PATH: &'static __p::str = "";
        ///
        pub fn create_default() -> Self {
            __p::never()
        }
        ///
        pub fn encode(
            &self,
            _: __p::MediaType,
        ) -> __p::Result<__p::Vec<__p::u8>, __p::Error> {
            __p::never()
        }
        ///
        pub fn decode(
            _: __p::MediaType,
            _: &[__p::u8],
        ) -> __p::Result<Self, __p::Error> {
            __p::never()
        }
    }
    #[automatically_derived]
    impl __P for Contact {
        const TYPE: __p::Type = __p::BROKEN;
        const DERIVED: __p::Derived<Self> = __p::derived();
    }
    #[automatically_derived]
    impl __p::Default for Contact {
        #[inline]
        fn default() -> Self {
            __p::never()
        }
    }
    #[automatically_derived]
    impl __p::Serialize for Contact {
        fn serialize<__S: __p::Serializer>(
            &self,
            __serializer: __S,
        ) -> __p::Result<__S::Ok, __S::Error> {
            __p::serialize(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> __p::Deserialize<'de> for Contact {
        fn deserialize<__D: __p::Deserializer<'de>>(
            __deserializer: __D,
        ) -> __p::Result<Self, __D::Error> {
            __p::deserialize(__deserializer)
        }
    }
    const _: __p::Property = <i32 as __P>::NEW;
    const _: __p::Property = <u64 as __p::Instead<u64, __p::i64>>::NEW;
};
