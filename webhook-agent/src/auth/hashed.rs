//! Users whose passwords are stored as hashes.

use std::sync::{Arc, OnceLock};

use hmac_sha256::HMAC;
use subtle::ConstantTimeEq as _;
use webhook_model::Secret;

use super::hashing::{Hashing, NotDone};
use super::password::PasswordHash;

/// One user.
#[derive(Debug, Clone)]
struct User {
    name: String,
    hash: PasswordHash,
    /// The digest of the correct password, once it has been verified.
    known: Arc<OnceLock<[u8; 32]>>,
}

/// All users with password hashes.
#[derive(Debug, Clone, Default)]
pub(super) struct HashedUsers {
    users: Vec<User>,
    /// One dummy hash for each amount of work that the users' hashes take.
    dummies: Vec<PasswordHash>,
    /// `None` without users.
    hashing: Option<Arc<Hashing>>,
    /// The key of the digests; `None` if the system has no random bits. Then no password is
    /// remembered.
    key: Option<Secret>,
}

impl HashedUsers {
    pub(super) fn add(&mut self, name: String, hash: PasswordHash) {
        if self.key.is_none() {
            let bits = (getrandom::u64(), getrandom::u64());
            if let (Ok(one), Ok(other)) = bits {
                self.key = Some(format!("{one:016x}{other:016x}").into());
            }
        }
        if !self
            .dummies
            .iter()
            .any(|known| known.needs_same_work_as(&hash))
        {
            self.dummies.push(hash.dummy());
            let blocks = self.dummies.iter().map(PasswordHash::blocks).max();
            self.hashing = blocks.map(|blocks| Arc::new(Hashing::new(blocks)));
        }
        self.remove(&name);
        self.users.push(User {
            name,
            hash,
            known: Arc::default(),
        });
    }

    /// Removes a user. Requests with unknown names still take the time of this user's hash.
    pub(super) fn remove(&mut self, name: &str) {
        self.users.retain(|user| user.name != name);
    }

    /// Whether the user exists and the password is correct.
    ///
    /// An unknown user takes the same time as a wrong password: for each amount of work among the
    /// users' hashes, one hash is computed, either the user's own or a dummy. A password that was
    /// verified before needs no hash and never waits.
    ///
    /// # Errors
    /// See [`Hashing::run`].
    pub(super) async fn is_user(
        &self,
        name: &str,
        password: &Secret,
        is_abandoned: impl Fn() -> bool,
    ) -> Result<bool, NotDone> {
        let Some(hashing) = &self.hashing else {
            return Ok(false);
        };
        let user = self.user(name);
        let digest = self.digest(name, password);
        let known = user.map(|user| Arc::clone(&user.known)).unwrap_or_default();
        if is_known(&known, digest.as_ref()) {
            return Ok(true);
        }
        let jobs: Vec<(PasswordHash, bool)> = self
            .dummies
            .iter()
            .map(|dummy| match user {
                Some(user) if user.hash.needs_same_work_as(dummy) => (user.hash.clone(), true),
                _ => (dummy.clone(), false),
            })
            .collect();
        let password = password.clone();
        let work = hashing.run(is_abandoned, move |memory| {
            // A client often opens several connections at once; the first one has verified the
            // password.
            if is_known(&known, digest.as_ref()) {
                return true;
            }
            let found = jobs
                .iter()
                .filter(|(hash, is_user)| hash.verify_in(&password, memory) && *is_user);
            // Counted, because a search would stop at the first match.
            let is_right = found.count() > 0;
            if is_right && let Some(digest) = digest {
                let _ = known.set(digest);
            }
            is_right
        });
        work.await
    }

    /// Finds a user, comparing all names.
    fn user(&self, name: &str) -> Option<&User> {
        let same = |user: &&User| bool::from(user.name.as_bytes().ct_eq(name.as_bytes()));
        // Does not stop at a match.
        self.users
            .iter()
            .filter(same)
            .fold(None, |_, user| Some(user))
    }

    /// A name must not contain a colon (RFC 7617 section 2), so the text is unambiguous.
    fn digest(&self, name: &str, password: &Secret) -> Option<[u8; 32]> {
        let key = self.key.as_ref()?;
        let text = format!("{name}:{}", password.expose());
        Some(HMAC::mac(text.as_bytes(), key.expose().as_bytes()))
    }
}

/// Whether the password with this digest was verified before.
fn is_known(known: &OnceLock<[u8; 32]>, digest: Option<&[u8; 32]>) -> bool {
    let pair = known.get().zip(digest);
    pair.is_some_and(|(known, digest)| known.ct_eq(digest).into())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::super::hashing::MAX_BLOCKS;
    use super::*;

    /// Verifies a password for a client that waits for the response.
    async fn is_user(users: &HashedUsers, name: &str, password: &str) -> bool {
        let found = users.is_user(name, &password.into(), || false).await;
        found.expect("a queue with room")
    }

    #[tokio::test]
    async fn right_passwords_are_accepted_repeatedly_and_wrong_ones_never() {
        let mut users = HashedUsers::default();
        users.add("a".into(), PasswordHash::of(&"right".into()).unwrap());
        users.add("b".into(), PasswordHash::of(&"other".into()).unwrap());
        assert_eq!(users.dummies.len(), 1, "both hashes take the same work");
        for _ in 0..2 {
            assert!(is_user(&users, "a", "right").await);
            assert!(!is_user(&users, "a", "other").await);
            assert!(!is_user(&users, "b", "right").await);
            assert!(!is_user(&users, "c", "right").await);
            assert!(!is_user(&users, "", "").await);
        }
        let known = users.users.iter().filter(|user| user.known.get().is_some());
        assert_eq!(known.count(), 1);
    }

    #[tokio::test]
    async fn a_waiting_request_uses_the_verification_of_another() {
        let mut users = HashedUsers::default();
        // If the password were hashed, it would be wrong.
        users.add("a".into(), PasswordHash::of(&"other".into()).unwrap());
        let (release, released) = mpsc::channel::<()>();
        // Runs one job at a time on any machine.
        users.hashing = Some(Arc::new(Hashing::new(MAX_BLOCKS)));
        let turns = users.hashing.as_ref().unwrap();
        let first = turns.run(|| false, move |_| released.recv());
        let second = is_user(&users, "a", "right");
        let verified = async {
            let digest = users.digest("a", &"right".into()).unwrap();
            users.users[0].known.set(digest).unwrap();
            release.send(())
        };
        let (_, is_right, _) = tokio::join!(first, second, verified);
        assert!(is_right);
    }

    #[tokio::test]
    async fn a_second_user_with_the_same_name_replaces_the_first() {
        let mut users = HashedUsers::default();
        users.add("a".into(), PasswordHash::of(&"old".into()).unwrap());
        assert!(is_user(&users, "a", "old").await);
        users.add("a".into(), PasswordHash::of(&"new".into()).unwrap());
        assert!(!is_user(&users, "a", "old").await);
        assert!(is_user(&users, "a", "new").await);
    }

    #[tokio::test]
    async fn hashes_of_different_work_share_the_larger_memory() {
        let small =
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";
        let mut users = HashedUsers::default();
        users.add("small".into(), small.parse().unwrap());
        users.add("large".into(), PasswordHash::of(&"right".into()).unwrap());
        for _ in 0..2 {
            assert!(!is_user(&users, "small", "wrong").await);
            assert!(is_user(&users, "small", "password").await);
            assert!(is_user(&users, "large", "right").await);
        }
    }
}
