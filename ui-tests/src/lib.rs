//! Holds the compile-fail cases in `ui/`; there is nothing to call.
