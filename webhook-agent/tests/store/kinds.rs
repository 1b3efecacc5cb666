//! The kinds of stores that the suite runs over.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use webhook_agent::store::{Memory, Store};

/// A folder that is removed with its content.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("webhook-agent-store-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    #[cfg(feature = "sqlite")]
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A runtime as an agent has it.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// Runs a test over each kind of store, a new one each.
pub(crate) fn over_all<F: Future<Output = ()>>(test: impl Fn(Arc<dyn Store>) -> F) {
    let runtime = runtime();
    let run = |name: &str, store: Arc<dyn Store>| {
        eprintln!("the store {name}:");
        runtime.block_on(test(store));
    };
    run("memory", Arc::new(Memory::new()));
    #[cfg(feature = "sqlite")]
    {
        let folder = Folder::new();
        let store = webhook_agent::store::Sqlite::open(folder.file("all.db")).unwrap();
        run("sqlite", Arc::new(store));
    }
    #[cfg(all(feature = "postgres", unix))]
    if let Some(cluster) = crate::cluster::cluster() {
        let store = runtime.block_on(async { cluster.database().await.store().await });
        run("postgres", Arc::new(store));
    }
}
