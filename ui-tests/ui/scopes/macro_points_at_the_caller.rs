use webhook_model::NetServerEntity;

macro_rules! entity {
    ($name:ident { $($(#[$meta:meta])* $field:ident: $ty:ty,)* }) => {
        #[derive(NetServerEntity)]
        struct $name {
            $($(#[$meta])* $field: $ty,)*
        }
    };
}

entity!(Contact {
    #[netserver(defualt = 1)]
    id: i32,
    count: u64,
    #[netserver(default = 40000)]
    small: i16,
    pair: (i32, i32),
});

fn main() {}
