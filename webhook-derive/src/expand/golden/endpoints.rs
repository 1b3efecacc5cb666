#[automatically_derived]
impl __p::Serves<__p::operation::CreateDefault> for Hook {
    const PATH: &'static __p::str = Self::CREATE_DEFAULT_PATH;
    const QUERY: &'static [&'static __p::str] = &[];
}
#[automatically_derived]
impl __p::Serves<__p::operation::Get> for Hook {
    const PATH: &'static __p::str = Self::GET_PATH;
    const QUERY: &'static [&'static __p::str] = &["hookId"];
}
#[automatically_derived]
impl Hook
where
    for<'a> Self: __p::Serves<__p::operation::Save>,
{
    #[doc(hidden)]
    pub const SAVE_PATH: &'static __p::str = <Self as __p::Serves<
        __p::operation::Save,
    >>::PATH;
}
#[automatically_derived]
impl Hook
where
    for<'a> Self: __p::Serves<__p::operation::Delete>,
{
    #[doc(hidden)]
    pub const DELETE_PATH: &'static __p::str = <Self as __p::Serves<
        __p::operation::Delete,
    >>::PATH;
}
#[allow(clippy::same_name_method)]
impl Hook {
    /// The path of the `CreateDefault` operation; the method is POST.
    pub const CREATE_DEFAULT_PATH: &'static __p::str = "/api/v1/Agents/Webhook/CreateDefaultHook";
    /// The path of the `Get` operation; the method is POST.
    pub const GET_PATH: &'static __p::str = "/api/v1/Agents/Webhook/GetHook";
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
