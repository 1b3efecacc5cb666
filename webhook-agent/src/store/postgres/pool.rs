//! The connection pool, and the conversion of PostgreSQL's errors.

use std::error::Error as _;
use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime,
    TimeoutType,
};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config};

use super::options::PostgresOptions;
use crate::store::StoreError;

/// The timeout for getting a free connection.
const WAIT: Duration = Duration::from_secs(5);

/// The timeout for connecting, including all addresses of the server.
const CREATE: Duration = Duration::from_secs(20);

/// The timeout for checking an idle connection before it is replaced.
const RECYCLE: Duration = Duration::from_secs(5);

/// The time limit of a whole call: getting a connection and running its statements.
pub(super) fn limit(options: &PostgresOptions) -> Duration {
    let statements = options.statement_timeout.saturating_mul(3);
    statements.saturating_add(WAIT + CREATE)
}

/// A pool that connects on first use, in the caller's runtime.
pub(super) fn pool(options: &PostgresOptions) -> Result<Pool, StoreError> {
    let manager = ManagerConfig {
        // Checks a connection before each use, so that lost connections are replaced.
        recycling_method: RecyclingMethod::Verified,
    };
    let manager = manager_of(options.config.clone(), manager);
    let settings = settings(options.statement_timeout);
    let pool = Pool::builder(manager)
        .max_size(options.connections)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(CREATE))
        .recycle_timeout(Some(RECYCLE))
        .post_create(Hook::async_fn(move |client, _| {
            let settings = settings.clone();
            Box::pin(async move {
                let set = client.batch_execute(&settings).await;
                set.map_err(HookError::Backend)
            })
        }))
        .build();
    pool.map_err(|error| StoreError::Unavailable(error.to_string()))
}

/// Session settings that must not depend on the defaults of the database.
fn settings(statement_timeout: Duration) -> String {
    let timeout = statement_timeout.as_millis();
    let idle = timeout.saturating_mul(3);
    format!(
        "SET statement_timeout = {timeout};
         SET idle_in_transaction_session_timeout = {idle};
         SET default_transaction_isolation = 'read committed';
         SELECT set_config('synchronous_commit', 'on', false)
             WHERE current_setting('synchronous_commit') = 'off';"
    )
}

#[cfg(feature = "tls")]
fn manager_of(config: Config, manager: ManagerConfig) -> Manager {
    Manager::from_config(config, super::tls::Tls::new(), manager)
}

#[cfg(not(feature = "tls"))]
fn manager_of(config: Config, manager: ManagerConfig) -> Manager {
    Manager::from_config(config, tokio_postgres::NoTls, manager)
}

/// Runs a future with a new connection that is closed afterwards.
pub(super) async fn once<T>(
    config: &Config,
    work: impl AsyncFnOnce(&mut Client) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    #[cfg(feature = "tls")]
    let (mut client, connection) = config.connect(super::tls::Tls::new()).await?;
    #[cfg(not(feature = "tls"))]
    let (mut client, connection) = config.connect(tokio_postgres::NoTls).await?;
    let connection = tokio::spawn(connection);
    let done = work(&mut client).await;
    drop(client);
    // The connection ends when its client is dropped; errors at this point do not matter.
    let _ = connection.await;
    done
}

/// Gets a connection from the pool.
pub(super) async fn connection(pool: &Pool) -> Result<Object, StoreError> {
    pool.get().await.map_err(|error| match error {
        PoolError::Timeout(TimeoutType::Wait) => StoreError::Full,
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
            error.into()
        }
        PoolError::Timeout(_) => unanswered(),
        other => StoreError::Unavailable(other.to_string()),
    })
}

pub(super) fn unanswered() -> StoreError {
    StoreError::Unavailable("the database did not respond in time".to_owned())
}

impl From<tokio_postgres::Error> for StoreError {
    /// Keeps the server's message but not its details, which may contain stored values.
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(reason) = error.as_db_error() else {
            let cause = error.source().map(ToString::to_string);
            let cause = cause.map_or_else(String::new, |cause| format!(": {cause}"));
            return Self::Unavailable(format!("{error}{cause}"));
        };
        let code = reason.code();
        // The server has aborted one of two deadlocked changes.
        if [
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::T_R_SERIALIZATION_FAILURE,
        ]
        .contains(code)
        {
            return Self::Conflict;
        }
        Self::Unavailable(format!("{} (SQLSTATE {})", reason.message(), code.code()))
    }
}
