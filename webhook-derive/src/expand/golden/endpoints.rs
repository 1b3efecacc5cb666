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
impl Hook {
    ///The path of the `CreateDefault` operation, for POST.
    pub const CREATE_DEFAULT_PATH: &'static __p::str = "/api/v1/Agents/Webhook/CreateDefaultHook";
    ///The path of the `Get` operation, for POST.
    pub const GET_PATH: &'static __p::str = "/api/v1/Agents/Webhook/GetHook";
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
