use webhook_model::{NetServerEntity, NetServerEnum};

#[derive(Clone, NetServerEnum)]
#[netserver(flgs)]
enum State {
    Open,
    Closed,
}

#[derive(NetServerEntity)]
struct Contact {
    #[netserver(default = Closed)]
    state: State,
    all: Vec<State>,
}

fn name<T: NetServerEnum>(of: &T) -> &str {
    of.name()
}

fn main() -> Result<(), webhook_model::ParseEnumError> {
    let state: State = "Open".parse()?;
    println!("{state} {} {:?}", name(&state), State::from_number(1).map(|of| of.number()));
    println!("{}", Contact::create_default().all.len());
    Ok(())
}
