//! The vendor's sample bodies, which the client must not mistake for error objects.

use netserver_tests::agents::samples;
use webhook_client::is_error_object;

#[test]
fn published_responses_are_not_error_objects() {
    let Some(samples) = samples::json_samples() else {
        return;
    };
    assert!(samples.len() > 100);
    for sample in samples {
        let is_error = is_error_object(sample.shape().ty, &sample.bytes);
        assert!(!is_error, "{}", sample.file);
    }
}
