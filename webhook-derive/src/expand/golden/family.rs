const _: () = {
    use ::webhook_model::__private_0_1_0 as __p;
    use __p::{Of as __O, Fallback as __W};
    type __I = <__O<()> as __W<()>>::Imported;
    #[automatically_derived]
    impl __p::PropertyType for Field {
        const TYPE: __p::Type = __p::Type::Family(|| const {
            const __MEMBERS: &[__p::Member] = &[
                __p::Member::new("Number", || <Number as __p::MemberEntity>::ENTITY),
            ];
            &__p::Family::new("Field", "FieldType", __MEMBERS).open()
        });
        #[inline]
        fn blank() -> Self {
            Self::Other(__O::<UnknownEntity>::empty())
        }
        #[inline]
        fn value(&self) -> __p::Value<'_> {
            match self {
                Self::Other(__unknown) => {
                    __p::Value::Unknown(__O::<UnknownEntity>::kept_entity(__unknown))
                }
                _ => __p::Value::Entity(self),
            }
        }
        #[inline]
        fn slot(&mut self) -> __p::Slot<'_> {
            __p::Slot::Family(self)
        }
    }
    #[automatically_derived]
    impl __p::FamilySlot for Field {
        #[inline]
        fn family(&self) -> &'static __p::Family {
            __p::family_of::<Self>()
        }
        #[inline]
        fn select(
            &mut self,
            __position: __p::usize,
        ) -> __p::Option<&mut dyn __p::DynEntity> {
            *self = match __position {
                0 => Self::Number(__O::<Number>::create_default()),
                _ => return __p::None,
            };
            __p::selected(self, __position)
        }
        #[inline]
        fn unknown(&mut self) -> __p::Option<&mut __p::UnknownEntity> {
            *self = Self::Other(<UnknownEntity as __p::KeepsEntity>::empty());
            match self {
                Self::Other(__unknown) => {
                    __p::Some(__O::<UnknownEntity>::kept_mut(__unknown))
                }
                _ => __p::None,
            }
        }
        #[inline]
        fn member(&self) -> __p::Option<(__p::usize, &dyn __p::DynEntity)> {
            __p::Some(
                match self {
                    Self::Number(__entity) => (0, __O::<Number>::lend(__entity)),
                    Self::Other(_) => return __p::None,
                },
            )
        }
        #[inline]
        fn current(&mut self) -> __p::Option<&mut dyn __p::DynEntity> {
            match self {
                Self::Number(__entity) => __p::Some(__O::<Number>::lend_mut(__entity)),
                Self::Other(_) => __p::None,
            }
        }
    }
    #[automatically_derived]
    impl __p::DynEntity for Field {
        #[inline]
        fn entity(&self) -> &'static __p::Entity {
            __p::entity_of_member(self, __O::<Number>::ENTITY)
        }
        #[inline]
        fn read<'a>(&'a self, __block: __p::usize, __out: __p::Out<'a, '_>) {
            __p::read_member(self, __block, __out)
        }
        #[inline]
        fn write(&mut self, __index: __p::usize) -> __p::Place<'_> {
            __p::write_member(self, __index)
        }
    }
    #[automatically_derived]
    impl __p::From<Number> for Field {
        #[inline]
        fn from(mut __entity: Number) -> Self {
            __p::set_tag(
                __O::<Number>::lend_mut(&mut __entity),
                __p::family_of::<Self>(),
                0,
            );
            Self::Number(__entity)
        }
    }
    const __MEMBERS: &[&__p::Entity] = &[__O::<Number>::ENTITY];
    const _: () = __p::check::tag(__MEMBERS, "FieldType");
    const _: () = __p::check::member(__MEMBERS, 0, "FieldType", "Number");
    #[automatically_derived]
    impl Field {
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
    impl __p::Default for Field {
        #[inline]
        fn default() -> Self {
            <Self as __p::PropertyType>::blank()
        }
    }
    #[automatically_derived]
    impl __p::Serialize for Field {
        fn serialize<__S: __p::Serializer>(
            &self,
            __serializer: __S,
        ) -> __p::Result<__S::Ok, __S::Error> {
            __p::serialize_property(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> __p::Deserialize<'de> for Field {
        fn deserialize<__D: __p::Deserializer<'de>>(
            __deserializer: __D,
        ) -> __p::Result<Self, __D::Error> {
            __p::deserialize(__deserializer)
        }
    }
};
