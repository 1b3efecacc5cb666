use webhook_model::NetServerEntity;

// The expansion uses these names for parameters and imports.
#[derive(NetServerEntity)]
struct Contact<__D: Clone, __S, __P, __p>
where
    __S: PartialEq<__D>,
{
    a: __D,
    b: __S,
    c: __P,
    d: __p,
}

fn main() {}
