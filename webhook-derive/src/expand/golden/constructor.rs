const _: __p::Description<Self> = __p::Description {
    create: || Self {
        hook_id: __P::blank(),
        url: __P::blank(),
        events: __P::preset(&__D2),
        registered: <DateTime as __P>::blank(),
        state: __p::Some(<State>::Active),
        large: <u64 as __P>::blank(),
        cache: <Cache as __p::Default>::default(),
    },
};
