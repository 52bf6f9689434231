//! Words inside nouns 名词中的动词和副词: verbs and adverbs that belong to the noun they begin or end.
//!
//! In: a word that could be taken off a phrase and what stands beside it. Out: whether it is part of a noun (土地供应,
//! 再生材料, 建设用地) and stays.

use crate::text::Seek;

/// 土地供应, 行政许可: a filler that is the end of a noun.
pub(super) fn ends_noun(rest: &str) -> bool {
    const NOUNS: &[&str] =
        &["供应", "响应", "对应", "效应", "适应", "反应", "感应", "许可", "认可", "首都", "成都", "成就"];
    NOUNS.iter().any(|n| rest.closes(n))
}

/// 再生材料, 和美乡村, 共享单车: an adverb that is the beginning of a noun.
pub(super) fn begins_noun(word: &str, rest: &str) -> bool {
    const NOUNS: &[&str] = &[
        "再生",
        "再造",
        "再就业",
        "再贷款",
        "再担保",
        "再制造",
        "和美",
        "和谐",
        "共享",
        "共建",
        "共有",
        "共同",
        "并网",
        "还田",
        "还林",
        "还草",
        "使用",
        "集中供",
        "组织化",
        "公开率",
        "分级诊疗",
        "累计数",
        "基本医",
        "基本养",
        "基本公",
        "基本农",
        "基本药",
        "基本殡",
        "基本草",
        "基本口",
        "基本生活",
        "基本单",
        "基本保",
    ];
    let front = rest.as_bytes().get(..word.len() + 3).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or(rest);
    NOUNS.iter().any(|n| (n.starts_with(word) || front.opens(n)) && rest.opens(n))
}

/// 新增或更新的车辆; 转移就业, where 就业 alone would not tell: a verb that does not part from what follows.
pub(super) fn goes_with(verb: &str, rest: &str) -> bool {
    let attribute = || rest.starts_with('或') && rest.chars().take(6).any(|c| c == '的');
    attribute()
        || rest == "就业" && verb == "转移"
        || rest == "面积" && verb == "新开工"
        || rest == "林" && verb == "新造"
}

/// 培育规模以上企业, 改造标准化菜市场, 培训业务骨干: what begins as the end of such a noun does, and is what the verb is done to.
const OBJECTS: &[&str] = &[
    "规模以上",
    "规模化",
    "规模企业",
    "规模养殖",
    "总部",
    "总装",
    "总建筑面积",
    "业务",
    "业态",
    "业主",
    "区级",
    "区域",
    "区属",
    "商业",
    "商圈",
    "商铺",
    "商贸",
    "标准化",
    "标准厂房",
    "标准地",
    "工程技术",
    "工程研究",
    "工程实验",
    "中心城区",
    "中心村",
    "中心镇",
    "中心小学",
    "中心卫生院",
    "中心幼儿园",
    "企业技术中心",
    "企业研发",
    "量子",
    "链主",
];

/// 建设用地, 培训机构: a verb that is the beginning of a noun.
pub(super) fn nominal(verb: &str, rest: &str) -> bool {
    // 安置房, 培训班: one character behind a verb makes a noun of both
    let mut behind = rest.chars();
    if verb.chars().count() >= 2 && behind.next().is_some_and(char::is_alphabetic) && behind.next().is_none() {
        return true;
    }
    if OBJECTS.iter().any(|w| rest.opens(w)) {
        return false;
    }
    // 开发比例不超过50%: how much of it is done
    let parted = ["比例", "占比", "比重", "幅度", "强度"].iter().any(|w| rest.opens(w));
    if parted && !["达到", "实现", "保持", "提高", "降低", "突破", "完成"].contains(&verb) {
        return true;
    }
    // 新上高耗能项目的非化石能源消费比例: which projects
    if verb == "新上" && rest.halves("项目").is_some_and(|(_, whose)| whose.chars().count() >= 4) {
        return true;
    }
    // 完成改造任务的40%
    if goes_with(verb, rest) || rest.opens("任务") && !["完成", "落实", "达成"].contains(&verb) {
        return true;
    }
    let nouns: &[&str] = match verb {
        "建设" => &["用地", "工程", "项目", "规模", "面积", "单位", "周期", "工期", "投资"],
        "培训" | "服务" | "投资" | "治理" | "发展" | "推广" | "孵化" => &[
            "机构", "平台", "中心", "业", "面积", "规模", "总额", "额", "率", "人次", "基地", "能力", "器", "强度",
            "贸易", "完成", "站", "网点", "窗口", "驿站", "团队", "队", "员", "热线", "产品", "设施", "场所", "阵地",
            "体系",
        ],
        "供应" | "开发" | "出让" | "种植" | "更新" | "覆盖" | "上市" | "转化" | "改造" | "申报" | "储备" | "开放" => {
            &[
                "链", "商", "区", "面积", "率", "企业", "公司", "年", "量", "业", "标准", "型", "名额", "条件", "期限",
                "材料", "培育", "后备", "辅导",
            ]
        }
        "保护" => &["区", "地", "面积", "率", "费", "单位", "名录", "范围", "对象", "站", "工程", "小区", "规划"],
        "建成" => &["区", "率", "量", "面积", "总", "数量", "里程", "规模"],
        "减排" => &["量", "目标", "任务", "项目", "工程", "措施", "潜力", "降碳", "增效", "率"],
        "签约" => &["率", "金额", "额", "服务", "人数"],
        "招聘" => &["会", "活动", "岗位"],
        "突破" | "实现" | "达到" | "达" => &[],
        "建" => &["筑", "材", "制", "养", "档"],
        "推动" => &["力"],
        // 集聚发展示范区: what kind of zone
        "集聚" => &["发展", "区", "度"],
        "增加" => &["值", "率", "量", "面积", "人数", "总量", "数量"],
        // 削减比例较2010年不低于10%
        "削减" | "压减" | "消减" | "缩减" => &["比例", "幅度", "率", "量", "目标", "任务"],
        // 拆除重建的更新类项目: which they are
        "拆除" => &["重建", "量", "面积", "工程", "率", "任务"],
        "营造" => &["林"],
        _ => &["率", "量", "面积", "总", "人数", "总量", "规模", "数量", "名额", "期限", "条件", "资金", "对象"],
    };
    // 配建达标率: a rate of what is done
    const RATES: &[&str] = &["达标率", "合格率", "完成率", "覆盖率", "完好率", "及时率", "规范率"];
    nouns.iter().any(|n| rest.opens(n)) || RATES.contains(&rest) && verb.chars().count() >= 2
}
