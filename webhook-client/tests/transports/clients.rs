//! A client and servers for each transport.

use std::net::SocketAddr;
use std::sync::LazyLock;

use bytes::Bytes;
use http_body_util::Full;
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use tokio::runtime::Runtime;
use webhook_client::transport::Tower;
use webhook_client::{Client, Credentials, Site, blocking};

/// The runtime of the servers and of the asynchronous clients.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// A client over one of the transports.
pub(crate) enum Any {
    Async(&'static str, Client),
    Blocking(blocking::Client),
}

impl Any {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Async(name, _) => name,
            Self::Blocking(_) => "ureq",
        }
    }
}

/// Calls the same method on any client.
macro_rules! send {
    ($so:expr, $client:ident => $request:expr) => {
        match $so {
            $crate::clients::Any::Async(_, $client) => {
                $crate::clients::RUNTIME.block_on($request.send())
            }
            $crate::clients::Any::Blocking($client) => $request.send(),
        }
    };
}

/// The same, without waiting for a timeout. tokio's time is paused and advances when the runtime is
/// idle. ureq uses real time, so its timeout is short.
macro_rules! send_without_waiting {
    ($so:expr, $client:ident => $request:expr) => {
        match $so {
            $crate::clients::Any::Async(_, $client) => {
                let mut paused = tokio::runtime::Builder::new_current_thread();
                let paused = paused.enable_all().start_paused(true).build();
                paused.expect("a runtime").block_on($request.send())
            }
            $crate::clients::Any::Blocking($client) => {
                let short = std::time::Duration::from_millis(20);
                $request.timeout(short).send()
            }
        }
    };
}

/// Changes the configuration of any client.
macro_rules! change {
    ($so:expr, $client:ident => $changed:expr) => {
        match $so {
            $crate::clients::Any::Async(name, $client) => {
                $crate::clients::Any::Async(name, $changed)
            }
            $crate::clients::Any::Blocking($client) => $crate::clients::Any::Blocking($changed),
        }
    };
}

/// Clients of an address, one for each transport.
pub(crate) fn clients(address: SocketAddr, credentials: &Credentials) -> [Any; 3] {
    let site = Site::new(&format!("http://{address}")).expect("a site");
    let service = legacy::Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let client = Client::new(site.clone(), credentials.clone());
    [
        Any::Async("reqwest", client.clone()),
        Any::Async("tower", client.transport(Tower::new(service))),
        Any::Blocking(blocking::Client::new(site, credentials.clone())),
    ]
}

pub(crate) use {change, send, send_without_waiting};
