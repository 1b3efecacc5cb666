#[automatically_derived]
impl __p::Operation for GetAll {
    const PATH: &'static __p::str = "/api/v1/Agents/Webhook/GetAll";
    type Request = Self;
    type Response = Vec<Webhook>;
}
#[automatically_derived]
impl GetAll {
    /// A new entity with its default values.
    #[must_use]
    pub fn create_default() -> Self {
        __E::create_default()
    }
    /** Writes it.

 # Errors
 What the type cannot hold.*/
    #[inline]
    pub fn encode(
        &self,
        as_type: __p::MediaType,
    ) -> __p::Result<__p::Vec<__p::u8>, __p::Error> {
        __E::encode(self, as_type)
    }
    /** Reads one.

 # Errors
 Input that is no entity.*/
    #[inline]
    pub fn decode(
        as_type: __p::MediaType,
        of_body: &[__p::u8],
    ) -> __p::Result<Self, __p::Error> {
        __E::decode(as_type, of_body)
    }
}
