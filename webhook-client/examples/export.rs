//! Exports companies to a CSV file and shows the progress.
//!
//! ```text
//! cargo run -p webhook-client --features reqwest --example export -- http://127.0.0.1:8080 tje0 companies.csv
//! ```
//!
//! The password is read from the environment variable `NETSERVER_PASSWORD`.

use std::borrow::Cow;
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use indicatif::{ProgressBar, ProgressStyle};
use webhook_client::archive::column;
use webhook_client::{Client, Credentials, Site};
use webhook_model::{DateTime, NetServerEntity};

/// A row of the file. Its properties are the columns of the archive.
#[derive(NetServerEntity)]
struct Company {
    #[netserver(key)]
    contact_id: i32,
    name: Option<String>,
    /// The column `postalAddress/city`.
    #[netserver(rename = "postalAddress.city")]
    city: Option<String>,
    registered_date: DateTime,
}

/// Writes the companies whose names begin with `prefix`, and returns their number.
///
/// The next page is read when the rows before it have been written, so memory does not grow with
/// the list.
async fn run(
    so: &Client,
    begins: &str,
    out: &mut impl Write,
    progress: &ProgressBar,
) -> Result<u64, Box<dyn Error>> {
    let mut companies = so
        .archive("FindContact")
        .filter(column("name").begins(begins))
        .stream::<Company>();
    write!(out, "id,name,city,registered\r\n")?;
    while let Some(company) = companies.next().await {
        let company = company?;
        write!(
            out,
            "{},{},{},{}\r\n",
            company.contact_id,
            field(company.name.as_deref()),
            field(company.city.as_deref()),
            company.registered_date
        )?;
        progress.inc(1);
    }
    out.flush()?;
    progress.finish();
    Ok(progress.position())
}

/// A field of a CSV file (RFC 4180).
fn field(text: Option<&str>) -> Cow<'_, str> {
    let text = text.unwrap_or_default();
    if text.contains(['"', ',', '\r', '\n']) {
        return format!("\"{}\"", text.replace('"', "\"\"")).into();
    }
    text.into()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [base, user, file] = arguments.as_slice() else {
        return Err("write the base URL, the name of the user and the file".into());
    };
    let password = env::var("NETSERVER_PASSWORD").unwrap_or_default();
    let so = Client::new(Site::new(base)?, Credentials::basic(user, password));
    // Archives do not report the number of rows.
    let style = ProgressStyle::with_template("{spinner} {human_pos} rows, {per_sec}, {elapsed}")?;
    let progress = ProgressBar::new_spinner().with_style(style);
    let mut out = BufWriter::new(File::create(file)?);
    let rows = run(&so, "", &mut out, &progress).await?;
    println!("{rows} rows are in {file}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use webhook_agent::{Agent, auth::StaticCredentials};
    use webhook_client::transport::Tower;

    use super::*;

    /// The members of the request that the agent uses.
    #[derive(NetServerEntity)]
    #[netserver(agent = "Archive", operation = "GetArchiveListByColumns", response = Vec<Item>)]
    struct GetArchiveListByColumns {
        columns: Option<Vec<String>>,
        page: i32,
        page_size: i32,
    }

    #[derive(NetServerEntity)]
    struct Item {
        primary_key: i32,
        column_data: BTreeMap<String, Cell>,
    }

    #[derive(NetServerEntity)]
    struct Cell {
        display_value: Option<String>,
    }

    fn item(id: i32) -> Item {
        let value = |column: &str| match column {
            "contactId" => format!("[I:{id}]"),
            "name" if id == 2 => "Three \"quoted\", and a comma".to_owned(),
            "name" => format!("Company {id}"),
            "registeredDate" => "[D:12/31/2013 00:00:00.0000000]".to_owned(),
            _ => String::new(),
        };
        let columns = ["contactId", "name", "postalAddress/city", "registeredDate"];
        let cell = |column: &str| {
            let display_value = Some(value(column));
            (column.to_owned(), Cell { display_value })
        };
        Item {
            primary_key: id,
            column_data: columns.map(cell).into(),
        }
    }

    #[tokio::test]
    async fn every_row_is_written_as_a_line() {
        let agent = Agent::new(StaticCredentials::new().basic("tje0", "hunter2"));
        let agent = agent.serve::<GetArchiveListByColumns, _>(|call| async move {
            let request = call.request()?;
            assert_eq!(request.columns.unwrap_or_default().len(), 4);
            let first = request.page * request.page_size;
            Ok((first..2_500.min(first + request.page_size))
                .map(item)
                .collect())
        });
        let transport: Tower<_, webhook_agent::Body> = Tower::new(agent.into_service());
        let site = Site::new("http://agent.example").expect("a site");
        let so = Client::new(site, Credentials::basic("tje0", "hunter2")).transport(transport);
        let (mut out, progress) = (Vec::new(), ProgressBar::hidden());
        let rows = run(&so, "", &mut out, &progress).await.expect("rows");
        assert_eq!((rows, progress.position()), (2_500, 2_500));
        let text = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.len(), 1 + 2_500 + 1);
        assert_eq!(lines[0], "id,name,city,registered");
        assert_eq!(lines[1], "0,Company 0,,2013-12-31T00:00:00");
        assert_eq!(
            lines[3],
            "2,\"Three \"\"quoted\"\", and a comma\",,2013-12-31T00:00:00"
        );
        assert_eq!(lines[2_500], "2499,Company 2499,,2013-12-31T00:00:00");
    }
}
