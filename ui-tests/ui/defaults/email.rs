use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(format = email, default = "nobody")]
    email: String,
}

fn main() {}
