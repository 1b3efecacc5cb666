fn main() {
    let site = webhook_client::Site::new("https://crm.example").unwrap();
    let so = webhook_client::Client::new(site, webhook_client::Credentials::anonymous());
    so.get::<webhook_model::Associate>(5).into_http().unwrap();
}
