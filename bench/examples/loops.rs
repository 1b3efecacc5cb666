//! Runs one case in a loop, to count instructions: `valgrind --tool=callgrind
//! target/release/examples/loops "json decode filled" ours 1000`.

use netserver_bench::cases::all;

fn main() {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let who = words.next().unwrap_or_default();
    let count: usize = words.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let Some(mut case) = all().into_iter().find(|case| case.name == name) else {
        all().iter().for_each(|case| println!("{}", case.name));
        return;
    };
    let work = if who == "ours" {
        Some(&mut case.ours)
    } else {
        case.peers.iter_mut().find(|(peer, _)| *peer == who).map(|(_, work)| work)
    };
    if let Some(work) = work {
        measured_loop(work, count);
    }
}

#[inline(never)]
fn measured_loop(work: &mut netserver_bench::cases::Work, count: usize) {
    for _ in 0..count {
        work();
    }
}
