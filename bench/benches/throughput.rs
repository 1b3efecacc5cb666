//! Runs every case with criterion; `cargo run --release --bin ratios` prints the table of ratios
//! sooner.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use netserver_bench::cases::all;

fn cases(c: &mut Criterion) {
    for mut case in all() {
        let mut group = c.benchmark_group(case.name);
        group.bench_function("ours", |bencher| bencher.iter(|| (case.ours)()));
        for (peer, work) in &mut case.peers {
            group.bench_function(*peer, |bencher| bencher.iter(work.as_mut()));
        }
        group.finish();
    }
}

criterion_group!(benches, cases);
criterion_main!(benches);
