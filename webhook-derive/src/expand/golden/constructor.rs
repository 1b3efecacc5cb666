const _: __p::Entity = Self {
    hook_id: __P::blank(),
    url: __P::blank(),
    events: __P::preset(&__D2),
    registered: __O::<DateTime>::blank(),
    state: __p::Some(<State>::Active),
    large: __O::<u64>::blank(),
    cache: <Cache as __p::Default>::default(),
};
