//! Computes password hashes with limits on memory, threads and waiting requests.
//!
//! Anyone can make the agent hash a password. A flood of wrong passwords may cause requests with
//! unknown credentials to fail, but it must not exhaust the memory or the threads that serve other
//! requests.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;

use argon2::Block;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The maximum number of concurrent hashes.
const MAX_AT_A_TIME: usize = 4;

/// The maximum memory of all hashes together, in blocks of 1 KiB. A single hash may use more.
pub(super) const MAX_BLOCKS: usize = 76 * 1024;

/// The maximum number of waiting requests.
pub(super) const MAX_WAITING: usize = 32;

/// Why a job was not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotDone {
    /// Too many requests are waiting.
    Busy,
    /// The client no longer waits for the result.
    Abandoned,
}

/// Runs jobs that need the same amount of memory each.
#[derive(Debug)]
pub(super) struct Hashing {
    /// A permit for each running or waiting job.
    places: Arc<Semaphore>,
    /// A permit for each running job.
    turns: Arc<Semaphore>,
    /// Unused memory of finished jobs. It is never returned to the allocator, which would keep a
    /// block of this size for each thread that has used one.
    spare: Arc<Mutex<Vec<Vec<Block>>>>,
    blocks: usize,
}

impl Hashing {
    /// For jobs that need `blocks` blocks of memory.
    pub(super) fn new(blocks: usize) -> Self {
        // Half of the processors remain for requests that need no hash.
        let processors = available_parallelism().map_or(1, usize::from) / 2;
        let fitting = MAX_BLOCKS / blocks.max(1);
        let at_a_time = processors.min(fitting).clamp(1, MAX_AT_A_TIME);
        Self {
            places: Arc::new(Semaphore::new(at_a_time + MAX_WAITING)),
            turns: Arc::new(Semaphore::new(at_a_time)),
            spare: Arc::default(),
            blocks,
        }
    }

    /// Runs a job on its own thread when a permit is free, unless `is_abandoned` then returns true.
    /// Dropping the future cancels a job that is not running yet.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        is_abandoned: impl Fn() -> bool,
        job: impl FnOnce(&mut [Block]) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return Err(NotDone::Busy);
        };
        let turn = self.turn(is_abandoned).await?;
        let (spare, blocks) = (Arc::clone(&self.spare), self.blocks);
        let done = tokio::task::spawn_blocking(move || {
            // The permits belong to the job, which continues if its caller stops waiting.
            let _held = (place, turn);
            let lock = || spare.lock().unwrap_or_else(PoisonError::into_inner);
            let found = lock().pop();
            let mut memory = found.unwrap_or_else(|| vec![Block::default(); blocks]);
            let result = job(&mut memory);
            lock().push(memory);
            result
        });
        // A panic counts as a job that was not run.
        done.await.map_err(|_| NotDone::Abandoned)
    }

    async fn turn(&self, is_abandoned: impl Fn() -> bool) -> Result<OwnedSemaphorePermit, NotDone> {
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Ok(turn);
        }
        // The semaphore is never closed.
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        if is_abandoned() {
            return Err(NotDone::Abandoned);
        }
        turn.map_err(|_| NotDone::Abandoned)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use futures_util::future::join_all;

    use super::*;

    #[tokio::test]
    async fn waiting_jobs_are_bounded_and_abandoned_ones_are_not_run() {
        let hashing = Hashing::new(MAX_BLOCKS);
        let (release, released) = mpsc::channel::<()>();
        let ran = Arc::new(AtomicUsize::new(0));
        let first = hashing.run(|| false, move |_| released.recv());
        let others = (0..MAX_WAITING + 5).map(|number| {
            let ran = Arc::clone(&ran);
            hashing.run(
                move || number % 2 == 0,
                move |_| ran.fetch_add(1, Ordering::Relaxed),
            )
        });
        let others = join_all(others);
        // The first job keeps its permit until all others have been polled.
        let release = async { release.send(()) };
        let (first, others, _) = tokio::join!(first, others, release);
        assert!(first.is_ok());
        let count = |wanted| {
            others
                .iter()
                .filter(|done| done.err() == Some(wanted))
                .count()
        };
        assert_eq!(count(NotDone::Busy), 5);
        assert_eq!(count(NotDone::Abandoned), MAX_WAITING / 2);
        assert_eq!(ran.load(Ordering::Relaxed), MAX_WAITING / 2);
        assert_eq!(hashing.spare.lock().unwrap().len(), 1, "memory is reused");
    }

    #[test]
    fn the_memory_of_all_jobs_is_bounded() {
        for (blocks, most) in [(19 * 1024, 4), (64 * 1024, 1), (1024 * 1024, 1), (8, 4)] {
            let turns = Hashing::new(blocks).turns.available_permits();
            assert!((1..=most).contains(&turns), "{blocks}: {turns}");
        }
    }
}
