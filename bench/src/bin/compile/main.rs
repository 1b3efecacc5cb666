//! Measures the cost of compiling a crate of entities: with this derive, with serde's, and with
//! none.
//!
//! `cargo run --release --bin compile` creates crates in a temporary folder, builds their dependencies
//! first, and then measures the crates alone. `--help` lists the options.

mod cargo;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};

use netserver_bench::generate::{Flavour, Generated, crate_of, dependencies_of};
use netserver_bench::published::{SerdeImpls, Use, published};

use crate::cargo::{Cargo, Seconds};

const ENTITIES: usize = 300;
const MIXED: usize = 15;
const WIDE: [usize; 3] = [10, 100, 1000];
const COPIES: usize = 9;

const HELP: &str = "\
Measures the cost of compiling a crate of entities, compared with serde's derives.

  --quick      without release builds, wide entities and cold builds
  --published  only the published agents
  --api        only nine copies of them, about as many types as the whole API has: forty minutes, 4 GB";

fn main() {
    let is_given = |option: &str| std::env::args().any(|word| word == option);
    if is_given("--help") {
        println!("{HELP}");
        return;
    }
    let quick = is_given("--quick");
    let copies = if is_given("--api") { COPIES } else { 1 };
    let only_published = copies > 1 || is_given("--published");
    let root = std::env::temp_dir().join(format!("netserver-compile-{}", std::process::id()));
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let bench = Bench {
        workspace: workspace.canonicalize().unwrap_or(workspace),
        cargo: Cargo::new(root.join("target")),
        root,
        quick,
    };
    if !only_published {
        bench.mixed();
    }
    bench.published(copies);
    if !quick && !only_published {
        bench.wide();
        bench.dependencies();
    }
    drop(fs::remove_dir_all(&bench.root));
}

struct Bench {
    workspace: PathBuf,
    root: PathBuf,
    cargo: Cargo,
    quick: bool,
}

impl Bench {
    fn profiles(&self) -> &'static [(&'static str, &'static [&'static str])] {
        let all: &[(&str, &[&str])] = &[
            ("check", &["check"]),
            ("build", &["build"]),
            ("release", &["build", "--release"]),
        ];
        if self.quick { &all[..2] } else { all }
    }

    fn mixed(&self) {
        println!("{ENTITIES} entities of {MIXED} mixed fields, JSON and XML in use:\n");
        println!("| | this derive | serde_derive | ratio | no derive |\n|---|--:|--:|--:|--:|");
        let crates =
            Flavour::ALL.map(|flavour| self.make(&self.generated(flavour, ENTITIES, MIXED)));
        let each = |measure: &dyn Fn(&Path) -> f64| crates.each_ref().map(|folder| measure(folder));
        for (name, words) in self.profiles() {
            row(
                name,
                each(&|folder| self.cargo.fresh(folder, words)),
                Show::Seconds,
            );
        }
        row(
            "one field added, build",
            each(&|folder| self.cargo.added(folder)),
            Show::Seconds,
        );
        for profile in ["debug", "release"] {
            if profile == "release" && self.quick {
                continue;
            }
            let name = |what| format!("{what}, {profile}");
            row(
                &name("rlib"),
                each(&|folder| sizes::rlib(&self.cargo, folder, profile)),
                Show::Megabytes,
            );
            row(
                &name("program"),
                each(&|folder| sizes::program(&self.cargo, folder, profile)),
                Show::Megabytes,
            );
        }
        let expanded = crates
            .each_ref()
            .map(|folder| sizes::expanded(&self.cargo, folder));
        let none = expanded[2];
        let per_entity = |size: f64| size / ENTITIES as f64;
        let lines = expanded.map(|of| per_entity(of.lines - none.lines));
        let bytes = expanded.map(|of| per_entity(of.bytes - none.bytes));
        row("lines expanded, an entity", lines, Show::Count);
        row("bytes expanded, an entity", bytes, Show::Count);
        row(
            "lines of LLVM, debug",
            each(&|folder| sizes::llvm_lines(&self.cargo, folder)),
            Show::Count,
        );
    }

    /// The agents from the tests, and the same types for serde: processor time and memory.
    fn published(&self, copies: usize) {
        let generated = |flavour, serde, used| published(flavour, serde, used, copies, &self.workspace);
        let (_, number) = generated(Flavour::Ours, SerdeImpls::On, Use::Unused);
        println!("\n{number} types of published agents, JSON, processor time and peak memory:\n");
        println!(
            "| | this derive | without the feature `serde` | serde_derive | ratio | without | no derive | ratio of memory | without |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
        );
        for used in [Use::Unused, Use::Used] {
            let crates = [
                (Flavour::Ours, SerdeImpls::On),
                (Flavour::Ours, SerdeImpls::Off),
                (Flavour::Serde, SerdeImpls::On),
                (Flavour::Bare, SerdeImpls::On),
            ]
            .map(|(flavour, serde)| self.make(&generated(flavour, serde, used).0));
            for (name, words) in self.profiles() {
                let [ours, without, serde, none] = self
                    .cargo
                    .costs(crates.each_ref().map(PathBuf::as_path), words);
                let [seconds, seconds_without, of_serde, of_none] =
                    [ours, without, serde, none].map(|cost| Show::Seconds.of(cost.seconds));
                println!(
                    "| {name}, {} | {seconds} | {seconds_without} | {of_serde} | {:.3} | {:.3} | {of_none} | {:.3} | {:.3} |",
                    match used {
                        Use::Used => "each encoded and decoded",
                        Use::Unused => "types alone",
                    },
                    ours.seconds / serde.seconds,
                    without.seconds / serde.seconds,
                    ours.megabytes / serde.megabytes,
                    without.megabytes / serde.megabytes,
                );
            }
        }
    }

    fn wide(&self) {
        for (name, words) in self.profiles() {
            println!("\none entity, {name}:\n");
            println!(
                "| properties | this derive | serde_derive | ratio | no derive |\n|---|--:|--:|--:|--:|"
            );
            let ours = WIDE.map(|properties| {
                let seconds = Flavour::ALL.map(|flavour| {
                    let folder = self.make(&self.generated(flavour, 1, properties));
                    self.cargo.fresh(&folder, words)
                });
                row(&properties.to_string(), seconds, Show::Seconds);
                seconds[0]
            });
            println!(
                "\n100 to 1,000 properties: {:.1} times the time.",
                ours[2] / ours[1]
            );
        }
    }

    /// A cold build of the runtime and its dependencies.
    fn dependencies(&self) {
        println!("\ncold debug builds:\n\n| | crates | seconds |\n|---|--:|--:|");
        for flavour in [Flavour::Ours, Flavour::Serde] {
            let folder = self.make(&dependencies_of(flavour, &self.workspace));
            let crates = sizes::crates(&self.cargo, &folder);
            let cold = Cargo::new(self.root.join(format!("cold-{flavour:?}")));
            let seconds: Seconds = cold.timed(&folder, &["build"]);
            let name = match flavour {
                Flavour::Ours => "webhook-model",
                _ => "serde, serde_derive, serde_json, quick-xml, chrono",
            };
            println!("| {name} | {crates} | {} |", Show::Seconds.of(seconds));
        }
    }

    fn generated(&self, flavour: Flavour, entities: usize, properties: usize) -> Generated {
        crate_of(flavour, entities, properties, &self.workspace)
    }

    fn make(&self, generated: &Generated) -> PathBuf {
        let folder = self.root.join(&generated.name);
        for (path, text) in &generated.files {
            let path = folder.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).expect("a folder for the crate");
            }
            fs::write(path, text).expect("a file of the crate");
        }
        folder
    }
}

#[derive(Clone, Copy)]
enum Show {
    Seconds,
    Megabytes,
    Count,
}

impl Show {
    fn of(self, value: f64) -> String {
        match self {
            _ if value.is_nan() => "-".to_owned(),
            _ if value.is_infinite() => format!("over {} s", cargo::LONGEST.as_secs()),
            Self::Seconds => format!("{value:.2} s"),
            Self::Megabytes => format!("{value:.2} MB"),
            Self::Count => format!("{value:.0}"),
        }
    }
}

fn row(name: &str, [ours, serde, none]: [f64; 3], show: Show) {
    let (ratio, none) = (ours / serde, show.of(none));
    println!(
        "| {name} | {} | {} | {ratio:.3} | {none} |",
        show.of(ours),
        show.of(serde)
    );
}
