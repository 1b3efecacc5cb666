//! Members may have any order, which may differ between the entities of a list. The reader predicts the
//! next member; a wrong prediction must not change the result.

use proptest::collection::vec;
use proptest::prelude::*;
use webhook_model::{Decoder, ErrorKind, MediaType, NetServerEntity};

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Sale {
    number: i32,
    heading: Option<String>,
    amount: f64,
    notes: String,
    sold: bool,
    parent: Option<Box<Sale>>,
}

/// A sale with its element: members in another order, some with markup that only the events read, and
/// some omitted if they have their default.
fn any_sale(depth: u32) -> BoxedStrategy<(Sale, String)> {
    let parent = if depth == 0 {
        Just(None).boxed()
    } else {
        proptest::option::of(any_sale(depth - 1)).boxed()
    };
    let order = Just(["Number", "Heading", "Amount", "Notes", "Sold", "Parent"]).prop_shuffle();
    let content = (0..3_i32, proptest::option::of("[a-c]{0,9}"), any::<bool>());
    (content, parent, order, any::<[bool; 2]>())
        .prop_map(|((number, text, sold), parent, order, [aside, omitted])| {
            let sale = Sale {
                number,
                heading: text.clone(),
                amount: f64::from(number),
                notes: text.clone().unwrap_or_default(),
                sold,
                parent: parent.as_ref().map(|(parent, _)| Box::new(parent.clone())),
            };
            let nil = |name| format!("<{name} i:nil=\"true\"/>");
            let aside = if aside { "<!-- -->" } else { "" };
            let members = order.map(|name| match name {
                "Heading" => text.as_ref().map_or_else(
                    || nil(name),
                    |text| format!("<Heading>{aside}{text}</Heading>"),
                ),
                "Notes" => format!("<Notes >{}</Notes>", sale.notes),
                "Sold" if omitted && !sold => String::new(),
                "Sold" => format!("<Sold>{sold}</Sold>"),
                "Parent" => parent.as_ref().map_or_else(
                    || nil(name),
                    |(_, inside)| format!("<Parent>{inside}</Parent>"),
                ),
                _ => format!("<{name}>{number}</{name}>"),
            });
            (sale, members.concat())
        })
        .boxed()
}

fn document(members: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = members
        .map(|inside| format!("<Sale>{inside}</Sale>"))
        .collect();
    let items = items.concat();
    format!(
        "<ArrayOfSale xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">{items}</ArrayOfSale>"
    )
}

fn decode(body: &str) -> Result<Vec<Sale>, webhook_model::Error> {
    Decoder::new(MediaType::ApplicationXml).decode(body.as_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_entity_of_a_list_may_have_another_order(sales in vec(any_sale(2), 0..6)) {
        let body = document(sales.iter().map(|(_, members)| members.clone()));
        let sales: Vec<Sale> = sales.into_iter().map(|(sale, _)| sale).collect();
        prop_assert_eq!(decode(&body), Ok(sales), "{}", body);
    }
}

#[test]
fn duplicate_properties_are_errors_in_any_order() {
    let members = ["", "", "<Heading>c</Heading>", "<Number>1</Number>"];
    for again in [2, 3] {
        let items = [0, 1, again].map(|again| {
            format!(
                "<Sold>true</Sold><Number>1</Number><Heading>b</Heading>{}",
                members[again]
            )
        });
        let error = decode(&document(items.into_iter())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Duplicate);
        let name = if again == 2 { "Heading" } else { "Number" };
        assert_eq!(error.pointer(), format!("/2/{name}"));
    }
}
