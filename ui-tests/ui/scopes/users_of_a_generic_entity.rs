use webhook_model::{MediaType, NetServerEntity};

#[derive(NetServerEntity)]
struct Page<T: Copy, const N: usize> {
    items: [T; N],
}

#[derive(NetServerEntity)]
struct Name<'a> {
    name: &'a str,
}

fn main() -> Result<(), webhook_model::Error> {
    let page = Page::<i32, 3>::create_default();
    let json = page.encode(MediaType::ApplicationJson)?;
    let _same = Page::<i32, 3>::decode(MediaType::ApplicationJson, &json)?;
    let name: Name<'static> = Name::default();
    println!("{} {}", name.name, Page::<bool, 4>::ENTITY.name);
    Ok(())
}
