mod superoffice {
    include!(concat!(env!("OUT_DIR"), "/superoffice.rs"));
}

use superoffice::entities::Contact;
use webhook_model::MediaType;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("expected a file")?;
    let contact = Contact::decode(MediaType::ApplicationJson, &std::fs::read(file)?)?;
    println!("{}", contact.name.unwrap_or_default());
    Ok(())
}
