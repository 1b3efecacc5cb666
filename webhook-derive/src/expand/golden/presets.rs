const __D2: __p::Literal = {
    let __item = __p::check::item(<Vec<String> as __P>::NEW);
    __p::Literal::List {
        items: &[__p::check::text(__item, "a"), __p::check::text(__item, "b")],
    }
};
