#[inline]
fn lent<'a>(&'a self, _: __p::usize, __o: __p::Out<'a, '_>) {
    __p::fill(
        __o,
        &[
            __P::value(&self.id),
            <__p::TableRightType as __P>::value(__O::<Carrier>::parts(&self.carrier).0),
            <__p::FieldPropertiesType as __P>::value(
                __O::<Carrier>::parts(&self.carrier).1,
            ),
        ],
    )
}
#[inline]
fn derive_only(&mut self, __i: __p::usize) -> __p::Place<'_> {
    __p::Some(
        match __i {
            0 => __P::slot(&mut self.id),
            1 => {
                <__p::TableRightType as __P>::slot(
                    __O::<Carrier>::parts_mut(&mut self.carrier).0,
                )
            }
            2 => {
                <__p::FieldPropertiesType as __P>::slot(
                    __O::<Carrier>::parts_mut(&mut self.carrier).1,
                )
            }
            _ => return __p::None,
        },
    )
}
