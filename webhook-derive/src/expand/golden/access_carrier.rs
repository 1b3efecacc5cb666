const _: __p::Description<Self> = __p::Description {
    read: |__this, __block, __out| {
        match __block {
            0 => {
                __out[0] = <i32 as __p::PropertyType>::value(&__this.id);
                __out[1] = <__p::TableRightType as __p::PropertyType>::value(
                    <Carrier as __p::CarrierField>::parts(&__this.carrier).0,
                );
                __out[2] = <__p::FieldPropertiesType as __p::PropertyType>::value(
                    <Carrier as __p::CarrierField>::parts(&__this.carrier).1,
                );
            }
            _ => {}
        }
    },
    write: |__this, __index| __p::Some(
        match __index {
            0 => <i32 as __p::PropertyType>::slot(&mut __this.id),
            1 => {
                <__p::TableRightType as __p::PropertyType>::slot(
                    <Carrier as __p::CarrierField>::parts_mut(&mut __this.carrier).0,
                )
            }
            2 => {
                <__p::FieldPropertiesType as __p::PropertyType>::slot(
                    <Carrier as __p::CarrierField>::parts_mut(&mut __this.carrier).1,
                )
            }
            _ => return __p::None,
        },
    ),
};
