//! Spawns tasks on the runtime. All of them are of one type, so that tokio's code for a task is
//! compiled once and not for each future.

use tokio::task::{AbortHandle, JoinHandle, JoinSet};

use crate::future::BoxFuture;

/// Spawns a task that nothing aborts.
pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
    let task: BoxFuture<'static, ()> = Box::pin(task);
    tokio::spawn(task)
}

/// Spawns a task that is aborted with the others of the set.
pub(crate) fn spawn_in(
    tasks: &mut JoinSet<()>,
    task: impl Future<Output = ()> + Send + 'static,
) -> AbortHandle {
    let task: BoxFuture<'static, ()> = Box::pin(task);
    tasks.spawn(task)
}
