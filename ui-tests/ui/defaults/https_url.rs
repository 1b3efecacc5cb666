use webhook_model::NetServerEntity;

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(format = https_url, default = "http://example.com")]
    url: Option<String>,
}

fn main() {}
