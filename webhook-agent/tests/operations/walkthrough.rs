//! Checks that the code in `docs/agent.md` is part of the example.

use std::fs;
use std::path::Path;

#[test]
fn each_piece_of_code_is_in_the_example() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = fs::read_to_string(here.join("examples/own_agent.rs")).expect("the example");
    let Ok(page) = fs::read_to_string(here.join("../docs/agent.md")) else {
        println!("skipped, the page is not part of the package");
        return;
    };
    let mut count = 0;
    for piece in page.split("```rust\n").skip(1) {
        let (code, _) = piece.split_once("```").expect("the end of the piece");
        assert!(
            example.contains(code),
            "not in examples/own_agent.rs:\n{code}"
        );
        count += 1;
    }
    assert_eq!(count, 6);
}
