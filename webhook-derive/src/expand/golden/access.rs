#[inline]
fn lent<'a>(&'a self, _: __p::usize, __o: __p::Out<'a, '_>) {
    __p::fill(
        __o,
        &[
            __P::value(&self.hook_id),
            __P::value(&self.url),
            __P::value(&self.events),
            __O::<DateTime>::value(&self.registered),
            __O::<Option<State>>::value(&self.state),
            __O::<u64>::value(&self.large),
        ],
    )
}
#[inline]
fn derive_only(&mut self, __i: __p::usize) -> __p::Place<'_> {
    __p::Some(
        match __i {
            0 => __P::slot(&mut self.hook_id),
            1 => __P::slot(&mut self.url),
            2 => __P::slot(&mut self.events),
            3 => __O::<DateTime>::slot(&mut self.registered),
            4 => __O::<Option<State>>::slot(&mut self.state),
            5 => __O::<u64>::slot(&mut self.large),
            _ => return __p::None,
        },
    )
}
