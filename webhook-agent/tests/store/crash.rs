//! A killed process loses no committed data.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use webhook_agent::store::{Batch, Change, Expected, Sqlite, Store};

use crate::folder::Folder;

/// How many times the process is killed.
const KILLS: usize = 200;

const FILE: &str = "WEBHOOK_AGENT_TEST_STORE";

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(work)
}

/// The process to kill: it stores records with a message each, and prints each id after the commit.
#[test]
#[ignore = "the child process of the other test"]
fn writes_until_it_is_killed() {
    let Some(file) = std::env::var_os(FILE) else {
        return;
    };
    let store = Sqlite::open(file).unwrap();
    block_on(async {
        loop {
            let id = store.next_id("A").await.unwrap();
            let send = Change::Send {
                owners: vec![id],
                due: 0,
                created: 0,
                payload: id.to_string().into_bytes().into(),
                capacity: usize::MAX,
            };
            let batch = Batch::new()
                .put("A", id, id.to_string(), Expected::Missing)
                .with(send);
            store.commit(batch).await.unwrap();
            let mut out = std::io::stdout().lock();
            writeln!(out, "\nkept {id}").unwrap();
            out.flush().unwrap();
        }
    });
}

#[test]
fn a_killed_process_loses_no_committed_data() {
    let folder = Folder::new();
    let file = folder.file("hooks.db");
    let mut kept: BTreeSet<i32> = BTreeSet::new();
    for kill in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture"])
            .arg("crash::writes_until_it_is_killed")
            .env(FILE, &file)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut add = |line: String| {
            if let Some(id) = line.strip_prefix("kept ") {
                assert!(kept.insert(id.parse().unwrap()), "duplicate id {id}");
                return true;
            }
            false
        };
        let mut left = 1 + kill % 7;
        while left > 0 {
            let line = lines.next().expect("the child writes").unwrap();
            left -= usize::from(add(line));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // Ids that were in the pipe when the process was killed had been committed.
        lines.map_while(Result::ok).for_each(|line| {
            add(line);
        });
    }
    let store = Sqlite::open(&file).unwrap();
    block_on(async {
        let records = store.list("A", 0, usize::MAX).await.unwrap();
        let ids: BTreeSet<i32> = records.iter().map(|record| record.id).collect();
        let lost: Vec<_> = kept.difference(&ids).collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
        // A record and its message are committed together.
        assert_eq!(store.waiting().await.unwrap().count, records.len());
        let next = store.next_id("A").await.unwrap();
        assert!(ids.iter().all(|id| *id < next));
    });
}
