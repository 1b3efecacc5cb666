#[automatically_derived]
impl __P for Hook {
    const DERIVED: __p::Derived<Self> = __p::derived();
}
#[automatically_derived]
impl __p::Default for Hook {
    #[inline]
    fn default() -> Self {
        Self {}
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
