//! The thread that works on the file. Queued jobs are committed together.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::store::{Pending, StoreError};

/// The maximum number of queued jobs. Further jobs are rejected, so that a slow disk does not
/// exhaust the memory.
const QUEUE: usize = 4096;

/// The maximum number of jobs per transaction.
const TOGETHER: usize = 256;

/// Sends the result of a job to its caller after the commit.
type Tell = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// Does the work, and returns whether to keep its changes.
type Job = Box<dyn FnOnce(&Connection) -> (bool, Tell) + Send>;

/// Sends jobs to the thread, which ends when this is dropped.
pub(super) struct Worker {
    jobs: SyncSender<Job>,
}

impl Worker {
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (jobs, queue) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || work(&connection, &queue))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { jobs })
    }

    /// Runs a job on the thread. Its changes are rolled back if it fails.
    pub(super) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<'_, T> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |db| {
            let result = work(db);
            let is_kept = result.is_ok();
            let tell: Tell = Box::new(move |committed| {
                // The caller may have stopped waiting.
                let _ = tell.send(result.and_then(|value| committed.map(|()| value)));
            });
            (is_kept, tell)
        });
        let sent = self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Full,
            TrySendError::Disconnected(_) => stopped(),
        });
        Box::pin(async move {
            sent?;
            told.await.unwrap_or_else(|_| Err(stopped()))
        })
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the store's thread has ended".to_owned())
}

fn work(db: &Connection, queue: &Receiver<Job>) {
    while let Ok(first) = queue.recv() {
        let rest = queue.try_iter().take(TOGETHER - 1);
        let jobs: Vec<Job> = std::iter::once(first).chain(rest).collect();
        let (committed, tells) = transaction(db, jobs);
        for tell in tells {
            tell(committed.clone());
        }
    }
}

/// Runs jobs in one transaction, each in its own savepoint.
fn transaction(db: &Connection, jobs: Vec<Job>) -> (Result<(), StoreError>, Vec<Tell>) {
    let begun = db.execute_batch("BEGIN IMMEDIATE");
    let mut tells = Vec::with_capacity(jobs.len());
    let mut done = begun.map_err(StoreError::from);
    for job in jobs {
        if done.is_ok() {
            done = savepoint(db, job, &mut tells);
        }
        // After a failure, jobs are dropped with their senders, so their callers get an error.
    }
    let committed = done.and_then(|()| Ok(db.execute_batch("COMMIT")?));
    if committed.is_err() && !db.is_autocommit() {
        // If the rollback fails, SQLite rolls back when the file is next opened.
        let _ = db.execute_batch("ROLLBACK");
    }
    (committed, tells)
}

fn savepoint(db: &Connection, job: Job, tells: &mut Vec<Tell>) -> Result<(), StoreError> {
    db.execute_batch("SAVEPOINT job")?;
    let (is_kept, tell) = job(db);
    tells.push(tell);
    if !is_kept {
        db.execute_batch("ROLLBACK TO job")?;
    }
    Ok(db.execute_batch("RELEASE job")?)
}
