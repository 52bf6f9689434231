//! Bare counts 条目末尾的计数: a number that ends its item behind what it counts, whatever the verb.
//!
//! Officials name works by more verbs than a table holds (`清淤渠道1500公里`, `省级出让矿业权110宗`, `康巴什新区新增常住人口3万人`).
//! In: a number at the end of an item and the phrase before it. Out: whether it tells what is to be done, and the phrase
//! without where and by what means it is done. None: points, copies, lengths of what is there, what words of the past,
//! of conditions or of division hold.

use super::Comparator;
use super::target_noun::{Bond, Nouns};
use super::target_place::Around;
use super::target_stack::goes_on_stacked;
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// Units of what is no work: points of a score, copies, stages, ages, ranks.
const NO_WORKS: &[&str] = &[
    "分", "份", "期", "岁", "周岁", "位", "次", "倍", "届", "级", "层", "度", "版", "章", "页", "元", "字", "方", "种",
];

/// What ends the words before a number that counts no work of its own.
const HELD: &[char] = &[
    '得', '扣', '奖', '限', '共', '为', '各', '至', '到', '于', '的', '第', '每', '按', '比', '等', '约', '占', '含',
    '由', '在', '是', '有', '过', '减', '满', '记', '计', '不', '未', '已', '前', '后', '内', '外', '中', '下', '达',
    '超', '和', '及', '与', '或', '差', '距', '隔',
];

/// What opens words that tell what is there, to whom something goes or what must be met.
const TELLS: &[&str] = &[
    "面向",
    "涉及",
    "现有",
    "共有",
    "已有",
    "原有",
    "目前",
    "根据",
    "按照",
    "依据",
    "参照",
    "距离",
    "全长",
    "全宽",
    "长度",
    "宽度",
    "高度",
    "深度",
    "占地",
    "符合",
    "持有",
    "具有",
    "具备",
    "属于",
    "年满",
    "凡",
    "如",
    "若",
    "不",
    "无",
    "未",
    "已",
    "响应",
    "参与",
    "有效",
    "取消",
    "收回",
    "下放",
    "保留",
    "剩余",
    "其余",
    "合计",
    "总计",
    "共计",
    "累计",
    "分为",
    "分成",
    "即",
    "指",
    "限",
    "经",
    "因",
    "从事",
    "拥有",
    "注册",
    "连续",
    "工作",
    "相当于",
    "低于",
    "高于",
    "收到",
    "申请",
    "申报",
    "照顾",
    "分别",
    "近三年",
    "近年",
    "去年",
    "上年",
    "存在",
    "发现",
    "查处",
    "办结",
    "实有",
    "辖",
    "下辖",
    "内设",
    "编制",
    "核定",
    "使用",
    "每个",
    "每家",
    "每户",
    "每人",
    "单个",
    "同一",
];

/// What stands in words that tell of the past, of a condition or of a rule.
const INSIDE: &[&str] = &[
    "已",
    "了",
    "曾",
    "未",
    "不得",
    "应当",
    "超过",
    "低于",
    "高于",
    "小于",
    "大于",
    "下放",
    "共发生",
    "符合",
    "条件",
    "其他",
    "上述",
    "以下",
];

impl Nouns {
    /// Whether a number that ends its item tells how much of a work is to be done.
    pub(super) fn ends_item(&self, text: &str, around: &Around, mention: &Mention, phrase: &str) -> bool {
        let unit = mention.unit.as_deref().unwrap_or_default();
        let counts = mention.kind == MentionKind::Quantity
            && !NO_WORKS.contains(&unit)
            && !matches!(mention.comparator, Comparator::Le | Comparator::Lt)
            && mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let after = text.get(mention.span.end..around.part.end).unwrap_or_default();
        let closed = after.is_empty() || after.starts_with(['、', '）']) || goes_on_stacked(after);
        let part = text.get(around.part.start..mention.span.start).unwrap_or_default();
        // 其中：小麦30万亩、玉米20万亩: an item of a list in one unit
        let goes_on = lists_on(after, unit);
        let listed = part.opens("其中") || goes_on || part.ends_with(phrase) && part.has('、');
        let least = if listed { 2 } else { 3 };
        let named = (least..=40).contains(&phrase.chars().count()) && !phrase.ends_with(HELD);
        // 本规划范围为市域16410平方公里; 总建筑面积 alone is how large a work is
        let is = phrase.find('为').is_some_and(|at| at > 0)
            || ["建筑面积", "用地面积", "占地面积"].iter().any(|w| phrase == *w || phrase == format!("总{w}"));
        let told = is
            || TELLS.iter().any(|w| phrase.opens(w) || part.trim_start().opens(w))
            || INSIDE.iter().any(|w| phrase.has(w));
        // 煤层气产量240亿立方米, 全年重点任务12项: what may have been, and how many there are
        let figure = ["量", "任务", "工作", "事项", "措施", "内容", "情况", "问题"].iter().any(|w| phrase.closes(w));
        // 受灾人口包括：甲县339人: parts of no whole that is to be reached
        let sentence = around.sentence.of(text);
        let counted = |front: &str| front.bytes().any(|b| b.is_ascii_digit());
        let listed = sentence.halves("包括").is_some_and(|(front, _)| !counted(front));
        counts && closed && named && !told && !figure && !listed
    }

    /// 停车位 of 通过补建等方式新增停车位, 新区常住人口 of 新区新增常住人口: a phrase without means and verb, which is noted.
    pub(super) fn without_means(&self, phrase: String, bond: &mut Bond) -> String {
        const LEADS: &[&str] =
            &["在", "通过", "为", "对", "向", "由", "从", "以", "利用", "依托", "采取", "帮助", "组织", "围绕"];
        const PLACES: &[char] = &[
            '省', '市', '区', '县', '镇', '乡', '村', '州', '旗', '盟', '园', '港', '岛', '局', '院', '校', '段', '场',
        ];
        let found = phrase.char_indices().skip(2).filter_map(|(at, _)| {
            let verb = self.verb_that_opens(&phrase[at..])?;
            let noun = &phrase[at + verb.len()..];
            (noun.chars().count() >= 2 && !noun.starts_with(['的', '、', '和'])).then_some((at, verb, noun))
        });
        let Some((at, verb, noun)) = found.last() else { return phrase.trim_start_matches("包括").to_owned() };
        let front = &phrase[..at];
        let led = by_means(front)
            || LEADS.iter().any(|w| front.has(w))
            || front.ends_with(['内', '中', '里', '间', '并', '、'])
            || front.bytes().any(|b| b.is_ascii_digit());
        const BODIES: &[&str] = &["企业", "部门", "单位", "机构", "公司", "银行", "商会", "协会"];
        let who = BODIES.iter().any(|w| front.closes(w));
        let whose = if led || who { "" } else { front };
        if !led && !who && !front.ends_with(PLACES) {
            return phrase;
        }
        bond.verbs.push(verb.to_owned());
        format!("{whose}{noun}")
    }
}

/// 发掘 of 发掘50个标杆项目: two characters that open an item right before its number are its verb, be they known or not.
pub(super) fn unknown_verb<'t>(mention: &Mention, text: &str, before: &'t str, list: &str) -> Option<&'t str> {
    const THINGS: &[&str] = &[
        "个", "家", "名", "处", "座", "所", "户", "条", "套", "台", "辆", "项", "宗", "亩", "公里", "人次", "场", "件",
        "部",
    ];
    const NO_VERBS: &[&str] = &[
        "涉及", "覆盖", "围绕", "聚焦", "明确", "细化", "归口", "确保", "面向", "分为", "包括", "涵盖", "保留", "现有",
        "共有", "拥有", "依托", "针对", "超过", "不足", "其中", "以及", "包含", "属于", "具有", "相当", "位居", "排名",
        "全市", "全省", "全县", "全区", "各地", "每个", "至少", "最多", "建有", "设有", "已有", "内设", "下设", "符合",
        "具备", "满足", "截至", "约有", "近年", "上述", "以上", "下列", "按照", "根据", "选择", "抓好", "抓住", "做好",
        "突出", "紧扣", "坚持", "把握", "发挥", "统筹", "协调", "加快", "遵循", "守住", "牢守", "奖励", "给予", "补助",
        "资助", "补贴", "处罚", "扣除", "同时", "分别", "合计", "共计", "累计", "目前", "全国", "农村", "城市", "城镇",
        "全年", "任意", "任何", "随机", "连续", "另外", "剩余", "其他", "其余", "当年", "对于", "关于", "由于", "需要",
        "可以", "应当", "不得", "以下", "所有", "全部", "各有", "各设", "辖区", "属地", "本市", "本省", "本县", "本区",
        "近期", "首批", "取消", "下放", "收回", "获得", "荣获", "通过", "位于",
    ];
    const DIVIDES: &[&str] = &[
        "方面", "领域", "环节", "指标", "任务", "事项", "阶段", "部分", "条件", "原则", "层级", "类别", "内容", "措施",
        "问题", "要素", "工作",
    ];
    let unit = mention.unit.as_deref().unwrap_or_default();
    let counts = mention.kind == MentionKind::Quantity
        && THINGS.contains(&unit)
        && mention.core.of(text).starts_with(|c: char| c.is_ascii_digit())
        && !matches!(mention.comparator, Comparator::Le | Comparator::Lt);
    let verb = before.trim();
    let word = verb.chars().count() == 2
        && verb.chars().all(char::is_alphabetic)
        && !verb.contains(['每', '各', '第', '的'])
        && !NO_VERBS.contains(&verb);
    let named = (3..=24).contains(&list.chars().count())
        && !list.contains(['的', '，', '为', '是'])
        && !DIVIDES.iter().any(|w| list.closes(w));
    (counts && word && named).then_some(verb)
}

/// Whether a list goes on behind a number with another one in its unit: 、玉米20万亩 behind 小麦30万亩.
pub(super) fn lists_on(after: &str, unit: &str) -> bool {
    let Some(rest) = after.strip_prefix('、') else { return false };
    let number = rest.find(|c: char| c.is_ascii_digit()).map_or("", |at| &rest[at..]);
    let next = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '亿'));
    !unit.is_empty() && next.opens(unit)
}

/// Whether words tell by what means something is done.
pub(super) fn by_means(words: &str) -> bool {
    ["方式", "途径", "渠道"].iter().any(|w| words.has(w))
}
