#[automatically_derived]
impl __p::Operation for GetAll {
    const PATH: &'static __p::str = "/api/v1/Agents/Webhook/GetAll";
    type Request = Self;
    type Response = Vec<Webhook>;
}
#[allow(clippy::same_name_method)]
impl GetAll {
    /// Creates an entity with its default values.
    #[must_use]
    #[inline]
    pub fn create_default() -> Self {
        __p::created()
    }
    /** Encodes the entity in a media type.

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
        __p::encode(self, as_type)
    }
    /** Decodes an entity from a body.

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
        __p::decode(as_type, of_body)
    }
}
