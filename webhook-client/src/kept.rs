//! A value that is obtained from a server and cached, by one request at a time.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use tokio::sync::Mutex;

use crate::error::Error;

/// A cached value that all clones of a client share.
pub(crate) struct Kept<T> {
    state: RwLock<State<T>>,
    /// Locked while a caller sends the request.
    asking: Mutex<()>,
}

struct State<T> {
    /// The number of finished requests.
    asked: u64,
    held: Option<Held<T>>,
    failure: Option<Arc<Error>>,
}

struct Held<T> {
    /// The number of the request that returned the value.
    number: u64,
    value: T,
    until: Option<SystemTime>,
}

impl<T: Clone> Kept<T> {
    pub(crate) fn new() -> Self {
        Self {
            state: RwLock::new(State {
                asked: 0,
                held: None,
                failure: None,
            }),
            asking: Mutex::new(()),
        }
    }

    /// The last value, even if it has expired.
    pub(crate) fn last(&self) -> Option<T> {
        self.read(|state| state.held.as_ref().map(|held| held.value.clone()))
    }

    /// Drops the value with this number.
    pub(crate) fn forget(&self, number: u64) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.held.take_if(|held| held.number == number);
    }

    /// Returns the value and its number. `ask` requests a new value and its expiry. It runs if no value is cached, if the value has expired, or if the server has rejected the value with
    /// this number.
    ///
    /// # Errors
    /// The error of `ask`, which all callers that wait for the same request receive.
    pub(crate) async fn get(
        &self,
        now: impl Fn() -> SystemTime,
        refused: Option<u64>,
        ask: impl Future<Output = Result<(T, Option<SystemTime>), Error>>,
    ) -> Result<(u64, T), Error> {
        let (usable, before) = self.read(|state| (state.usable(now(), refused), state.asked));
        if let Some(usable) = usable {
            return Ok(usable);
        }
        // A cancelled caller releases the lock, and the next one sends the request.
        let _asking = self.asking.lock().await;
        let (usable, failure) = self.read(|state| {
            let failure = state.failure.clone().filter(|_| state.asked > before);
            (state.usable(now(), refused), failure)
        });
        if let Some(usable) = usable {
            return Ok(usable);
        }
        if let Some(failure) = failure {
            return Err(failure.again());
        }
        let obtained = ask.await;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.asked += 1;
        match obtained {
            Ok((value, until)) => {
                let number = state.asked;
                state.failure = None;
                state.held = Some(Held {
                    number,
                    value: value.clone(),
                    until,
                });
                Ok((number, value))
            }
            Err(error) => {
                state.failure = Some(Arc::new(error.again()));
                Err(error)
            }
        }
    }

    fn read<R>(&self, read: impl FnOnce(&State<T>) -> R) -> R {
        read(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T: Clone> State<T> {
    fn usable(&self, now: SystemTime, refused: Option<u64>) -> Option<(u64, T)> {
        let held = self.held.as_ref()?;
        let over = held.until.is_some_and(|until| until <= now);
        (!over && refused != Some(held.number)).then(|| (held.number, held.value.clone()))
    }
}
