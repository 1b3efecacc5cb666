//! `docs/agent.md` shows what the example says.

use std::fs;
use std::path::Path;

#[test]
fn each_piece_of_code_stands_in_the_example() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = fs::read_to_string(here.join("examples/own_agent.rs")).expect("the example");
    let page = fs::read_to_string(here.join("../docs/agent.md")).expect("the walk-through");
    let mut count = 0;
    for piece in page.split("```rust\n").skip(1) {
        let (code, _) = piece.split_once("```").expect("an end of the piece");
        assert!(
            example.contains(code),
            "not in examples/own_agent.rs:\n{code}"
        );
        count += 1;
    }
    assert_eq!(count, 5);
}
