//! The page 网页 in a real browser: what a person types, clicks and sees.
//!
//! The real binary serves the corpus from a fresh data directory on a free port; Chromium is driven
//! through chromedriver. Where neither can be had the tests say so, count as skipped, and leave a line in
//! the file named by `TIAOKU_SKIPS`.

use fantoccini::{Client, ClientBuilder, Locator, key::Key};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The server, the driver and their directories.
pub(crate) struct Stage {
    pub(crate) client: Client,
    address: String,
    _server: Running,
    _driver: Running,
    _data: tempfile::TempDir,
    _profile: tempfile::TempDir,
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let dirs: Vec<_> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| dirs.iter().map(|d| d.join(name)).find(|p| p.is_file()))
}

/// Says that a test does not run here and why; `tests/run` counts the lines.
pub(crate) fn skip(line: &str) {
    println!("skipped: {line}");
    if let Some(file) = std::env::var_os("TIAOKU_SKIPS") {
        let mut file = std::fs::OpenOptions::new().append(true).create(true).open(file).unwrap();
        writeln!(file, "{line}").unwrap();
    }
}

/// Browser and driver, or a line that says why this test is skipped.
fn browser(test: &str) -> Option<(PathBuf, PathBuf)> {
    let found = on_path(&["chromium", "chromium-browser", "google-chrome"]).zip(on_path(&["chromedriver"]));
    if found.is_none() {
        skip(&format!("browser::{test}: no chromium and chromedriver on the path"));
    }
    found
}

/// Starts a command and reads its stdout until a line answers; the rest is read away behind.
fn started(mut command: Command, answer: impl Fn(&str) -> Option<String>) -> (Running, String) {
    let mut child = Running(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let found = lines.by_ref().map_while(Result::ok).find_map(|l| answer(&l));
    let found = found.unwrap_or_else(|| panic!("{command:?} ended without a word"));
    std::thread::spawn(move || lines.for_each(drop));
    (child, found)
}

impl Stage {
    pub(crate) async fn open(test: &str, width: u32) -> Option<Self> {
        let (chromium, chromedriver) = browser(test)?;
        let (data, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut serve = Command::new(env!("CARGO_BIN_EXE_tiaoku"));
        serve.arg("serve").arg(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"));
        serve.arg("--data").arg(data.path()).args(["--listen", "127.0.0.1:0"]);
        let (server, address) = started(serve, |l| l.trim().strip_suffix('/').map(str::to_owned));
        let mut drive = Command::new(chromedriver);
        drive.arg("--port=0");
        let (driver, port) = started(drive, |l| {
            let rest = l.split_once("started successfully on port ")?.1;
            Some(rest.chars().take_while(char::is_ascii_digit).collect())
        });
        let options = json!({
            "binary": chromium,
            "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--disable-dev-shm-usage", format!("--user-data-dir={}", profile.path().display())],
            "mobileEmulation": {"deviceMetrics": {"width": width, "height": 900, "pixelRatio": 1, "mobile": width < 600}},
        });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Some(Self { client, address, _server: server, _driver: driver, _data: data, _profile: profile })
    }

    pub(crate) async fn close(self) {
        self.client.close().await.unwrap();
    }

    /// Opens an address of the server and waits for its page.
    pub(crate) async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.address)).await.unwrap();
        self.wait("main h1").await;
    }

    pub(crate) async fn wait(&self, css: &str) {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        if found.is_err() {
            panic!("{css} never came; the page says: {}", self.text("main").await.join(" / "));
        }
    }

    pub(crate) async fn js(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// The words of all elements that a selector finds, white space drawn together.
    pub(crate) async fn text(&self, css: &str) -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll({})].map(e => e.textContent.replace(/\\s+/g, ' ').trim())",
            json!(css)
        );
        serde_json::from_value(self.js(&script).await).unwrap()
    }

    /// Waits until a script gives true.
    pub(crate) async fn until(&self, script: &str) {
        for _ in 0..300 {
            if self.js(&format!("return Boolean({script})")).await == Value::Bool(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("never came true: {script}");
    }

    pub(crate) async fn click(&self, css: &str) {
        self.client.find(Locator::Css(css)).await.unwrap().click().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn duties_of_a_body_from_a_few_letters() {
    let Some(stage) = Stage::open("duties", 1280).await else { return };
    stage.go("/").await;
    let input = stage.client.find(Locator::Css("#home-q")).await.unwrap();
    input.send_keys("应急局").await.unwrap();
    stage.wait("#home-suggestions [role=option]").await;
    let first = stage.text("#home-suggestions [role=option]").await.swap_remove(0);
    assert!(first.contains("上海市应急管理局（市应急局）") && first.contains("3 条，首列 1"), "{first}");
    input.send_keys(&Key::Down.to_string()).await.unwrap();
    input.send_keys(&Key::Enter.to_string()).await.unwrap();
    stage.wait(".duty").await;
    assert_eq!(stage.text("h1").await, ["上海市应急管理局"]);
    let headings = stage.text(".duty h3").await;
    assert_eq!(
        headings,
        [
            "二（三）第5项提高配套设施供给水平",
            "8支持重点领域产业项目配套仓储建设",
            "9明确重点产业链配套项目分类管理措施"
        ]
    );
    assert_eq!(stage.text(".duty .facts-lines dd strong").await, ["第6位（共7）", "首列（共5）", "第3位（共4）"]);
    let others = stage.text(".duty .facts-lines dd:nth-of-type(2)").await;
    assert_eq!(
        others,
        [
            "市经济信息化委（首列）、市发展改革委、市规划资源局、市生态环境局、市住房城乡建设管理委、各区政府",
            "市生态环境局、市住房城乡建设管理委、市经济信息化委、市规划资源局",
            "市经济信息化委（首列）、市生态环境局、市规划资源局"
        ]
    );
    let words = stage.text(".duty .words").await;
    assert!(words[0].contains("推广以分布式新能源加储能为主体的绿色微电网建设"), "{}", words[0]);
    assert!(words[1].contains("按照规划集中建设危化品仓库"), "{}", words[1]);
    assert!(words[2].contains("取得所在区支持后可实施"), "{}", words[2]);
    assert_eq!(stage.text(".duty mark").await, ["市应急局"; 3]);
    // The permanent link leads to the clause, the back button back to the list.
    stage.click(".duty .clause-link").await;
    stage.wait("article.clause").await;
    stage
        .until("document.querySelector(location.hash.replaceAll('~', '\\\\~')).getBoundingClientRect().top < 200")
        .await;
    assert_eq!(stage.js("return location.hash").await, "#hufubanfa-2023-20~2~3~nn-5");
    stage.client.back().await.unwrap();
    stage.until("document.querySelectorAll('.duty').length === 3").await;
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_falls_due_by_year() {
    let Some(stage) = Stage::open("due", 1280).await else { return };
    stage.go("/due?as_of=2026-11-20").await;
    let values = async |group: &str| stage.text(&format!("[id='{group}'] .targets-list strong")).await;
    let clauses = async |group: &str| stage.text(&format!("[id='{group}'] .due")).await;
    let y2025 = ["超过100家", "85%以上", "3—5家", "80万人", "20家", "每日新增200家", "2万套以上"];
    assert_eq!(sorted(values("2025-stated").await), sorted(y2025));
    assert!(clauses("2025-stated").await.iter().all(|c| c.contains("已过324天")));
    assert!(stage.text("[id='2025-stated'] h2").await[0].contains("时限已过"));
    let y2026 = ["60个左右", "5500家左右", "360家以上", "超过1万亿元", "5家", "20家"];
    assert_eq!(values("2026-stated").await, y2026);
    assert!(clauses("2026-stated").await.iter().all(|c| c.contains("还有41天")));
    let inherited = ["10条以上", "10个", "10个以上", "100%", "85%", "10个以上"];
    assert_eq!(values("2026-inherited").await, inherited);
    assert!(stage.text("[id='2026-inherited'] h2").await[0].contains("承上"));
    assert!(clauses("2026-inferred").await.iter().any(|c| c.contains("三年")), "三年 is computed");
    assert_eq!(clauses("2027-stated").await.len(), 12);
    assert_eq!(values("2027-stated").await.len(), 18);
    assert_eq!(clauses("2035-stated").await.len(), 1);
    let each = clauses("each-recurring").await;
    assert!(each.iter().any(|c| c.contains("高水平技能人才")) && each.iter().any(|c| c.contains("2000亩")), "{each:?}");
    let all = stage.text(".due").await.join(" ");
    assert!(!all.contains("首次突破"), "a condition is no target");
    // The words stand there, with the values marked, when the row comes into view.
    stage.js("document.getElementById('2026-stated').scrollIntoView()").await;
    stage.until("document.querySelector('[id=\"2026-stated\"] .quotes mark')").await;
    let marks = stage.text("[id='2026-stated'] .quotes mark").await;
    assert!(marks.iter().any(|m| m.contains("5500家左右")), "{marks:?}");
    stage.close().await;
}

fn sorted<S: Into<String>>(words: impl IntoIterator<Item = S>) -> Vec<String> {
    let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
    words.sort();
    words
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_and_values_light_up() {
    let Some(stage) = Stage::open("search", 1280).await else { return };
    stage.go("/").await;
    stage.client.find(Locator::Css("#home-q")).await.unwrap().send_keys("算力券").await.unwrap();
    stage.click(".home button[type=submit]").await;
    stage.wait(".hit").await;
    assert_eq!(stage.text(".hit h2").await, ["18加大创新产品政府采购及推广应用力度"]);
    assert_eq!(stage.text(".hit .words mark").await, ["算力券"]);
    stage.go("/search?q=没有这样的词语啊").await;
    assert!(stage.text(".empty").await[0].contains("没有找到"));
    // A bracket that opens in what is marked closes there; signs alone are no words.
    stage.go("/search?q=首台套").await;
    let marks = stage.text(".hit .words mark").await;
    assert!(marks.iter().any(|m| m == "首台（套）"), "{marks:?}");
    assert!(marks.iter().all(|m| m == "首台（套）" || m == "首台套"), "{marks:?}");
    stage.go("/search?q=((“").await;
    assert!(stage.text(".notice").await[0].contains("没有可以检索的字"));
    assert!(stage.text(".count-line").await[0].ends_with("按文件和条款顺序排列"));
    // One click puts a filter in, one takes it out.
    stage.go("/search?q=园区").await;
    let all = stage.text(".count-line").await;
    stage.click(".facet a").await;
    stage.wait(".filter").await;
    assert_ne!(stage.text(".count-line").await, all);
    stage.click(".filter").await;
    stage.until("!document.querySelector('.filter')").await;
    assert_eq!(stage.text(".count-line").await, all);
    // A value clicked lights its exact words, and the address keeps it.
    stage.go("/documents/hufubanfa-2023-20").await;
    stage.js("[...document.querySelectorAll('.value')].find(b => b.textContent.includes('5500家')).click()").await;
    assert_eq!(stage.text(".run.lit").await.concat(), "5500家左右");
    assert!(stage.text(".fact-detail").await[0].contains("原文明示"));
    stage.client.refresh().await.unwrap();
    stage.wait(".run.lit").await;
    assert_eq!(stage.text(".run.lit").await.concat(), "5500家左右");
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_opens_its_document() {
    let Some(stage) = Stage::open("number", 1280).await else { return };
    stage.go("/").await;
    stage.client.find(Locator::Css("#home-q")).await.unwrap().send_keys("沪府规[2021]9号").await.unwrap();
    stage.click(".home button[type=submit]").await;
    stage.wait(".doc-head").await;
    assert_eq!(stage.js("return location.pathname").await, "/documents/hufugui-2021-9");
    assert!(stage.text(".by-number").await[0].contains("沪府规[2021]9号"));
    // Its text can still be searched; back leads to where the question was asked, not into a circle.
    stage.click(".by-number a").await;
    stage.wait(".list-head").await;
    assert!(stage.text("main h1").await[0].contains("“沪府规[2021]9号”"));
    stage.client.back().await.unwrap();
    stage.wait(".doc-head").await;
    stage.client.back().await.unwrap();
    stage.wait(".home").await;
    // With a filter it stays a list; a number that is not here is said to be so.
    stage.go("/search?q=沪府规〔2021〕9号&kind=responsibilities").await;
    stage.wait(".hit").await;
    stage.go("/search?q=国发〔2020〕7号").await;
    assert!(stage.text(".notice").await[0].contains("未入库"));
    stage.close().await;
}

/// Addresses of every kind of page.
pub(crate) const PAGES: &[&str] = &[
    "/",
    "/search?q=园区",
    "/search?kind=amounts",
    "/search?q=首台套",
    "/search?q=((“",
    "/search?q=没有这样的词语啊",
    "/documents",
    "/documents/hufubanfa-2023-20",
    "/documents/hufubanfa-2023-20/source",
    "/documents/none-such",
    "/agencies",
    "/agencies/市经济信息化委",
    "/due?as_of=2026-11-20",
    "/due?as_of=2026-11-20&agency=市应急局",
    "/agencies/市应急局",
    "/agencies/区经委?position=1",
    "/tasks",
    "/tasks?document=hufubanfa-2023-20&as_of=2026-11-20",
    "/tasks?agency=没有这个单位",
    "/gaps",
    "/gaps?kind=never_first",
    "/citations",
    "/add",
    "/none-such",
];

async fn nothing_overflows(test: &str, width: u32) {
    let Some(stage) = Stage::open(test, width).await else { return };
    let ways = PAGES.iter().flat_map(|page| [(page, "大字关"), (page, "大字开")]);
    for (page, type_size) in ways {
        stage.go(page).await;
        stage.js(&format!("document.documentElement.classList.toggle('large-type', {})", type_size == "大字开")).await;
        let wide = stage
            .js("const w = innerWidth; return [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > w + 1)
                .filter(e => !e.closest('.scroll')).map(e => e.tagName + '.' + e.className)
                .concat(document.documentElement.scrollWidth > w ? ['page'] : [])")
            .await;
        assert_eq!(wide, json!([]), "{page} at {width} px, {type_size}");
    }
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_overflows_on_a_desk() {
    nothing_overflows("desk", 1280).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_overflows_on_a_phone() {
    nothing_overflows("phone", 390).await;
}
