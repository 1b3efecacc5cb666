const _: __p::Description<Self> = __p::Description {
    read: |__this, _, __out| __p::lend(
        __out,
        &[
            __P::value(&__this.id),
            <__p::TableRightType as __P>::value(
                <Carrier as __p::CarrierField>::parts(&__this.carrier).0,
            ),
            <__p::FieldPropertiesType as __P>::value(
                <Carrier as __p::CarrierField>::parts(&__this.carrier).1,
            ),
        ],
    ),
    write: |__this, __index| __p::Some(
        match __index {
            0 => __P::slot(&mut __this.id),
            1 => {
                <__p::TableRightType as __P>::slot(
                    <Carrier as __p::CarrierField>::parts_mut(&mut __this.carrier).0,
                )
            }
            2 => {
                <__p::FieldPropertiesType as __P>::slot(
                    <Carrier as __p::CarrierField>::parts_mut(&mut __this.carrier).1,
                )
            }
            _ => return __p::None,
        },
    ),
};
