//! `Authorization`: credentials contain only allowed characters, and neither they nor an error show a
//! secret.

use webhook_model::Secret;
use webhook_model::http::authorization::{Credentials, Scheme};

/// Parses the input as the header.
///
/// # Panics
/// If a secret is shown, or a user name could end a line of a log.
pub fn run(input: &[u8]) {
    match Credentials::parse(input) {
        Ok(given) => {
            // A fuzzer can guess text that is shown with every secret.
            let other = || Secret::from("x".to_owned());
            let masked = match &given {
                Credentials::Basic { user, .. } => {
                    assert!(!user.contains(|found: char| found == ':' || found.is_control()));
                    Credentials::Basic {
                        user: user.clone(),
                        password: other(),
                    }
                }
                Credentials::SoTicket(_) => Credentials::SoTicket(other()),
                Credentials::Bearer(_) => Credentials::Bearer(other()),
            };
            assert_eq!(format!("{given:?}"), format!("{masked:?}"));
            assert!(Scheme::ALL.contains(&given.scheme()));
        }
        Err(error) => {
            let shown = format!("{error} {error:?}");
            let status = error.status().as_u16();
            assert!(matches!(status, 400 | 401 | 431), "{status}");
            for word in input
                .split(|byte| *byte == b' ')
                .filter(|word| word.len() >= 16)
            {
                assert!(!holds(&shown, word) || is_of_the_message(input, word));
            }
        }
    }
}

fn holds(text: &str, word: &[u8]) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part == word)
}

/// Whether an error contains the word independently of the secret, because a fuzzer guesses the
/// words of errors.
fn is_of_the_message(input: &[u8], word: &[u8]) -> bool {
    let mut words = input.split(|byte| *byte == b' ');
    let Some(first) = words.next() else {
        return false;
    };
    let others = words.flat_map(|other| {
        let other = if other == word { b"x" } else { other };
        [b" ", other].concat()
    });
    let masked: Vec<u8> = first.iter().copied().chain(others).collect();
    Credentials::parse(&masked).is_err_and(|error| holds(&format!("{error} {error:?}"), word))
}
