#[automatically_derived]
impl __P for Hook {
    const TYPE: __p::Type = __p::entity_type::<Self>();
    #[inline]
    fn value(&self) -> __p::Value<'_> {
        __p::Value::Entity(self)
    }
    #[inline]
    fn slot(&mut self) -> __p::Slot<'_> {
        __p::Slot::Entity(self)
    }
}
#[automatically_derived]
impl __p::Default for Hook {
    #[inline]
    fn default() -> Self {
        __P::blank()
    }
}
#[automatically_derived]
impl __p::Serialize for Hook {
    fn serialize<__S: __p::Serializer>(
        &self,
        __serializer: __S,
    ) -> __p::Result<__S::Ok, __S::Error> {
        __p::serialize(self, __serializer)
    }
}
#[automatically_derived]
impl<'de> __p::Deserialize<'de> for Hook {
    fn deserialize<__D: __p::Deserializer<'de>>(
        __deserializer: __D,
    ) -> __p::Result<Self, __D::Error> {
        __p::deserialize(__deserializer)
    }
}
