//! Bare counts 条目末尾的计数: a number that ends its item behind what it counts, whatever the verb.
//!
//! Officials name works by more verbs than a table holds (`清淤渠道1500公里`, `省级出让矿业权110宗`, `康巴什新区新增常住人口3万人`).
//! In: a number at the end of an item and the phrase before it. Out: whether it tells what is to be done, and the phrase
//! without where and by what means it is done. None: points, copies, lengths of what is there, what words of the past,
//! of conditions or of division hold.

use super::Comparator;
use super::target_noun::{Bond, Nouns};
use super::target_place::Around;
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
    "每",
    "各",
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
    "每",
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
    "以上",
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
        let closed = after.is_empty() || after.starts_with(['、', '）']);
        let part = text.get(around.part.start..mention.span.start).unwrap_or_default();
        let least = if part.opens("其中") || part.ends_with(phrase) && part.has('、') { 2 } else { 4 };
        let named = (least..=40).contains(&phrase.chars().count()) && !phrase.ends_with(HELD);
        // 本规划范围为市域16410平方公里; 总建筑面积 alone is how large a work is
        let is = phrase.find('为').is_some_and(|at| at > 0)
            || ["建筑面积", "用地面积", "占地面积"].iter().any(|w| phrase == *w || phrase == format!("总{w}"));
        let told = is
            || TELLS.iter().any(|w| phrase.opens(w) || part.trim_start().opens(w))
            || INSIDE.iter().any(|w| phrase.has(w));
        // 煤层气产量240亿立方米, 全年重点任务12项: what may have been, and how many there are
        let figure = ["量", "任务", "工作", "事项", "措施", "内容", "情况", "问题"].iter().any(|w| phrase.closes(w));
        let listed = around.sentence.of(text).has("包括");
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
        let Some((at, verb, noun)) = found.last() else { return phrase };
        let front = &phrase[..at];
        let led = by_means(front)
            || LEADS.iter().any(|w| front.has(w))
            || front.ends_with(['内', '中', '里', '间', '并', '、'])
            || front.bytes().any(|b| b.is_ascii_digit());
        let whose = if led { "" } else { front };
        if !led && !front.ends_with(PLACES) {
            return phrase;
        }
        bond.verbs.push(verb.to_owned());
        format!("{whose}{noun}")
    }
}

/// Whether words tell by what means something is done.
pub(super) fn by_means(words: &str) -> bool {
    ["方式", "途径", "渠道"].iter().any(|w| words.has(w))
}
