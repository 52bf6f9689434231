//! 查职责 in a real browser: a body's page, the table of tasks, gaps, and a note on how a task stands.

use crate::browser::Stage;
use fantoccini::Locator;
use serde_json::json;

async fn a_body_and_its_tasks(test: &str, width: u32) {
    let Some(stage) = Stage::open(test, width).await else { return };
    stage.go("/agencies/市应急局").await;
    assert_eq!(stage.text("h1").await, ["上海市应急管理局"]);
    let standing = stage.text(".standing").await;
    assert!(standing[0].contains("省级（直辖市） · 上海市") && standing[0].contains("推定"), "{standing:?}");
    assert_eq!(stage.text(".toggles [aria-current]").await, ["全部 3"]);
    // One role at a time, and back.
    stage.js("[...document.querySelectorAll('.toggles a')].find(a => a.textContent === '首列 1').click()").await;
    stage.until("document.querySelectorAll('.duty').length === 1").await;
    assert_eq!(stage.text(".duty h3").await, ["8支持重点领域产业项目配套仓储建设"]);
    stage.js("[...document.querySelectorAll('.toggles a')].find(a => a.textContent === '全部 3').click()").await;
    stage.until("document.querySelectorAll('.duty').length === 3").await;
    // Who works with it: the table says all that the picture shows.
    stage.js("document.querySelector('.partners').open = true").await;
    let partners = stage.text(".partners-pair tbody tr").await;
    assert_eq!(partners.len(), 6, "{partners:?}");
    let drawn = stage.text(".fan text").await;
    assert_eq!(drawn.len(), partners.len());
    assert!(partners[0].starts_with("市生态环境局") || partners[0].starts_with("市经济信息化委"), "{partners:?}");
    // Its table of tasks.
    stage
        .js("[...document.querySelectorAll('.agency .actions a')].find(a => a.textContent === '任务分工表').click()")
        .await;
    stage.wait(".tasks tbody tr").await;
    assert_eq!(
        stage.text(".tasks tbody th").await,
        ["提高配套设施供给水平", "支持重点领域产业项目配套仓储建设", "明确重点产业链配套项目分类管理措施"]
    );
    let leads = stage.text(".tasks tbody tr td:nth-child(5)").await;
    assert_eq!(leads, ["市经济信息化委推定", "市应急局推定", "市经济信息化委推定"]);
    let links =
        stage.js("return [...document.querySelectorAll('a[download]')].map(a => new URL(a.href).pathname)").await;
    assert_eq!(links, json!(["/api/v1/export/xlsx", "/api/v1/export/csv", "/api/v1/export/jsonl"]));
    // Other columns: in the address, on the page and in the files.
    stage.js("document.querySelector('.columns').open = true").await;
    stage.js("document.querySelector('.columns').querySelectorAll('label').forEach(l => { l.control.checked = ['序号', '任务', '配合'].includes(l.textContent) })").await;
    stage.click(".columns button[type=submit]").await;
    stage.until("document.querySelectorAll('.tasks thead th').length === 3").await;
    assert_eq!(stage.text(".tasks thead th").await, ["序号", "任务", "配合"]);
    let file = stage.js("return new URL(document.querySelector('a[download]').href).searchParams.get('columns')").await;
    assert_eq!(file, json!("序号,任务,配合"));
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_and_its_tasks_on_a_desk() {
    a_body_and_its_tasks("tasks_desk", 1280).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_and_its_tasks_on_a_phone() {
    a_body_and_its_tasks("tasks_phone", 390).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_noted_and_the_note_stays() {
    let Some(stage) = Stage::open("track", 1280).await else { return };
    stage.go("/tasks?agency=市应急局").await;
    stage.click(".tasks .note").await;
    stage.wait("dialog.track[open] .quiet").await;
    stage.until("document.querySelector('dialog.track').textContent.includes('还没有登记过')").await;
    let type_in = async |css: &str, words: &str| {
        stage.client.find(Locator::Css(css)).await.unwrap().send_keys(words).await.unwrap();
    };
    stage.js("document.querySelector('#track-status').value = '办理中'").await;
    type_in("#track-author", "张某").await;
    type_in("#track-note", "已开工").await;
    type_in("#track-evidence", "https://example.org/1").await;
    stage.click("dialog.track[open] button[type=submit]").await;
    stage.until("document.querySelector('.tasks tbody tr td:last-child')?.textContent.includes('办理中')").await;
    stage.client.refresh().await.unwrap();
    stage.wait(".tasks .note").await;
    stage.click(".tasks .note").await;
    stage.wait("dialog.track[open] .history li").await;
    let history = stage.text("dialog.track[open] .history li").await;
    assert!(
        history[0].contains("办理中") && history[0].contains("张某") && history[0].contains("已开工"),
        "{history:?}"
    );
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gaps_are_seen() {
    let Some(stage) = Stage::open("gaps", 1280).await else { return };
    stage.go("/gaps").await;
    let kinds = stage.text(".overview tbody th").await;
    assert_eq!(kinds, ["有时限而没有责任单位", "没有责任单位", "没有时限", "没有可考核的数字", "从不列首位的单位"]);
    assert!(stage.text("#deadline_without_body h3").await.iter().any(|h| h.contains("产业特色进一步显现")));
    assert!(stage.text("#deadline_without_body mark").await.contains(&"到2025年".to_owned()));
    stage
        .js("[...document.querySelectorAll('.overview a')].find(a => a.textContent === '从不列首位的单位').click()")
        .await;
    stage.wait(".filter").await;
    assert_eq!(stage.text(".group h2").await.len(), 1);
    assert!(stage.text(".gap-bodies a").await.contains(&"上海市财政局".to_owned()));
    stage.close().await;
}
