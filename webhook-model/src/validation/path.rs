//! The path of the current value, which becomes a pointer only for a violation.

use crate::error::push_step;
use crate::property::Key;

/// The path to a value, from the inside out.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    outer: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Name(&'static str),
    Index(usize),
    Key(Key<'p>),
}

impl<'p> Path<'p> {
    pub(super) const ROOT: Path<'static> = Path {
        outer: None,
        step: Step::Root,
    };

    pub(super) const fn name(&'p self, name: &'static str) -> Self {
        self.then(Step::Name(name))
    }

    pub(super) const fn index(&'p self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    pub(super) const fn key(&'p self, key: Key<'p>) -> Self {
        self.then(Step::Key(key))
    }

    const fn then(&'p self, step: Step<'p>) -> Self {
        Path {
            outer: Some(self),
            step,
        }
    }

    /// The JSON pointer.
    pub(super) fn pointer(&self) -> String {
        let mut steps = Vec::new();
        let mut path = Some(self);
        while let Some(Path { outer, step }) = path {
            steps.push(*step);
            path = *outer;
        }
        let mut pointer = String::new();
        for step in steps.iter().rev() {
            match step {
                Step::Root => {}
                Step::Name(name) => push_step(&mut pointer, name),
                Step::Index(index) => push_step(&mut pointer, itoa::Buffer::new().format(*index)),
                Step::Key(key) => push_step(&mut pointer, &key.step()),
            }
        }
        pointer
    }
}
