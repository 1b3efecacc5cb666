#[inline(never)]
fn blank() -> Self {
    Self {
        hook_id: __P::blank(),
        url: __P::blank(),
        events: __P::preset(&__D2),
        registered: <DateTime as __P>::blank(),
        state: __p::Some(<State>::Active),
        large: <u64 as __p::Instead<u64, __p::i64>>::blank(),
        cache: <Cache as __p::Default>::default(),
    }
}
