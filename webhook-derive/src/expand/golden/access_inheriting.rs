fn lend_to<'a, __C>(&'a self, __block: __p::usize, __out: __p::Out<'a, '_>) {
    match __block {
        0 => __p::lend(__out, &[__P::value(&self.rank)]),
        _ => {}
    }
    __p::read_base(__O::<Base>::lend(&self.base), 1, __block, __out);
}
fn derive_only<__C>(&mut self, __index: __p::usize) -> __p::Place<'_> {
    __p::Some(
        match __index {
            0 => __P::slot(&mut self.rank),
            _ => {
                return __p::write_base(__O::<Base>::lend_mut(&mut self.base), 1, __index);
            }
        },
    )
}
