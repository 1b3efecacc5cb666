use webhook_model::{MediaType, NetServerEntity};

#[derive(NetServerEntity)]
#[netserver(agnet = "Contact")]
struct Contact {
    id: i32,
}

fn size<T: NetServerEntity>(_: &T) -> usize {
    T::ENTITY.properties.len()
}

fn main() -> Result<(), webhook_model::Error> {
    let contact = Contact::create_default();
    let same = Contact::default();
    let json = contact.encode(MediaType::ApplicationJson)?;
    let back = Contact::decode(MediaType::ApplicationJson, &json)?;
    println!("{} {} {}", Contact::CREATE_DEFAULT_PATH, Contact::GET_PATH, size(&back));
    println!("{}", contact.id + same.id);
    Ok(())
}
