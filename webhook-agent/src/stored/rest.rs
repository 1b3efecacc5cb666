//! Serves a stored entity as a REST resource.

use http::{HeaderName, HeaderValue, StatusCode};
use webhook_model::operation::{Operation, rest};
use webhook_model::{MediaType, NetServerEntity};

use super::{Stored, View, unknown};
use crate::agent::Agent;
use crate::call::Call;
use crate::fault::Fault;

/// The accepted media types of patches (RFC 5789 section 3.1).
const ACCEPT_PATCH: HeaderName = HeaderName::from_static("accept-patch");

impl Agent {
    /// Serves a stored entity as a REST resource; [`rest`] lists its addresses.
    #[must_use]
    pub fn serve_rest<T: NetServerEntity + Send + Sync>(self, stored: &Stored<T>) -> Self {
        self.serve_rest_as::<T, T>(stored)
    }

    /// Like [`serve_rest`](Self::serve_rest), with a view of the entity.
    pub(crate) fn serve_rest_as<V, T>(self, stored: &Stored<T>) -> Self
    where
        V: View<T>,
        T: NetServerEntity + Send + Sync,
    {
        let own = || stored.clone();
        let (all, post, get, put, patch, delete) = (own(), own(), own(), own(), own(), own());
        self.serve::<rest::GetDefault<V>, _>(|_| async { Ok(V::create_default()) })
            .serve::<rest::GetAll<V>, _>(move |_| {
                let stored = all.clone();
                async move {
                    let all = stored.all().await?;
                    Ok(all.into_iter().map(V::of).collect())
                }
            })
            .serve::<rest::Post<V>, _>(move |call| {
                let stored = post.clone();
                async move {
                    stored
                        .create(call.unchecked()?, &stored.requester(&call))
                        .await
                }
            })
            .serve::<rest::Get<V>, _>(move |call| {
                let stored = get.clone();
                async move {
                    let id = call.key()?;
                    let found = stored.get(id).await?.map(V::of);
                    found.ok_or_else(|| unknown::<V>(id))
                }
            })
            .serve::<rest::Put<V>, _>(move |call| {
                let stored = put.clone();
                async move {
                    expect_patch(&call, false)?;
                    stored.update(&call, call.key()?, None).await
                }
            })
            .serve::<rest::Patch<V>, _>(move |call| {
                let stored = patch.clone();
                async move {
                    expect_patch(&call, true)?;
                    stored.update(&call, call.key()?, None).await
                }
            })
            .serve::<rest::Delete<V>, _>(move |call| {
                let stored = delete.clone();
                async move {
                    let requester = stored.requester(&call);
                    stored.remove(call.key()?, &requester).await
                }
            })
    }
}

/// Checks whether the body is a patch, as expected.
///
/// # Errors
/// 415 with `Accept-Patch` (RFC 5789 section 2.2).
fn expect_patch<O: Operation>(call: &Call<O>, is_expected: bool) -> Result<(), Fault> {
    if call.has_body() && call.is_patch() != is_expected {
        return Err(unexpected_body(is_expected));
    }
    Ok(())
}

fn unexpected_body(expects_patch: bool) -> Fault {
    let message = if expects_patch {
        "PATCH needs a JSON Patch or a merge patch; PUT replaces the entity"
    } else {
        "PUT needs the whole entity; PATCH applies a patch"
    };
    let known = MediaType::ALL
        .iter()
        .copied()
        .filter(|known| known.is_patch());
    let known: Vec<&str> = known.map(MediaType::as_str).collect();
    let fault = Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message);
    match HeaderValue::try_from(known.join(", ")) {
        Ok(known) => fault.header(ACCEPT_PATCH, known),
        Err(_) => fault,
    }
}
