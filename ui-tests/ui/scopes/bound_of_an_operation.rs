fn path<O: webhook_model::operation::Operation>() -> &'static str {
    O::PATH
}

fn main() {
    path::<webhook_model::operation::Save<webhook_model::Associate>>();
}
