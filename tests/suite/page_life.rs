//! The page's whole life 网页全程: documents added and taken out, the keyboard alone, and axe-core on every page.
//!
//! axe-core is no part of this project: `tests/run` gets it from npm and names its file in `TIAOKU_AXE`. Where it
//! cannot be had those tests say so and count as skipped.

use crate::browser::{Stage, skip};
use fantoccini::{Locator, key::Key};
use serde_json::{Value, json};

/// A short document of our own, in the style of the field.
const NOTICE: &str = "某市人民政府办公室关于印发《某市窗口服务评价办法》的通知\n某政办发〔2025〕77号\n各区人民政府，市政府各部门：\n\
    《某市窗口服务评价办法》已经市政府同意，现印发给你们，请认真执行。\n某市人民政府办公室\n2025年3月5日\n\
    某市窗口服务评价办法\n一、评价对象\n对各级政务服务窗口开展满意度评价。（责任单位：市政务服务局、市财政局）\n\
    二、奖励标准\n到2027年，好评率达到98%以上。对连续三年优秀的窗口给予不超过20万元琥珀奖励。（责任单位：市财政局）\n";

impl Stage {
    async fn press(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Tab after Tab until an element that fits has the focus.
    async fn tab_to(&self, css: &str) {
        for _ in 0..80 {
            if self.js(&format!("return document.activeElement.matches({})", json!(css))).await == Value::Bool(true) {
                return;
            }
            self.press(&Key::Tab.to_string()).await;
        }
        panic!("80 times Tab did not lead to {css}");
    }

    async fn focused(&self, css: &str) {
        self.until(&format!("document.activeElement.closest({})", json!(css))).await;
    }
}

async fn a_document_comes_and_goes(test: &str, width: u32) {
    let Some(stage) = Stage::open(test, width).await else { return };
    let files = tempfile::tempdir().unwrap();
    let (good, empty) = (files.path().join("窗口服务评价办法.txt"), files.path().join("空文件.txt"));
    std::fs::write(&good, NOTICE).unwrap();
    std::fs::write(&empty, "").unwrap();
    stage.go("/documents").await;
    stage.click("main a[href='/add']").await;
    stage.wait("#files").await;
    let input = stage.client.find(Locator::Css("#files")).await.unwrap();
    input.send_keys(&format!("{}\n{}", good.display(), empty.display())).await.unwrap();
    stage.click("main button[type=submit]").await;
    stage
        .until("document.querySelectorAll('main .document').length === 2 && document.querySelector('progress').hidden")
        .await;
    assert_eq!(stage.text("main .count-line").await, ["2 个文件：新入库 1 个，未能入库 1 个"]);
    let outcomes = stage.text("main .document h3 .tag").await;
    assert_eq!(outcomes, ["新入库", "未能入库"]);
    assert!(stage.text("main .document").await[1].contains("空文件.txt"));
    // Found at once, by its words.
    let address = "/search?q=琥珀奖励";
    stage.go(address).await;
    assert_eq!(stage.text(".count-line").await, ["1 条，按相关程度排列"]);
    assert_eq!(stage.text(".hit .words mark").await, ["琥珀奖励"]);
    stage.click(".hit .of-document a").await;
    stage.wait(".reading").await;
    assert_eq!(stage.text("h1").await, ["某市窗口服务评价办法"]);
    assert!(stage.text(".value.responsibilities").await.iter().any(|v| v.contains("市政务服务局")));
    // No is no; yes takes it out.
    stage.click(".about .actions button").await;
    stage.wait("dialog[open] .plain-button").await;
    stage.click("dialog[open] .plain-button").await;
    stage.until("!document.querySelector('dialog[open]')").await;
    stage.click(".about .actions button").await;
    stage.wait("dialog[open] .danger").await;
    stage.click("dialog[open] .danger").await;
    stage.until("location.pathname === '/documents' && document.querySelector('main .notice')").await;
    assert_eq!(stage.text("main .notice").await, ["已从库中移除：某市窗口服务评价办法"]);
    assert_eq!(stage.text("main li.document").await.len(), 5);
    stage.go(address).await;
    assert!(!stage.text("main").await[0].contains("给予不超过20万元"));
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_comes_and_goes_on_a_desk() {
    a_document_comes_and_goes("add_desk", 1280).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_comes_and_goes_on_a_phone() {
    a_document_comes_and_goes("add_phone", 390).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_by_keyboard() {
    let Some(stage) = Stage::open("keyboard", 1280).await else { return };
    let (down, enter, escape) = (Key::Down.to_string(), Key::Enter.to_string(), Key::Escape.to_string());
    // A body by its letters, chosen with the arrow.
    stage.go("/").await;
    stage.tab_to("#home-q").await;
    stage.press("应急局").await;
    stage.wait("#home-suggestions [role=option]").await;
    stage.press(&escape).await;
    stage.until("document.querySelector('#home-suggestions').hidden").await;
    stage.press(&down).await;
    stage.wait("#home-suggestions [role=option]").await;
    stage.press(&down).await;
    stage.until("document.activeElement.getAttribute('aria-activedescendant') === 'home-suggestions-0'").await;
    stage.press(&enter).await;
    stage.wait(".duty").await;
    // The second of its clauses, opened; a value lit and put out; back to the list.
    stage.press("j").await;
    stage.focused(".duty:first-child .clause-link").await;
    stage.press("j").await;
    stage.focused(".duty:nth-child(1) .clause-link").await;
    assert_eq!(stage.js("return document.activeElement.textContent").await, "8支持重点领域产业项目配套仓储建设");
    stage.press(&enter).await;
    stage.wait("article.clause").await;
    stage.focused("article.clause").await;
    stage.tab_to("article.clause .value").await;
    stage.press(&enter).await;
    stage.wait(".run.lit").await;
    assert_eq!(stage.text(".run.lit").await, ["市应急局"]);
    stage.press(&escape).await;
    stage.until("!document.querySelector('.run.lit') && !location.search").await;
    stage.press("k").await;
    let before = stage.js("return document.activeElement.id").await;
    stage.press("j").await;
    assert_ne!(stage.js("return document.activeElement.id").await, before);
    stage.client.back().await.unwrap();
    stage.until("document.querySelectorAll('.duty').length === 3").await;
    // Words from anywhere, results one by one, help.
    stage.press("/").await;
    stage.focused("#top-q").await;
    stage.press(&format!("算力券{enter}")).await;
    stage.wait(".hit").await;
    stage.press("j").await;
    stage.focused(".hit .clause-link").await;
    stage.press("?").await;
    stage.wait("dialog[open] .keys").await;
    stage.press(&escape).await;
    stage.until("!document.querySelector('dialog[open]')").await;
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unfolded_and_in_large_type() {
    let Some(stage) = Stage::open("unfolded", 1280).await else { return };
    let enter = Key::Enter.to_string();
    // The words of a long list unfold at once, and on paper nothing is folded.
    stage.go("/agencies/市经济信息化委").await;
    let folded = "document.querySelectorAll('.duty details:not([open])').length";
    assert_eq!(stage.js(&format!("return {folded}")).await, 52);
    stage.js("dispatchEvent(new Event('beforeprint'))").await;
    assert_eq!(stage.js(&format!("return {folded}")).await, 0);
    stage.js("dispatchEvent(new Event('afterprint'))").await;
    assert_eq!(stage.js(&format!("return {folded}")).await, 52);
    stage.tab_to(".agency .actions button").await;
    stage.press(&enter).await;
    assert_eq!(stage.js(&format!("return {folded}")).await, 0);
    // Larger type stays from page to page until it is switched off.
    stage.go("/citations").await;
    let size = stage.js("return getComputedStyle(document.documentElement).fontSize").await;
    stage.tab_to("#large-type").await;
    stage.press(&enter).await;
    stage.go("/documents").await;
    assert_ne!(stage.js("return getComputedStyle(document.documentElement).fontSize").await, size);
    stage.tab_to("#large-type").await;
    stage.press(&enter).await;
    assert_eq!(stage.js("return getComputedStyle(document.documentElement).fontSize").await, size);
    stage.close().await;
}

/// The words of axe-core, or a line that says why this test is skipped.
fn axe(test: &str) -> Option<String> {
    let found = std::env::var_os("TIAOKU_AXE").and_then(|file| std::fs::read_to_string(file).ok());
    if found.is_none() {
        skip(&format!("page_life::{test}: no axe-core (TIAOKU_AXE names no file)"));
    }
    found
}

/// What axe-core finds wrong with the page as it stands, one line each.
async fn wrong(stage: &Stage, axe: &str) -> Vec<String> {
    stage.client.execute(axe, Vec::new()).await.unwrap();
    let run = "const done = arguments[arguments.length - 1];
        axe.run({ resultTypes: ['violations'] }).then(
            (r) => done(r.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html}`))),
            (why) => done([`axe failed: ${why}`]))";
    serde_json::from_value(stage.client.execute_async(run, Vec::new()).await.unwrap()).unwrap()
}

async fn open_to_all(test: &str, width: u32) {
    let Some(axe) = axe(test) else { return };
    let Some(stage) = Stage::open(test, width).await else { return };
    for page in crate::browser::PAGES {
        stage.go(page).await;
        assert_eq!(wrong(&stage, &axe).await, [""; 0], "{page} at {width} px");
    }
    // States that no address leads to.
    stage.go("/documents/hufubanfa-2023-20").await;
    stage.js("document.querySelector('.value.targets').click()").await;
    assert_eq!(wrong(&stage, &axe).await, [""; 0], "a value lit at {width} px");
    stage.js("document.querySelector('.about .actions button').click()").await;
    assert_eq!(wrong(&stage, &axe).await, [""; 0], "the question before removing at {width} px");
    stage.go("/").await;
    stage.client.find(Locator::Css("#home-q")).await.unwrap().send_keys("市").await.unwrap();
    stage.wait("#home-suggestions [role=option]").await;
    assert_eq!(wrong(&stage, &axe).await, [""; 0], "suggestions at {width} px");
    stage.js("document.getElementById('show-keys').click()").await;
    assert_eq!(wrong(&stage, &axe).await, [""; 0], "help at {width} px");
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_to_all_on_a_desk() {
    open_to_all("open_to_all_on_a_desk", 1280).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_to_all_on_a_phone() {
    open_to_all("open_to_all_on_a_phone", 390).await;
}
