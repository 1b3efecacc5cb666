fn lend_to<'a>(&'a self, _: __p::usize, __out: __p::Out<'a, '_>) {
    __p::lend(
        __out,
        &[
            __P::value(&self.hook_id),
            __P::value(&self.url),
            __P::value(&self.events),
            <DateTime as __P>::value(&self.registered),
            <Option<State> as __P>::value(&self.state),
            <u64 as __p::Instead<u64, __p::i64>>::value(&self.large),
        ],
    )
}
fn derive_only(&mut self, __index: __p::usize) -> __p::Place<'_> {
    __p::Some(
        match __index {
            0 => __P::slot(&mut self.hook_id),
            1 => __P::slot(&mut self.url),
            2 => __P::slot(&mut self.events),
            3 => <DateTime as __P>::slot(&mut self.registered),
            4 => <Option<State> as __P>::slot(&mut self.state),
            5 => <u64 as __p::Instead<u64, __p::i64>>::slot(&mut self.large),
            _ => return __p::None,
        },
    )
}
