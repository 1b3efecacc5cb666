//! Prints the table of ratios. Each case and its peers run in turns; the results are medians of
//! many short rounds.
//!
//! `cargo run --release --bin ratios [WORDS OF A CASE'S NAME]`. On a shared machine a disturbance
//! affects both sides of a turn. Times are processor times of the thread.

use std::time::Duration;

use cpu_time::ThreadTime;

use netserver_bench::cases::{Case, Work, all};

const ROUNDS: usize = 61;
const ROUND: Duration = Duration::from_micros(1500);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    println!("| case | ours | peer | its time | ratio | goal | |\n|---|--:|---|--:|--:|--:|---|");
    for case in all() {
        if words.iter().all(|word| case.name.contains(word.as_str())) {
            report(case);
        }
    }
}

fn report(mut case: Case) {
    let mut works = vec![&mut case.ours];
    works.extend(case.peers.iter_mut().map(|(_, work)| work));
    let times = measure(&mut works);
    for (index, (peer, _)) in case.peers.iter().enumerate() {
        let bar = case.bar.filter(|_| index == 0);
        let ratio = times[0] / times[index + 1];
        let verdict = bar.map_or("", |bar| if ratio <= bar { "ok" } else { "**over**" });
        let bar = bar.map_or(String::new(), |bar| format!("{bar:.2}"));
        println!("| {} | {} | {peer} | {} | {ratio:.2} | {bar} | {verdict} |", case.name, text(times[0]), text(times[index + 1]));
    }
}

/// The median time of one run of each, in nanoseconds.
fn measure(works: &mut [&mut Work]) -> Vec<f64> {
    let counts: Vec<u32> = works.iter_mut().map(|work| calibrate(work)).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); works.len()];
    for _ in 0..ROUNDS {
        for (index, work) in works.iter_mut().enumerate() {
            times[index].push(run(work, counts[index]).as_secs_f64() * 1e9 / f64::from(counts[index]));
        }
    }
    times.into_iter().map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[ROUNDS / 2]
    }).collect()
}

/// The number of runs in a round.
fn calibrate(work: &mut Work) -> u32 {
    let mut count = 1;
    loop {
        let time = run(work, count);
        if time >= ROUND {
            return count;
        }
        count *= 2;
    }
}

fn run(work: &mut Work, count: u32) -> Duration {
    let start = ThreadTime::now();
    for _ in 0..count {
        work();
    }
    start.elapsed()
}

fn text(nanoseconds: f64) -> String {
    match nanoseconds {
        time if time < 1e3 => format!("{time:.0} ns"),
        time if time < 1e6 => format!("{:.2} us", time / 1e3),
        time => format!("{:.2} ms", time / 1e6),
    }
}
