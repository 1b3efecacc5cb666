//! Mistakes of people who know other derives. Each must give one error, at the right token, that
//! says what is wrong and what to write.
//!
//! `«` and `»` mark that token.

#![allow(missing_docs)]
// The tables are functions.
#![allow(clippy::too_many_lines)]

mod defaults;
mod derives;
mod entities;
mod enums;
mod families;
mod keys;
mod mistake;
mod types;
mod uses;

use std::sync::Mutex;

use mistake::Mistake;

/// Imperfect results have a reason in the table.
const PERFECT: usize = 95;

fn all() -> Vec<Mistake> {
    [
        derives::mistakes(),
        keys::mistakes(),
        defaults::mistakes(),
        types::mistakes(),
        enums::mistakes(),
        families::mistakes(),
        entities::mistakes(),
        uses::mistakes(),
    ]
    .concat()
}

#[test]
fn every_mistake_has_one_helpful_error() {
    let all = all();
    let results = Mutex::new(Vec::new());
    let next = Mutex::new(all.iter().enumerate());
    let work = || {
        loop {
            let taken = next.lock().unwrap().next();
            let Some((number, mistake)) = taken else {
                return;
            };
            let result = mistake.check(number);
            results.lock().unwrap().push((number, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(number, _)| *number);
    let mut wrong = Vec::new();
    let mut rest = Vec::new();
    for ((_, result), mistake) in results.iter().zip(&all) {
        match (result, mistake.reason) {
            (Ok(()), None) => {}
            (Ok(()), Some(_)) => {
                wrong.push(format!("{}\nis perfect: remove the reason", mistake.source));
            }
            (Err(fault), None) => wrong.push(format!("{}\n{fault}", mistake.source)),
            (Err(_), Some(reason)) => rest.push(format!("{}\n{reason}", mistake.source)),
        }
    }
    println!("{} of {} are perfect", all.len() - rest.len(), all.len());
    println!("{}", rest.join("\n\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(all.len() >= 100, "{} mistakes", all.len());
    assert!((all.len() - rest.len()) * 100 >= PERFECT * all.len());
}
