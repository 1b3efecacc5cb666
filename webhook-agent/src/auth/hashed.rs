//! Users whose passwords are known by their hashes alone.

use std::sync::{Arc, OnceLock};

use hmac_sha256::HMAC;
use tokio::sync::Semaphore;
use webhook_model::Secret;
use webhook_model::property::secret::constant_time_eq;

use super::password::PasswordHash;

/// How many hashes are computed at a time: each takes 19 MiB, as strangers can make the agent do.
const AT_A_TIME: usize = 4;

/// One user.
#[derive(Debug, Clone)]
struct User {
    name: String,
    hash: PasswordHash,
    /// The digest of the password that was right, once it has been sent.
    known: OnceLock<[u8; 32]>,
}

/// All of them.
#[derive(Debug, Clone)]
pub(super) struct HashedUsers {
    users: Vec<User>,
    /// A hash of no password for each amount of work that the users' hashes take.
    nobody: Vec<PasswordHash>,
    gate: Arc<Semaphore>,
    /// What passwords are digested with; none if the system has no random bits, and nothing is
    /// remembered then.
    key: Option<Secret>,
}

impl Default for HashedUsers {
    fn default() -> Self {
        Self {
            users: Vec::new(),
            nobody: Vec::new(),
            gate: Arc::new(Semaphore::new(AT_A_TIME)),
            key: None,
        }
    }
}

impl HashedUsers {
    pub(super) fn add(&mut self, name: String, hash: PasswordHash) {
        if self.key.is_none() {
            let bits = (getrandom::u64(), getrandom::u64());
            if let (Ok(one), Ok(other)) = bits {
                self.key = Some(format!("{one:016x}{other:016x}").into());
            }
        }
        if !self.nobody.iter().any(|known| known.costs_like(&hash)) {
            self.nobody.push(hash.of_nobody());
        }
        self.users.retain(|user| user.name != name);
        self.users.push(User {
            name,
            hash,
            known: OnceLock::new(),
        });
    }

    /// Whether there is such a user with that password.
    ///
    /// Takes the same time for a user that is not there as for a wrong password: for each amount
    /// of work that any user's hash takes, one hash is computed, the user's own or nobody's.
    pub(super) async fn is_user(&self, name: &str, password: &Secret) -> bool {
        if self.users.is_empty() {
            return false;
        }
        let user = self.user(name);
        let digest = self.digest(name, password);
        if let (Some(known), Some(digest)) = (user.and_then(|user| user.known.get()), &digest)
            && constant_time_eq(known, digest)
        {
            return true;
        }
        let jobs: Vec<(PasswordHash, bool)> = self
            .nobody
            .iter()
            .map(|nobody| match user {
                Some(user) if user.hash.costs_like(nobody) => (user.hash.clone(), true),
                _ => (nobody.clone(), false),
            })
            .collect();
        // The gate is never closed.
        let Ok(permit) = Arc::clone(&self.gate).acquire_owned().await else {
            return false;
        };
        let password = password.clone();
        // Off the threads that serve the other requests.
        let work = tokio::task::spawn_blocking(move || {
            // Held by the work itself, which goes on when the client does not wait for it.
            let _permit = permit;
            let found = jobs
                .iter()
                .filter(|(hash, is_user)| hash.verify(&password) && *is_user);
            // Counted, since a search would end at the first.
            found.count() > 0
        });
        let found = work.await.unwrap_or(false);
        if found && let (Some(user), Some(digest)) = (user, digest) {
            // Another request may have been first, with the same password.
            let _ = user.known.set(digest);
        }
        found
    }

    /// Compares with the name of every user.
    fn user(&self, name: &str) -> Option<&User> {
        let same = |user: &&User| constant_time_eq(user.name.as_bytes(), name.as_bytes());
        self.users.iter().filter(same).last()
    }

    /// Names hold no colon (RFC 7617 section 2), so that no two pairs have one text.
    fn digest(&self, name: &str, password: &Secret) -> Option<[u8; 32]> {
        let key = self.key.as_ref()?;
        let text = format!("{name}:{}", password.expose());
        Some(HMAC::mac(text.as_bytes(), key.expose().as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn right_passwords_pass_again_and_again_and_wrong_ones_never() {
        let mut users = HashedUsers::default();
        users.add("a".into(), PasswordHash::of(&"right".into()).unwrap());
        users.add("b".into(), PasswordHash::of(&"other".into()).unwrap());
        assert_eq!(users.nobody.len(), 1, "both take the same work");
        for _ in 0..2 {
            assert!(users.is_user("a", &"right".into()).await);
            assert!(!users.is_user("a", &"other".into()).await);
            assert!(!users.is_user("b", &"right".into()).await);
            assert!(!users.is_user("c", &"right".into()).await);
            assert!(!users.is_user("", &"".into()).await);
        }
        let known = users.users.iter().filter(|user| user.known.get().is_some());
        assert_eq!(known.count(), 1);
    }

    #[tokio::test]
    async fn a_second_user_of_a_name_takes_the_place() {
        let mut users = HashedUsers::default();
        users.add("a".into(), PasswordHash::of(&"old".into()).unwrap());
        assert!(users.is_user("a", &"old".into()).await);
        users.add("a".into(), PasswordHash::of(&"new".into()).unwrap());
        assert!(!users.is_user("a", &"old".into()).await);
        assert!(users.is_user("a", &"new".into()).await);
    }
}
