//! The console in a browser: headless Chromium.

use std::future::pending;

use webhook_agent::Options;
use webhook_agent::server::Server;
use webhook_model::WebhookState;

use super::driver::Browser;
use super::{agent, started};
use crate::fixture::Fixture;

/// The URL of the console, with the credentials of a user.
async fn serve(all: &Fixture) -> String {
    let server = Server::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
    let address = server.local_addr();
    let service = agent(all, Options::new()).into_service();
    tokio::spawn(server.run(service, pending()));
    format!("http://tje0:hunter2@{address}/console")
}

/// The text of the newest delivery.
fn newest(text: &str) -> String {
    format!("//ol[@id='deliveries']/li[1][contains(.,'{text}')]")
}

// The test's own thread blocks on the browser, so the agent runs on other threads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_is_created_delivered_and_resent() {
    let mut all = started().await;
    let Some(browser) = Browser::start(true) else {
        return;
    };
    browser.open(&serve(&all).await);
    browser.find("//p[@id='live'][.='Live']");
    browser.find("//a[.='Create the first webhook']").click();

    browser.field("Name").fill("Orders <b>of</b> today");
    browser.field("Target").fill(&all.target.url);
    browser.field("Events").fill("sale.sold");
    browser.field("Secret").fill("signing-key");
    browser.press("Create webhook");
    browser.find("//h1[.='Orders <b>of</b> today']");
    browser.find("//p[@role='status'][contains(.,'The webhook is saved.')]");
    all.target.next().await;

    // A failed delivery, with its request and response.
    all.target.answer(&[500]);
    browser.press("Send test event");
    browser.find(&newest("500 failed"));
    assert_eq!(all.target.next().await.header("x-hook-test"), "true");
    browser
        .find(&format!("{}//summary", newest("500 failed")))
        .click();
    let shown = browser.find(&newest("500 failed")).text();
    for text in [
        "x-hook-test: true",
        "x-superoffice-signature: ",
        "500 Internal",
        "the body",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }

    // The target succeeds again.
    browser.press("Send again");
    browser.find(&newest("200 delivered"));
    assert_eq!(
        all.target.next().await.payload().event.as_deref(),
        Some("test")
    );

    browser.find("//a[.='Signal an event']").click();
    browser.field("Event").fill("sale.sold");
    browser.field("Primary key").fill("7");
    browser.field("Data").fill("{\"amount\": 5}");
    browser.press("Signal event");
    browser.find("//p[@role='status'][contains(.,'The event is queued')]");
    assert_eq!(all.target.next().await.payload().primary_key, 7);
    // The list updates itself: two calls.
    browser.find("//tr[th[contains(.,'Orders')]]/td[@data-label='Calls'][.='2']");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_page_updates_itself() {
    let mut all = started().await;
    let Some(browser) = Browser::start(true) else {
        return;
    };
    let hook = all.hook();
    let mut saved = all.saved(&hook).await;
    browser.open(&format!("{}/webhooks/1", serve(&all).await));
    browser.find("//p[.='Nothing has been sent yet.']");
    browser.find("//p[@id='live'][.='Live']");
    browser.run("window.isSame = true;");
    all.signal("sale.sold").await;
    browser.find(&newest("200 delivered"));
    all.target.next().await;

    // Opened details and the focus are preserved.
    browser.find("//li[@id='d1']//summary").click();
    browser.run(
        "document.getElementById('d1-open').focus(); window.first = document.getElementById('d1');",
    );
    all.target.answer(&[404]);
    all.signal("sale.sold").await;
    browser.find(&newest("404 failed"));
    browser.find("//li[@id='d2']/following-sibling::li[@id='d1']");
    let kept = "return window.isSame && document.getElementById('d1') === window.first \
                && document.getElementById('d1-more').open && document.activeElement.id;";
    assert_eq!(browser.run(kept), "d1-open");
    browser.find("//dl[@class='counters'][contains(.,'of 9')]//dd[@class='bad'][contains(.,'1')]");

    // The state is changed by another client.
    saved.state = WebhookState::Stopped;
    all.saved(&saved).await;
    browser.find("//div[@id='state'][contains(.,'Stopped')]");
    browser.find("//ol[not(.//button)]");
    assert_eq!(browser.run("return window.isSame"), true);
    browser.press("Restart");
    browser.find("//p[@role='status'][.='The webhook is active.']");
    browser.find("//div[@id='state'][contains(.,'Active')]");
    assert_eq!(all.stored(1).await.state, WebhookState::Active);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_console_works_without_scripts() {
    let mut all = started().await;
    let Some(browser) = Browser::start(false) else {
        return;
    };
    let hook = all.hook();
    all.saved(&hook).await;
    browser.open(&serve(&all).await);
    browser.find("//a[.='orders']").click();
    assert_eq!(
        browser.find("//p[@id='live']").text(),
        "",
        "scripts do not run"
    );
    all.target.answer(&[500]);
    browser.press("Send test event");
    browser.find(&newest("500 failed"));
    all.target.next().await;
    browser.find("//li[@id='d1']//summary").click();
    let shown = browser.find("//li[@id='d1']").text();
    assert!(shown.contains("the body"), "{shown}");
    browser.press("Send again");
    browser.find("//p[@role='status'][contains(.,'queued again')]");
    all.target.next().await;
    all.attempts(1, 2).await;
    browser.find("//a[.='Webhooks']").click();
    browser.find("//a[.='orders']").click();
    browser.find(&newest("200 delivered"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_can_be_used_with_the_keyboard() {
    let mut all = started().await;
    let Some(browser) = Browser::start(true) else {
        return;
    };
    let hook = all.hook();
    all.saved(&hook).await;
    browser.open(&format!("{}/webhooks/1", serve(&all).await));
    browser.find("//p[@id='live'][.='Live']");
    // Tab and Enter, in WebDriver's notation.
    let (tab, enter) = ("\u{e004}", "\u{e007}");
    browser.keys(tab);
    let focused = "return document.activeElement.textContent;";
    assert_eq!(browser.run(focused), "Skip to the content");
    browser.keys(enter);
    browser.keys(tab);
    assert_eq!(browser.run(focused), "Send test event to its target");
    browser.keys(enter);
    browser.find(&newest("200 delivered"));
    all.target.next().await;
}
