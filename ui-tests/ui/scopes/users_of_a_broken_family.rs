use webhook_model::{MediaType, NetServerEntity, NetServerEnum};

#[derive(NetServerEntity)]
struct Number {
    kind: Kind,
}

#[derive(NetServerEntity)]
struct Words {
    kind: Kind,
}

#[derive(NetServerEnum)]
enum Kind {
    Number,
    Words,
}

#[derive(NetServerEntity)]
#[netserver(tag = "Kind", entyti = "Field")]
enum Field {
    Number(Number),
}

#[derive(NetServerEntity)]
struct Form {
    fields: Vec<Field>,
}

fn main() -> Result<(), webhook_model::Error> {
    let field = Field::from(Number::create_default());
    let json = field.encode(MediaType::ApplicationJson)?;
    let _back = Field::decode(MediaType::ApplicationJson, &json)?;
    println!("{}", Form::create_default().fields.len());
    drop(Field::default());
    Ok(())
}
