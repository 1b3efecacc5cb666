//! Large inputs, which the suites describe by recipes.

use serde_json::Value;

use crate::data::text;

/// Builds the input of a `generate` recipe: `prefix`, `open` and `repeat` `count` times, `mid`,
/// `repeat2` `count2` times, `close` `count` times, `suffix`. `%d` is the number of the repetition.
///
/// `None` for a recipe without a count.
///
/// ```
/// use netserver_tests::recipe::build;
/// use serde_json::json;
///
/// let recipe = json!({"prefix": "<", "open": "[", "mid": "1", "close": "]", "suffix": ">", "count": 2});
/// assert_eq!(build(&recipe).as_deref(), Some("<[[1]]>"));
/// assert_eq!(build(&json!({"repeat": "a%d ", "count": 2})).as_deref(), Some("a0 a1 "));
/// assert_eq!(build(&json!({"note": "many"})), None);
/// ```
#[must_use]
pub fn build(recipe: &Value) -> Option<String> {
    let number = |key: &str| usize::try_from(recipe[key].as_u64()?).ok();
    let (count, count2) = (number("count")?, number("count2").unwrap_or(0));
    let repeated = |key: &str, count: usize| {
        let pattern = text(recipe, key);
        if pattern.contains("%d") {
            let one = |number: usize| pattern.replace("%d", &number.to_string());
            (0..count).map(one).collect()
        } else {
            pattern.repeat(count)
        }
    };
    let parts = [
        text(recipe, "prefix"),
        &repeated("open", count),
        &repeated("repeat", count),
        text(recipe, "mid"),
        &repeated("repeat2", count2),
        &repeated("close", count),
        text(recipe, "suffix"),
    ];
    Some(parts.concat())
}
