const _: () = {
    use ::webhook_model::__private_0_1_0 as __p;
    use __p::PropertyType as __P;
    #[automatically_derived]
    impl __P for GetPersonList {
        const NEW: __p::Property = <Vec<i32> as __P>::NEW;
        const TYPE: __p::Type = <Self as __P>::NEW.ty;
        const SECRET: __p::bool = <Self as __P>::NEW.secret;
        const DATES: __p::Dates = __p::dates_of(<Self as __P>::NEW);
        #[inline]
        fn blank() -> Self {
            Self(__P::blank())
        }
        #[inline]
        fn value(&self) -> __p::Value<'_> {
            __P::value(&self.0)
        }
        #[inline]
        fn slot(&mut self) -> __p::Slot<'_> {
            __P::slot(&mut self.0)
        }
    }
    #[automatically_derived]
    impl __p::Newtype for GetPersonList {
        type Inner = Vec<i32>;
        #[inline]
        fn wrap(__inner: Vec<i32>) -> Self {
            Self(__inner)
        }
        #[inline]
        fn inner(&self) -> &Vec<i32> {
            &self.0
        }
    }
    #[automatically_derived]
    impl __p::Operation for GetPersonList {
        const PATH: &'static __p::str = "/api/v1/Agents/Person/GetPersonList";
        type Request = Self;
        type Response = Vec<Person>;
    }
    #[automatically_derived]
    impl GetPersonList {
        /// Creates a value with its default values.
        #[must_use]
        #[inline]
        pub fn create_default() -> Self {
            <Self as __p::PropertyType>::blank()
        }
        /** Encodes the value in a media type.

 # Errors
*/
        #[cfg_attr(
            doc,
            doc = " A value that the media type cannot represent, such as U+0000 in XML. The patch types encode the difference from the default."
        )]
        #[inline]
        pub fn encode(
            &self,
            as_type: __p::MediaType,
        ) -> __p::Result<__p::Vec<__p::u8>, __p::Error> {
            __p::Encoder::new(as_type).encode(self)
        }
        /** Decodes a value from a body.

 # Errors
*/
        #[cfg_attr(
            doc,
            doc = " A malformed body, or a value of the wrong type. The error names the property and its position. The patch types are applied to the default."
        )]
        #[inline]
        pub fn decode(
            as_type: __p::MediaType,
            of_body: &[__p::u8],
        ) -> __p::Result<Self, __p::Error> {
            __p::Decoder::new(as_type).decode(of_body)
        }
    }
    #[automatically_derived]
    impl __p::Default for GetPersonList {
        #[inline]
        fn default() -> Self {
            <Self as __p::PropertyType>::blank()
        }
    }
    #[automatically_derived]
    impl __p::Serialize for GetPersonList {
        fn serialize<__S: __p::Serializer>(
            &self,
            __serializer: __S,
        ) -> __p::Result<__S::Ok, __S::Error> {
            __p::serialize_property(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> __p::Deserialize<'de> for GetPersonList {
        fn deserialize<__D: __p::Deserializer<'de>>(
            __deserializer: __D,
        ) -> __p::Result<Self, __D::Error> {
            __p::deserialize(__deserializer)
        }
    }
};
