//! A Webhook agent with its eight operations, which stores webhooks in a map.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use netserver_tests::agents::webhook::{
    GetAllWebhooks, GetLastError, SignalEvent, TestWebhook, WebhookResult,
};
use webhook_agent::auth::StaticCredentials;
use webhook_agent::server::Server;
use webhook_agent::{Agent, Fault};
use webhook_model::Webhook;
use webhook_model::operation::{Delete, Get, Save};

use crate::clients::RUNTIME;

/// The user of the agent; the password is `hunter2`.
pub(crate) const USER: &str = "tje0";

type Hooks = Arc<Mutex<BTreeMap<i32, Webhook>>>;

/// Starts the agent; it ends with the process.
pub(crate) fn start() -> SocketAddr {
    let hooks = Hooks::default();
    let credentials = StaticCredentials::new()
        .basic(USER, "hunter2")
        .ticket("7T:abc");
    let of = || Arc::clone(&hooks);
    let (get, save, delete, all, last) = (of(), of(), of(), of(), of());
    let agent = Agent::new(credentials)
        .serve_entity::<Webhook>()
        .serve::<Get<Webhook>, _>(move |call| {
            let hooks = Arc::clone(&get);
            async move { Ok(hooks.lock().expect("hooks").get(&call.key()?).cloned()) }
        })
        .serve::<Save<Webhook>, _>(move |call| {
            let hooks = Arc::clone(&save);
            async move {
                let mut hooks = hooks.lock().expect("hooks");
                let mut hook = call.request()?;
                // A patch is applied to the stored webhook.
                if let Some(stored) = hooks.get(&hook.webhook_id) {
                    hook = stored.clone();
                    call.apply(&mut hook)?;
                }
                if hook.webhook_id == 0 {
                    hook.webhook_id = hooks.keys().last().map_or(1, |last| last + 1);
                }
                hooks.insert(hook.webhook_id, hook.clone());
                Ok(hook)
            }
        })
        .serve::<Delete<Webhook>, _>(move |call| {
            let hooks = Arc::clone(&delete);
            async move {
                hooks.lock().expect("hooks").remove(&call.key()?);
                Ok(())
            }
        })
        .serve::<GetAllWebhooks, _>(move |call| {
            let hooks = Arc::clone(&all);
            async move {
                let wanted = call.request()?.name_filter;
                let hooks = hooks.lock().expect("hooks");
                let named = hooks
                    .values()
                    .filter(|hook| wanted.is_none() || hook.name == wanted);
                Ok(Some(named.cloned().collect()))
            }
        })
        .serve::<TestWebhook, _>(|call| async move {
            let hook = call.request()?.webhook;
            let hook = hook.ok_or_else(|| Fault::bad_request("which webhook?"))?;
            let mut result = WebhookResult::create_default();
            result.success = true;
            result.message = hook.target_url;
            Ok(Some(result))
        })
        .serve::<SignalEvent, _>(|call| async move {
            let event = call.request()?.event_name;
            event
                .map(|_| ())
                .ok_or_else(|| Fault::bad_request("which event?"))
        })
        .serve::<GetLastError, _>(move |call| {
            let hooks = Arc::clone(&last);
            async move {
                let key = call.request()?.webhook_id;
                let hooks = hooks.lock().expect("hooks");
                Ok(hooks
                    .get(&key)
                    .map(|hook| format!("none of {}", hook.webhook_id)))
            }
        });
    RUNTIME.block_on(async {
        let server = Server::bind(([127, 0, 0, 1], 0).into())
            .await
            .expect("a port");
        let address = server.local_addr();
        RUNTIME.spawn(server.run(agent.into_service(), std::future::pending()));
        address
    })
}
