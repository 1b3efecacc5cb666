//! Reading many rows.

mod links;
mod pages;
mod requests;
mod table;

use webhook_client::Error;
use webhook_model::{DateTime, NetServerEntity};

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub(crate) struct Company {
    #[netserver(key)]
    pub(crate) contact_id: i32,
    pub(crate) name: Option<String>,
    #[netserver(rename = "person.fullName")]
    pub(crate) person: Option<String>,
    pub(crate) registered: DateTime,
    pub(crate) primary_key: i32,
}

pub(crate) fn company(id: usize) -> Company {
    let id = i32::try_from(id).expect("a small number");
    Company {
        contact_id: id,
        // User input in a filter.
        name: Some(format!("[I:{id}] A\\'S")),
        person: None,
        registered: DateTime::parse("2013-12-31T23:59:58").expect("a date"),
        primary_key: id,
    }
}

/// The rows of a query, with either kind of client.
macro_rules! rows {
    ($so:expr, $client:ident => $query:expr) => {
        match $so {
            $crate::clients::Any::Async(_, $client) => $crate::clients::RUNTIME.block_on(async {
                let mut stream = $query.stream::<$crate::archive::Company>();
                let mut rows: Vec<Result<$crate::archive::Company, webhook_client::Error>> =
                    Vec::new();
                while let Some(row) = stream.next().await {
                    rows.push(row);
                }
                rows
            }),
            $crate::clients::Any::Blocking($client) => {
                $query.stream::<$crate::archive::Company>().collect()
            }
        }
    };
}

pub(crate) fn good(rows: Vec<Result<Company, Error>>) -> Vec<Company> {
    rows.into_iter().map(|row| row.expect("a row")).collect()
}

pub(crate) fn all(rows: usize) -> Vec<Company> {
    (0..rows).map(company).collect()
}

pub(crate) use rows;
