//! Hashes of passwords: Argon2id, in the PHC string format.

use std::fmt;
use std::str::FromStr;

use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq as _;
use webhook_model::Secret;

/// The maximum memory for verifying a hash, in KiB: 1 GiB. Hashes come from configuration files,
/// and a typing mistake there must not stop the agent.
const MAX_MEMORY: u32 = 1024 * 1024;
/// The maximum number of passes over that memory.
const MAX_PASSES: u32 = 100;

/// The salted hash of a password, in the format of other Argon2 programs:
/// `$argon2id$v=19$m=..,t=..,p=..$..$..`.
///
/// New hashes are Argon2id with 19 MiB, two passes and one lane (OWASP's recommendation). `Debug`
/// output omits the hash, which would allow guessing the password offline.
///
/// ```
/// use webhook_agent::auth::PasswordHash;
/// use webhook_model::Secret;
///
/// let hash = PasswordHash::of(&Secret::from("hunter2"))?;
/// let stored: PasswordHash = hash.to_string().parse()?;
/// assert!(stored.verify(&Secret::from("hunter2")));
/// assert!(!stored.verify(&Secret::from("hunter3")));
/// # Ok::<(), webhook_agent::auth::PasswordHashError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(phc::PasswordHash);

impl PasswordHash {
    /// Hashes a password with a new salt from the operating system. Takes tens of milliseconds.
    ///
    /// # Errors
    /// [`PasswordHashError::NoSalt`] if the system returns no random bits.
    pub fn of(password: &Secret) -> Result<Self, PasswordHashError> {
        let mut salt = [0_u8; 16];
        getrandom::fill(&mut salt).map_err(|_| PasswordHashError::NoSalt)?;
        Argon2::default()
            .hash_password_with_salt(password.expose().as_bytes(), &salt)
            .map(Self)
            .map_err(|_| PasswordHashError::Malformed)
    }

    /// Whether this is the hash of the password. A wrong password takes as long as the right one.
    #[must_use]
    pub fn verify(&self, password: &Secret) -> bool {
        self.verify_in(password, &mut vec![Block::default(); self.blocks()])
    }

    /// Like [`verify`](Self::verify), in memory of the caller: at least [`blocks`](Self::blocks).
    pub(super) fn verify_in(&self, password: &Secret, memory: &mut [Block]) -> bool {
        let (Some(salt), Some(right)) = (&self.0.salt, &self.0.hash) else {
            return false;
        };
        let (Ok(algorithm), Ok(params)) = (
            Algorithm::try_from(self.0.algorithm.as_str()),
            Params::try_from(&self.0),
        ) else {
            return false;
        };
        let version = self.0.version.map(Version::try_from).transpose();
        let argon2 = Argon2::new(
            algorithm,
            version.ok().flatten().unwrap_or_default(),
            params,
        );
        let mut hash = vec![0; right.len()];
        argon2
            .hash_password_into_with_memory(password.expose().as_bytes(), salt, &mut hash, memory)
            .is_ok_and(|()| bool::from(hash.ct_eq(right.as_bytes())))
    }

    /// The number of 1 KiB blocks that verifying this hash needs.
    pub(super) fn blocks(&self) -> usize {
        Params::try_from(&self.0).map_or(0, |params| params.block_count())
    }

    /// Whether verifying the other hash takes the same work.
    pub(super) fn needs_same_work_as(&self, other: &Self) -> bool {
        let cost = |hash: &phc::PasswordHash| {
            let length = hash.hash.as_ref().map(phc::Output::len);
            (hash.algorithm, hash.version, hash.params.clone(), length)
        };
        cost(&self.0) == cost(&other.0)
    }

    /// A hash that matches no password and takes the same work to verify.
    pub(super) fn dummy(&self) -> Self {
        let mut hash = self.0.clone();
        hash.salt = phc::Salt::new(&[0; 16]).ok();
        let length = hash.hash.as_ref().map_or(32, phc::Output::len);
        hash.hash = phc::Output::init_with(length, |output| {
            output.fill(0);
            Ok(())
        })
        .ok();
        Self(hash)
    }
}

impl FromStr for PasswordHash {
    type Err = PasswordHashError;

    fn from_str(text: &str) -> Result<Self, PasswordHashError> {
        let hash = phc::PasswordHash::new(text).map_err(|_| PasswordHashError::Malformed)?;
        let is_argon2 = Algorithm::try_from(hash.algorithm.as_str()).is_ok();
        if !is_argon2 {
            return Err(PasswordHashError::Algorithm);
        }
        let params = Params::try_from(&hash).map_err(|_| PasswordHashError::Malformed)?;
        if hash.salt.is_none() || hash.hash.is_none() {
            return Err(PasswordHashError::Malformed);
        }
        if params.m_cost() > MAX_MEMORY || params.t_cost() > MAX_PASSES {
            return Err(PasswordHashError::TooCostly);
        }
        Ok(Self(hash))
    }
}

impl fmt::Display for PasswordHash {
    /// Writes the PHC string for storage.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(***)")
    }
}

/// The error for an invalid password hash. It contains no part of the hash.
///
/// ```
/// use webhook_agent::auth::{PasswordHash, PasswordHashError};
///
/// assert_eq!("hunter2".parse::<PasswordHash>(), Err(PasswordHashError::Malformed));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PasswordHashError {
    /// The text is not a PHC string with parameters, salt and hash.
    Malformed,
    /// The algorithm is not Argon2.
    Algorithm,
    /// Verifying it would take more than 1 GiB or a hundred passes.
    TooCostly,
    /// The operating system returns no random bits for a salt.
    NoSalt,
}

impl fmt::Display for PasswordHashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => {
                "not a valid password hash; create one with `webhook-agent hash-password`: $argon2id$..."
            }
            Self::Algorithm => {
                "not an Argon2 hash; create one with `webhook-agent hash-password`"
            }
            Self::TooCostly => "the hash needs more than 1 GiB of memory or a hundred passes",
            Self::NoSalt => "the operating system returns no random bits for a salt",
        })
    }
}

impl std::error::Error for PasswordHashError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hashes of `password`, computed by the reference implementation.
    const FOREIGN: [&str; 2] = [
        "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
    ];

    #[test]
    fn salts_differ_and_debug_shows_no_hash() {
        let (one, other) = (PasswordHash::of(&"a".into()), PasswordHash::of(&"a".into()));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_ne!(one, other);
        assert!(one.needs_same_work_as(&other));
        assert!(
            one.to_string()
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
        );
        assert_eq!(format!("{one:?}"), "PasswordHash(***)");
    }

    #[test]
    fn hashes_of_other_programs_are_checked() {
        for foreign in FOREIGN {
            let hash: PasswordHash = foreign.parse().unwrap();
            assert!(hash.verify(&"password".into()), "{foreign}");
            assert!(!hash.verify(&"Password".into()), "{foreign}");
            assert!(!hash.needs_same_work_as(&PasswordHash::of(&"a".into()).unwrap()));
            assert_eq!(hash.to_string(), foreign);
        }
    }

    #[test]
    fn dummy_hashes_match_no_password() {
        let hash = PasswordHash::of(&"hunter2".into()).unwrap();
        let dummy = hash.dummy();
        assert!(dummy.needs_same_work_as(&hash));
        for password in ["", "hunter2"] {
            assert!(!dummy.verify(&password.into()), "{password}");
        }
    }

    #[test]
    fn invalid_hashes_are_rejected() {
        for (text, error) in [
            ("", PasswordHashError::Malformed),
            ("$argon2id$", PasswordHashError::Malformed),
            (
                "$argon2id$v=19$m=19456,t=2,p=1",
                PasswordHashError::Malformed,
            ),
            (
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ",
                PasswordHashError::Malformed,
            ),
            (
                "$2b$12$abcdefghijklmnopqrstuv",
                PasswordHashError::Malformed,
            ),
            (
                "$scrypt$ln=16,r=8,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b1dWRWJTmaaJObG",
                PasswordHashError::Algorithm,
            ),
            (
                "$argon2id$v=19$m=4194304,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b1dWRWJTmaaJObG",
                PasswordHashError::TooCostly,
            ),
        ] {
            assert_eq!(text.parse::<PasswordHash>(), Err(error), "{text}");
        }
    }
}
