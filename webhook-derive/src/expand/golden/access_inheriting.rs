#[inline]
fn lent<'a>(&'a self, __block: __p::usize, __o: __p::Out<'a, '_>) {
    match __block {
        0 => __p::fill(__o, &[__P::value(&self.rank)]),
        _ => {}
    }
    __p::read_base(__O::<Base>::lend(&self.base), 1, __block, __o);
}
#[inline]
fn derive_only(&mut self, __i: __p::usize) -> __p::Place<'_> {
    __p::Some(
        match __i {
            0 => __P::slot(&mut self.rank),
            _ => return __p::write_base(__O::<Base>::lend_mut(&mut self.base), 1, __i),
        },
    )
}
