//! The stores that the suite tests.

use std::future::Future;
use std::sync::Arc;

use webhook_agent::store::{Memory, Store};

/// A runtime like that of the agent.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// Runs a test with a new store of each kind.
pub(crate) fn over_all<F: Future<Output = ()>>(test: impl Fn(Arc<dyn Store>) -> F) {
    let runtime = runtime();
    let run = |name: &str, store: Arc<dyn Store>| {
        eprintln!("the store {name}:");
        runtime.block_on(test(store));
    };
    run("memory", Arc::new(Memory::new()));
    #[cfg(feature = "sqlite")]
    {
        let folder = crate::folder::Folder::new();
        let store = webhook_agent::store::Sqlite::open(folder.file("all.db")).unwrap();
        run("sqlite", Arc::new(store));
    }
    #[cfg(all(feature = "postgres", unix))]
    if let Some(cluster) = crate::cluster::cluster() {
        let store = runtime.block_on(async { cluster.database().await.store().await });
        run("postgres", Arc::new(store));
    }
}
