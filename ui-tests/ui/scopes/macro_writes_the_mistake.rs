use webhook_model::NetServerEntity;

macro_rules! entity {
    ($name:ident) => {
        #[derive(NetServerEntity)]
        struct $name {
            count: u64,
            #[netserver(max_length = 3)]
            id: i32,
        }
    };
}

entity!(Contact);

fn main() {}
