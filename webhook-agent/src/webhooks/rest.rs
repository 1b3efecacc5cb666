//! The webhook as a REST resource: filters, tests, events and the last error.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use webhook_model::operation::{Operation, rest};
use webhook_model::{GetAllWebhooks, WebhookResult};

use super::Webhooks;
use super::release::Released;
use crate::agent::Agent;
use crate::call::Call;
use crate::fault::Fault;
use crate::stored::unknown;

/// The webhooks that match the filters.
struct List<V>(PhantomData<fn() -> V>);

impl<V: Released> Operation for List<V> {
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/api/v1/Webhook";
    const NAME: Option<&'static str> = Some("GetAllWebhooks");
    const FILTERS: &'static [&'static str] = &["nameFilter", "eventFilter", "statusFilter"];
    type Request = ();
    type Response = Vec<V>;
}

/// Tests the webhook in the body.
struct Test<V>(PhantomData<fn() -> V>);

impl<V: Released> Operation for Test<V> {
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/api/v1/Webhook/Test";
    const NAME: Option<&'static str> = Some("TestWebhook");
    type Request = V;
    type Response = WebhookResult;
}

/// Signals an event with the body as its data.
struct Signal;

impl Operation for Signal {
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/api/v1/Webhook/{eventName}/{primaryKey:int}";
    const NAME: Option<&'static str> = Some("SignalEvent");
    type Request = Option<BTreeMap<String, serde_json::Value>>;
    type Response = ();
}

/// The last error of a webhook.
struct LastError;

impl Operation for LastError {
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/api/v1/Webhook/{id:int}/LastError";
    const NAME: Option<&'static str> = Some("GetLastError");
    type Request = ();
    type Response = String;
}

pub(super) fn serve<V: Released>(agent: Agent, webhooks: &Arc<Webhooks>) -> Agent {
    let own = || Arc::clone(webhooks);
    let (list, get, test, signal, error) = (own(), own(), own(), own(), own());
    agent
        .serve::<List<V>, _>(move |call| {
            let webhooks = Arc::clone(&list);
            async move { webhooks.matching(&filter(&call)?, &call).await }
        })
        .serve::<rest::Get<V>, _>(move |call| {
            let webhooks = Arc::clone(&get);
            async move {
                let id = call.key()?;
                let found = webhooks.find(id, &call).await?;
                found.ok_or_else(|| unknown::<V>(id))
            }
        })
        .serve::<Test<V>, _>(move |call| {
            let webhooks = Arc::clone(&test);
            async move { webhooks.try_out(&call.request()?.into_new()).await }
        })
        .serve::<Signal, _>(move |call| {
            let webhooks = Arc::clone(&signal);
            async move {
                let name = call.argument("eventName").unwrap_or_default().to_owned();
                let key = call.argument("primaryKey").and_then(|key| key.parse().ok());
                let key = key.ok_or_else(|| Fault::bad_request("primaryKey is not an int32"))?;
                webhooks.signal(&name, key, call.request()?).await
            }
        })
        .serve::<LastError, _>(move |call| {
            let webhooks = Arc::clone(&error);
            async move {
                let id = call.key()?;
                if webhooks.find::<V, _>(id, &call).await?.is_none() {
                    return Err(unknown::<V>(id));
                }
                webhooks.last_error(id, &call).await
            }
        })
}

/// The filters in the query.
fn filter<O: Operation>(call: &Call<O>) -> Result<GetAllWebhooks, Fault> {
    let given = |name| call.query(name).filter(|value| !value.is_empty());
    let mut filter = GetAllWebhooks::create_default();
    filter.name_filter = given("nameFilter");
    filter.event_filter = given("eventFilter");
    if let Some(state) = given("statusFilter") {
        let number = state
            .parse()
            .ok()
            .and_then(|number: i32| number.try_into().ok());
        let state = number.or_else(|| state.parse().ok());
        filter.status_filter = state.ok_or_else(|| {
            Fault::bad_request("statusFilter: expected Unknown, Active, Stopped or TooManyErrors")
        })?;
    }
    Ok(filter)
}
