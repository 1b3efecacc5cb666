//! `Authorization`: credentials hold what they may, and neither they nor an error say a secret.

use webhook_model::http::authorization::{Credentials, Scheme};

/// Reads the input as the header.
///
/// # Panics
/// If a secret is shown, or a user name could end a line of a log.
pub fn run(input: &[u8]) {
    match Credentials::parse(input) {
        Ok(given) => {
            let shown = format!("{given:?}");
            assert!(shown.contains("***"));
            let secret = match &given {
                Credentials::Basic { user, password } => {
                    assert!(!user.contains(|found: char| found == ':' || found.is_control()));
                    password
                }
                Credentials::SoTicket(ticket) | Credentials::Bearer(ticket) => ticket,
            };
            // A short one is part of anything.
            assert!(secret.expose().len() < 16 || !shown.contains(secret.expose()));
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

/// Whether an error says the word without having read it: a fuzzer guesses what errors say.
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
