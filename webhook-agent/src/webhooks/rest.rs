//! The webhook as a resource: filters, tests, events and the last error.

use std::collections::BTreeMap;

use webhook_model::operation::{Operation, rest};
use webhook_model::{GetAllWebhooks, Webhook, WebhookResult};

use super::Webhooks;
use crate::agent::Agent;
use crate::call::Call;
use crate::fault::Fault;
use crate::stored::unknown;

macro_rules! operation {
    (
        $(#[$doc:meta])*
        $name:ident: $method:literal $path:literal as $operation:literal, $request:ty => $response:ty
        $(, filters: $filters:expr)?
    ) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl Operation for $name {
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;
            const NAME: Option<&'static str> = Some($operation);
            $(const FILTERS: &'static [&'static str] = $filters;)?
            type Request = $request;
            type Response = $response;
        }
    };
}

operation!(
    /// The webhooks that match.
    List: "GET" "/api/v1/Webhook" as "GetAllWebhooks", () => Vec<Webhook>,
    filters: &["nameFilter", "eventFilter", "statusFilter"]
);
operation!(
    /// Tests a webhook, which is the body itself.
    Test: "POST" "/api/v1/Webhook/Test" as "TestWebhook", Webhook => WebhookResult
);
operation!(
    /// Signals an event; the body is its data.
    Signal: "POST" "/api/v1/Webhook/{eventName}/{primaryKey:int}" as "SignalEvent",
    Option<BTreeMap<String, serde_json::Value>> => ()
);
operation!(
    /// The last error of a webhook.
    LastError: "GET" "/api/v1/Webhook/{id:int}/LastError" as "GetLastError", () => String
);

pub(super) fn serve(agent: Agent, webhooks: &Webhooks) -> Agent {
    let own = || webhooks.clone();
    let (list, get, test, signal, error) = (own(), own(), own(), own(), own());
    agent
        .serve::<List, _>(move |call| {
            let webhooks = list.clone();
            async move { webhooks.matching(&filter(&call)?, &call).await }
        })
        .serve::<rest::Get<Webhook>, _>(move |call| {
            let webhooks = get.clone();
            async move {
                let id = call.key()?;
                let found = webhooks.find(id, &call).await?;
                found.ok_or_else(|| unknown::<Webhook>(id))
            }
        })
        .serve::<Test, _>(move |call| {
            let webhooks = test.clone();
            async move { webhooks.try_out(&call.request()?).await }
        })
        .serve::<Signal, _>(move |call| {
            let webhooks = signal.clone();
            async move {
                let name = call.argument("eventName").unwrap_or_default().to_owned();
                let key = call.argument("primaryKey").and_then(|key| key.parse().ok());
                let key = key.ok_or_else(|| Fault::bad_request("primaryKey is not an int32"))?;
                webhooks.signal(&name, key, call.request()?).await
            }
        })
        .serve::<LastError, _>(move |call| {
            let webhooks = error.clone();
            async move {
                let id = call.key()?;
                if webhooks.find(id, &call).await?.is_none() {
                    return Err(unknown::<Webhook>(id));
                }
                webhooks.last_error(id, &call).await
            }
        })
}

/// The filters in the query.
fn filter(call: &Call<List>) -> Result<GetAllWebhooks, Fault> {
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
