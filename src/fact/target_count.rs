//! Counts 计数指标: a verb before the number, the phrase behind it.
//!
//! In: a number with the words around it (`新增5个具有辨识度的产业地标`, `5家千亿级、20家百亿级园区`). Out: the phrase
//! behind it and the verb that makes it, which may stand with the first item of a list or in a part before.

use super::Comparator;
use super::around::whole_place;
use super::target_behind::{before_next_deed, of_its_size, of_some, phrase_behind, sized_before, within_bracket};
use super::target_carry::{each_before, first_value, is_aspect};
use super::target_noun::Bond;
use super::target_often::held;
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, item_start, list_tail};
use super::target_rank::tells_rate;
use super::target_size::is_size;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// What is counted by a number behind which it is said to be finished: 示范社区 of 示范社区全面建成.
pub(super) fn finished(list: &str) -> Option<&str> {
    const DONE: &[&str] = &[
        "建成投入使用",
        "建成投用",
        "建成投产",
        "建成通车",
        "竣工投产",
        "竣工验收",
        "投入使用",
        "投入运营",
        "建成",
        "完工",
        "竣工",
        "投产",
        "投用",
        "开工建设",
        "开工",
        "通车",
        "达产",
        "开业运营",
        "得以淘汰",
        "得以逐步淘汰",
        "逐步淘汰",
        "全部淘汰",
        "建成运营",
    ];
    let rest = DONE.iter().find_map(|w| list.strip_suffix(w))?.trim_start_matches('的');
    // 6万平方米主力店年内完工: nor is when it is done part of the name
    const HOW: &[&str] = &["全面", "全部", "基本", "顺利", "陆续", "同步", "实现", "年内", "年底前", "如期", "按期"];
    let rest = HOW.iter().fold(rest, |r, w| r.without_end(w));
    (rest.chars().count() >= 2 && !rest.contains(['的', '，', '（'])).then_some(rest)
}

/// 完成21万平方米的中央公园建设: how much of a deed is done.
pub(super) fn carried_through(mention: &Mention, before: &str, after: &str) -> bool {
    const DEEDS: &[&str] =
        &["建设", "改造", "整治", "治理", "修复", "绿化", "装修", "安置", "修缮", "维修", "更新", "任务", "铺设"];
    let counted = mention.kind == MentionKind::Quantity && before.trim_end().closes("完成");
    counted && DEEDS.iter().any(|w| after.closes(w))
}

/// 新建小区每百户托幼用房 of 新建小区按每百户10—15平方米配套建设托幼用房: how much there must be for so many.
pub(super) fn for_each_head(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const SETS: &[&str] = &["配套建设", "规划建设", "建设", "设置", "配建", "配备", "配置", "配套", "安排"];
    const HEADS: &[&str] = &["百户", "千户", "千人", "万人", "户", "人", "名老年人", "千名老年人", "百名老年人"];
    let before = text.get(around.part.start..mention.span.start)?;
    // 每百户按不少于20平方米配建用房: the mark behind the heads
    let (front, behind) = (before.without_end("不少于").without_end("不低于"), before.rsplit_once('每'));
    let marked = front.strip_suffix("按").or_else(|| front.strip_suffix("按照"));
    let marked = marked.zip(behind).and_then(|(front, (whose, _))| Some((whose, front.rsplit_once('每')?.1)));
    let (whose, each) = before.rsplit_once("按每").or_else(|| before.rsplit_once("按照每")).or(marked)?;
    let after = text.get(mention.span.end..around.part.end)?;
    let rest = after.strip_prefix("的标准").unwrap_or(after);
    let what = SETS.iter().find_map(|w| rest.strip_prefix(w))?;
    let plain = |w: &str| w.chars().all(char::is_alphabetic);
    // 按照每千名常住人口不少于1名的标准配备矫正工作者
    let each = ["不少于", "不低于"].iter().fold(each, |w, bound| w.without_end(bound));
    let people = ["人口", "学生", "职工", "居民", "老年人", "儿童"].iter().any(|w| each.closes(w))
        && each.contains(['百', '千', '万']);
    let heads = HEADS.contains(&each) || people && (3..=10).contains(&each.chars().count());
    let named = (2..=20).contains(&what.chars().count()) && plain(what) && plain(whose) && heads;
    (named && mention.kind == MentionKind::Quantity).then(|| Found {
        indicator: format!("{whose}每{each}{what}"),
        quote: Span::new(around.part.start, mention.span.end + after.len()),
        bond: Bond::default(),
        rule: "target/allowance",
    })
}

/// 提供超3亿千瓦的公共充电容量: how much is provided of what is measured.
pub(super) fn provided(mention: &Mention, before: &str, after: &str) -> bool {
    const VERBS: &[&str] = &["提供", "形成", "满足", "具备", "新增", "释放", "建成"];
    const MEASURES: &[&str] = &["容量", "能力", "产能", "需求", "储能规模", "装机规模"];
    let before = before.trim_end_matches(['超', '约', '近', '过', '逾']);
    // 满足8000万辆电动汽车充电需求
    let needs = before.trim_end().closes("满足") && after.closes("需求");
    // 提供1000Mbps以上接入能力
    let bits = mention.unit.as_deref().is_some_and(|u| u.ends_with("bps") || u.closes("比特/秒"));
    let after = after.split_once('）').filter(|_| bits && after.starts_with('（')).map_or(after, |x| x.1);
    let after = if bits { after.trim_start_matches("以上") } else { after };
    let needs = needs || bits && (after.closes("能力") || after.closes("服务"));
    mention.kind == MentionKind::Quantity
        && VERBS.iter().any(|w| before.trim_end().closes(w))
        && after
            .strip_prefix('的')
            .or(needs.then_some(after))
            .is_some_and(|what| MEASURES.iter().any(|w| what.closes(w)) && (4..=20).contains(&what.chars().count()))
}

/// 空调 of 形成年产50万台空调、100万台冰箱的生产能力: what can be made; none inside where the number says how large a work
/// is (年产10万吨生产线).
pub(super) fn capacity(text: &str, mention: &Mention, around: &Around) -> Option<Option<Found>> {
    let head = text.get(around.part.start..mention.span.start)?;
    let at = head.last_place("年产").filter(|_| mention.kind == MentionKind::Quantity)?;
    // Right behind it, or behind other counts of its list
    let listed = head[at + "年产".len()..].trim_end_matches('、');
    if !listed.is_empty() && !listed.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let after = text.get(mention.span.end..around.part.end).filter(|rest| rest.chars().count() >= 2)?;
    let list = list_tail(after);
    let made = list.strip_suffix("能力").and_then(|w| Some(w.rsplit_once('的')?.0)).unwrap_or(list);
    let plain = (2..=16).contains(&made.chars().count()) && made.chars().all(char::is_alphabetic);
    Some((after.closes("能力") && plain).then(|| Found {
        indicator: made.to_owned(),
        quote: Span::new(around.part.start + at, mention.span.end + list.len()),
        bond: Bond::default(),
        rule: "target/count",
    }))
}

/// 一等奖 of 设一等奖1名、二等奖2名: how many prizes there are, a standing rule.
pub(super) fn prize(text: &str, mention: &Mention, around: &Around, noun: &str) -> Option<Found> {
    const SETS: &[&str] = &["设立", "设置", "分设", "分别设", "设"];
    let unit = mention.unit.as_deref()?;
    let head = text.get(around.part.start..mention.span.start)?;
    let set = SETS.iter().filter_map(|w| head.place(w).map(|at| &head[at + w.len()..])).min_by_key(|r| r.len())?;
    let noun = SETS.iter().find_map(|w| noun.strip_prefix(w)).unwrap_or(noun);
    let name = noun.rsplit(['、', '，']).next().unwrap_or(noun);
    let named = ["等奖", "金奖", "银奖", "铜奖", "特别奖", "优秀奖", "提名奖"].iter().any(|w| name.closes(w));
    let counts = ["名", "个", "项", "人", "家"].contains(&unit) && mention.kind == MentionKind::Quantity;
    let beside = head.closes(name) && name.chars().count() <= 10;
    (named && counts && beside && set.has(name)).then(|| Found {
        indicator: name.to_owned(),
        quote: Span::new(mention.span.start - name.len(), mention.span.end),
        bond: Bond::default(),
        rule: "target/allowance",
    })
}

/// Where what is counted may be.
const PLACES: &[&str] = &[
    "市区",
    "市中心",
    "城区",
    "主城区",
    "中心城区",
    "建成区",
    "农村",
    "城镇",
    "县城",
    "城乡",
    "贫困地区",
    "山区",
    "郊区",
];

/// Whether what stands behind a number is not counted as a result: 涉及34个牵头单位, 80吨污泥处置项目.
fn counts_none(mention: &Mention, after: &str, list: &str) -> bool {
    const NAMED: &[&str] = &["牵头单位", "责任单位", "配合单位", "成员单位", "责任部门"];
    // 八类刑事案件破案率达到85%, 12个山区县提高到每座300元: what is told of them
    let rated = tells_rate(after);
    let mut moved = ["提高到", "增加到", "达到"].iter().filter_map(|w| list.halves(w));
    let told = rated || moved.any(|(_, rest)| rest.starts_with('每'));
    // How large a work is
    let sized = mention.unit.as_deref() == Some("吨") && ["项目", "工程"].iter().any(|w| list.closes(w));
    // 20条产业链产值年均增长12%: of how many it is told
    let grows = ["年均增长", "增长", "提高", "下降"].iter().filter_map(|w| list.halves(w));
    let grows =
        grows.into_iter().any(|(noun, by)| noun.chars().count() >= 3 && by.starts_with(|c: char| c.is_ascii_digit()));
    // 10万人口脱贫是十件实事之一: what it is
    let is = list.has("是") && list.closes("之一");
    is || grows || is_ranked(list) || told || sized || NAMED.iter().any(|w| list.closes(w))
}

/// 20个村达到示范标准, 100个事项实现“一网通办”: what so many of them are to come to.
fn comes_true(mention: &Mention, list: &str) -> bool {
    const THINGS: &[&str] = &["个", "项", "家", "所", "座", "条", "处", "名"];
    let things = THINGS.contains(&mention.unit.as_deref().unwrap_or_default());
    let come = ["实现", "建成", "创成", "创建成"].iter().filter_map(|w| list.halves(w));
    let mut named = come.filter(|(noun, what)| {
        (2..=16).contains(&noun.chars().count())
            && noun.chars().all(char::is_alphabetic)
            && what.chars().count() >= 2
            && !what.contains(|c: char| c.is_ascii_digit())
            && !what.starts_with(['的', '了'])
    });
    mention.unit.is_some() && list.has("达到") || things && named.next().is_some()
}

/// 全国168个重点城市后20名: of how many one is.
fn is_ranked(list: &str) -> bool {
    list.rfind(['前', '后']).is_some_and(|at| {
        let rank = list[at..].trim_start_matches(['前', '后']);
        rank.starts_with(|c: char| c.is_ascii_digit()) && rank.ends_with(['名', '位'])
    })
}

impl Phrases {
    /// 新增5个产业地标: a verb before the number, the phrase behind it; none inside where it is no count of results.
    pub(super) fn counted(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        before: &str,
        bond: &Bond,
    ) -> Option<Option<Found>> {
        let start = item_start(text, around.part.start, mention.span.start);
        let after = text.get(mention.span.end..around.part.end)?;
        // 新增5个具有辨识度的产业地标: the verb stands right before, the phrase behind the number.
        let (whole, list) = phrase_behind(text, mention, after);
        if self.is_speed(before) {
            return None;
        }
        let list = before_next_deed(within_bracket(list));
        let list = sized_before(text, around, list).unwrap_or(list);
        // 人工智能领域490家专精特新企业 behind 培育50家智能企业: in which field they are
        let field = before.trim().closes("领域") && before.chars().count() <= 14 && list.chars().count() >= 3;
        let before = if field && self.carried_verb(text, around).is_some() { "" } else { before };
        let carried =
            (before.is_empty() && start == around.part.start).then(|| self.carried_verb(text, around)).flatten();
        let head = text.get(around.part.start..mention.span.start)?;
        // 争取将60座社区公园纳入市级公园名录
        let put = list.place("纳入").filter(|at| *at > 0 && before.closes("将") && !list[..*at].closes("全部"));
        let list = put.map_or(list, |at| &list[..at]);
        let before = self.over_note(before);
        let verb = self.verb_before(text, mention, around, (head, before, list), carried);
        let verb = verb.or(put.map(|_| "将"));
        let broken = self.breaks_through(text, mention, before, list);
        let verb = verb
            .or(broken.then_some("突破"))
            .or(provided(mention, before, after).then_some("提供"))
            .or_else(|| self.nouns.unknown_verb(mention, text, before, list));
        let item = before.trim_end().is_empty() && start > around.part.start;
        let digits = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let apart = || digits.then(|| self.named_apart(mention, before, list, start)).flatten();
        let found = || self.finished(text, mention, after, before, list).or_else(apart);
        if let Some(found) = verb.is_none().then(found).flatten() {
            return Some(Some(found));
        }
        // 落实131服务, 改造626小河: digits alone before a noun are part of its name.
        let bare = mention.kind == MentionKind::Number && mention.core.of(text).bytes().all(|b| b.is_ascii_digit());
        let counts = matches!(mention.kind, MentionKind::Quantity | MentionKind::Number)
            && !is_size(mention, after, list)
            && !(bare && mention.comparator == Comparator::Eq);
        if counts
            && !list.is_empty()
            // 26县居民收入与全省平均之比达到0.75: a name of places
            && (verb.is_some() || item || before.is_empty() && comes_true(mention, list))
            && !list.starts_with("台阶")
        {
            // 建成1所甲，6所乙和10所丙: the verb of the part before holds in a list too.
            let verb = verb
                .or_else(|| self.leading_verb(head, item))
                .or_else(|| (item && !list.has("分别")).then(|| self.carried_verb(text, around)).flatten());
            // 抓好三支队伍建设: what one takes care of, and no result
            if !digits && (carried.is_some() || verb.is_some_and(|v| ["抓好", "抓实", "做好", "落实"].contains(&v)))
            {
                return Some(None);
            }
            if (verb.is_none() && !comes_true(mention, list)) || (is_aspect(list) && !digits) {
                return Some(None);
            }
            return Some(self.told_behind(mention, (start, head, before), (whole, list, after), (verb, broken), bond));
        }
        None
    }

    /// The words before a number without a note on its verb: 新种 of 新种（补种）2500株行道树.
    fn over_note<'t>(&self, before: &'t str) -> &'t str {
        let noted = before.strip_suffix('）').and_then(|b| b.rsplit_once('（'));
        let noted = noted.filter(|(front, note)| note.chars().count() <= 4 && self.nouns.verb_at_end(front).is_some());
        noted.map_or(before, |(front, _)| front)
    }

    /// The phrase of a count whose verb is known: its noun from the words `whole` of its item behind it, of which `list`
    /// names what is counted; none where nothing is.
    fn told_behind(
        &self,
        mention: &Mention,
        (start, head, before): (usize, &str, &str),
        (whole, list, after): (&str, &str, &str),
        (verb, broken): (Option<&str>, bool),
        bond: &Bond,
    ) -> Option<Found> {
        let list = of_its_size(mention, list);
        let (mut opened, mut bond) = (Bond::default(), bond.clone());
        self.nouns.open(head, &mut opened, true);
        bond.verbs.extend(verb.map(str::to_owned).into_iter().chain(opened.verbs));
        bond.reach.clear();
        let exact = broken && mention.comparator == Comparator::Gt;
        bond.comparator = exact.then_some(Comparator::Eq).or(bond.comparator);
        if counts_none(mention, after, list) {
            return None;
        }
        // 每班配备2名教师和1名保育员: of each one the second too
        let first = || head.get(..first_value(head)?).filter(|_| head.len() > before.len() && before.trim().is_empty());
        let each = each_before(before, verb).or_else(|| each_before(first()?, verb)).unwrap_or_default();
        // 5家年收入过百亿元、2家年收入达50亿元的企业: what both are stands behind the last.
        let rest = whole.strip_prefix(list).filter(|_| list.ends_with('元')).unwrap_or_default();
        let shared = rest.halves("元的").map_or(String::new(), |(_, noun)| format!("的{noun}"));
        let shared = of_some(whole, list).map_or(shared, str::to_owned);
        // 淘汰落后17台煤电机组: which they are stands before the number.
        let which = if verb.is_some_and(|v| v.closes("淘汰落后")) { "落后" } else { "" };
        Some(Found {
            indicator: format!("{each}{which}{}{shared}", self.nouns.behind(list)),
            quote: Span::new(start, mention.span.end + after.find(list).map_or(0, |i| i + list.len())),
            bond,
            rule: "target/count",
        })
    }

    /// 家庭带宽实现100Mbps以上灵活选择: what is so fast stands before the number.
    fn is_speed(&self, before: &str) -> bool {
        let noun = self.nouns.reach(before, &mut Bond::default());
        ["带宽", "速率", "网速"].iter().any(|w| noun.closes(w))
    }

    /// 全县新增300户（累计900户）民宿: the sum of all in the bracket, of what stands behind it.
    pub(super) fn sum_in_bracket(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let head = text.get(around.part.start..mention.span.start)?;
        let (front, inside) = head.rsplit_once('（')?;
        let summed = ["累计", "总数", "总计", "共"].iter().any(|w| inside.opens(w)) && !inside.contains(['、', '，']);
        let number = front.find(|c: char| c.is_ascii_digit()).filter(|_| summed)?;
        let place = front[..number].strip_suffix(self.nouns.verb_at_end(&front[..number])?)?;
        let alone = place.is_empty() || whole_place(place).is_some_and(|whole| whole.len() == place.len());
        let rest = text.get(mention.span.end..)?.strip_prefix('）').filter(|_| alone)?;
        let list = list_tail(rest.split(['，', '。', '；', '\n']).next()?);
        (list.chars().count() >= 2).then(|| Found {
            indicator: self.nouns.behind(list),
            quote: Span::new(around.part.start, mention.span.end + '）'.len_utf8() + list.len()),
            bond: Bond::default(),
            rule: "target/count",
        })
    }

    /// The verb that stands before a number or holds for it from further above.
    fn verb_before<'a>(
        &'a self,
        text: &str,
        mention: &Mention,
        around: &Around,
        (head, before, list): (&str, &'a str, &str),
        carried: Option<&'a str>,
    ) -> Option<&'a str> {
        let unit = mention.unit.as_deref().unwrap_or_default();
        // 完成省监测中心和14个驻市机构实验室设备更新: the verb holds for both.
        let joined = || {
            let mut opened = Bond::default();
            let noun = self.nouns.open(before.strip_suffix(['和', '及', '与'])?, &mut opened, true);
            let plain = (2..=20).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
            let verb = opened.verbs.last().filter(|_| plain && list.chars().count() >= 4)?;
            before.place(verb).and_then(|at| before.get(at..at + verb.len()))
        };
        let listed = || self.listed_verb(text, mention, head, before, list);
        let verb = self.counting_verb(before, list).or(carried).or_else(listed).or_else(joined);
        // 面向300米以下空域: no people
        let reach = ["米", "公里", "千米", "平方米"].contains(&unit);
        let verb = verb.filter(|v| !(reach && *v == "面向"));
        // 各区至少有1所养老机构: the bound holds the verb.
        // 管理机构设置不少于2名的专管员
        // 每3至10万居民规划设置1个社区卫生服务中心
        let each = before.has('每') && unit != "次" && list.chars().count() >= 2;
        let set = before.ends_with("设置") && (mention.comparator == Comparator::Ge || each) && !list.is_empty();
        let has = before.contains(['各', '每']) && mention.span.of(text).starts_with("至少有") && !list.is_empty();
        let often = || (unit == "次").then(|| held(text, mention, around)).flatten();
        verb.or_else(often).or(has.then_some("有")).or(set.then_some("设置"))
    }

    /// 每年突破3—5种关键材料: what is broken through, no bound.
    fn breaks_through(&self, text: &str, mention: &Mention, before: &str, list: &str) -> bool {
        let unit = mention.unit.as_deref().unwrap_or_default();
        mention.span.of(text).starts_with("突破")
            && !list.is_empty()
            && ["种", "项", "个"].contains(&unit)
            && self.nouns.open(before, &mut Bond::default(), true).trim_start_matches("每年").is_empty()
    }

    /// 打造乡村旅游100个精品村: what is counted stands on both sides of its number.
    fn named_apart(&self, mention: &Mention, before: &str, list: &str, start: usize) -> Option<Found> {
        let unit = mention.unit.as_deref()?;
        let things = ["个", "家", "条", "处", "座", "所", "幢", "栋"].contains(&unit);
        let verb = self.nouns.verb_that_opens(before)?;
        // 培育形成人工智能领域490家…: both verbs make the same
        let front = ["形成", "建成"].iter().fold(&before[verb.len()..], |f, w| f.strip_prefix(w).unwrap_or(f));
        let front = Some(front).filter(|f| !f.contains(['向', '对', '等', '以', '从', '在', '到', '将']))?;
        // 完成市区1200幢房屋的庭院改善
        let plain =
            |w: &str, most: usize| (2..=most).contains(&w.chars().count()) && w.chars().all(char::is_alphabetic);
        // 改造市中心240片低洼积水片, 缓解市区1200户“双困”家庭的住房困难: where they are
        let there = PLACES.contains(&front) && ["户", "片", "名", "台", "套", "辆", "盏", "块", "人"].contains(&unit);
        let named = (2..=16).contains(&list.chars().count())
            && list.chars().all(|c| c.is_alphabetic() || matches!(c, '“' | '”'));
        let field = front.closes("领域") && plain(front, 14) && named;
        let beside = plain(front, 6) && plain(list, 10);
        // 建成中心城区6座污水处理厂调蓄工程
        let there = there || ["中心城区", "主城区", "城区"].contains(&front) && things && plain(list, 20);
        let named = named || plain(list, 20);
        let fits = mention.kind == MentionKind::Quantity && (things && (beside || field) || there && named);
        fits.then(|| Found {
            indicator: format!("{front}{}", self.nouns.behind(list)),
            quote: Span::new(start, mention.span.end + list.len()),
            bond: Bond { verbs: vec![verb.to_owned()], ..Bond::default() },
            rule: "target/count",
        })
    }

    /// 100个示范社区全面建成, 3条地铁线路建成通车: what becomes of them stands behind.
    fn finished(&self, text: &str, mention: &Mention, after: &str, before: &str, list: &str) -> Option<Found> {
        let named = finished(list)?;
        let digits = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let whose = self.nouns.open(before, &mut Bond::default(), false);
        let plain = whose.chars().count() <= 8 && !whose.contains(['的', '、', '占', '为', '由', '对', '有']);
        // 400万吨提质项目建成投产: how large it is
        let sized = mention.unit.as_deref().is_some_and(|u| u.ends_with('吨') || u.ends_with('瓦'));
        let counts = mention.kind == MentionKind::Quantity && !is_size(mention, after, list) && !sized;
        let end = mention.span.end + after.find(list).map_or(0, |i| i + list.len());
        (digits && plain && counts).then(|| Found {
            indicator: format!("{whose}{}", self.nouns.tidy(named)),
            quote: Span::new(mention.span.start - whose.len(), end),
            bond: Bond { verbs: vec!["建成".to_owned()], ..Bond::default() },
            rule: "target/count",
        })
    }

    /// The verb that makes what is counted: 建成 of 建成3个…; 完成 of 完成2000年底前建成的21.9万个…改造任务.
    pub(super) fn counting_verb(&self, before: &str, list: &str) -> Option<&str> {
        let task = before.ends_with('的') && ["任务", "目标"].iter().any(|w| list.closes(w));
        // 推进总投资200亿元的20个重大项目建设: how much all of them take stands between.
        let cost = || {
            let sum = before.trim_end().strip_suffix("的").filter(|b| b.has("元"))?;
            let at = ["计划总投资", "总投资", "投资", "年产值", "产值"].iter().find_map(|w| sum.last_place(w))?;
            let figure = &sum[at..];
            (figure.chars().count() <= 14 && figure.bytes().any(|b| b.is_ascii_digit()))
                .then(|| sum[..at].without_end("计划"))
        };
        // 新增路灯6万盏，其中包括2万盏太阳能路灯
        if ["其中包括", "其中包含"].iter().any(|w| before.trim_end().closes(w)) && !list.is_empty() {
            return Some("包括");
        }
        // 完成今年8008户改造任务: of which year it is
        let front = cost().unwrap_or(before).trim_end();
        let front = ["今年", "本年度", "全年", "年度"].iter().fold(front, |front, w| front.without_end(w));
        let verb = self.nouns.verb_at_end(front.trim_end()).filter(|_| !list.is_empty());
        // 推动全省100家企业…: whose they are stands between.
        let whose = || {
            let bare = [
                "全省", "全市", "全县", "全区", "全州", "全国", "全旗", "全盟", "全镇", "我市", "我省", "我县", "我区",
            ]
            .iter();
            let before = before.trim_end().without_end("范围内");
            let bare = bare.clone().find_map(|w| before.trim_end().strip_suffix(w))?;
            self.nouns.verb_at_end(bare).filter(|_| !list.is_empty())
        };
        // 面向3万名技术人员开展培训: those whom it is for are counted.
        // 组织500家民营企业参加展会: so are those who are brought to do something
        let brought = ["面向", "组织", "动员", "发动", "邀请"].iter().find(|w| before.closes(w)).copied();
        // 加快2个融合试点建设
        let works = || ["建设", "创建", "改造", "实施"].iter().any(|w| list.closes(w)) && before.closes("加快");
        let toward = || brought.filter(|_| !list.is_empty()).or_else(|| works().then_some("加快"));
        // 各区有1所三级医院: each is to have it.
        let each = (before.contains(['各', '每']) || before.has("所有"))
            && before.ends_with('有')
            && !before.ends_with("现有");
        // 基本淘汰甲、乙等区域内的500万辆黄标车: where they are stands between
        let placed = || {
            let place = before.trim_end().strip_suffix("内的").filter(|_| !list.is_empty())?;
            self.nouns
                .verb_that_opens(["基本", "全面", "逐步"].iter().find_map(|w| place.strip_prefix(w)).unwrap_or(place))
        };
        let verb = verb.or_else(placed).or_else(whose).or_else(toward).or(each.then_some("有"));
        // 整治125个村庄（包括63个省级村）
        let among = ["（包括", "（含", "（其中"].iter().any(|w| before.closes(w)) && !list.is_empty();
        verb.or(among.then_some("包括")).or_else(|| (task && before.has("完成")).then_some("完成"))
    }

    /// 培育3家综合型平台，20家行业型平台: the verb of the parts before holds on.
    pub(super) fn carried_verb(&self, text: &str, around: &Around) -> Option<&str> {
        let earlier = text.get(around.sentence.start..around.part.start)?.strip_suffix(['，', '；'])?;
        for part in earlier.rsplit(['，', '；']).take(6) {
            let mut numbers = part.char_indices().filter(|(_, c)| c.is_ascii_digit());
            let (first, _) = numbers.clone().next()?;
            // 培育人工智能领域490家企业，1200家高新技术企业: in which field stands between
            if part[..first].ends_with("领域") {
                return self.nouns.verb_that_opens(self.nouns.open(&part[..first], &mut Bond::default(), false));
            }
            if let Some(verb) = numbers.find_map(|(at, _)| self.nouns.verb_at_end(part.get(..at)?.trim_end())) {
                return Some(verb);
            }
        }
        None
    }

    pub(super) fn leading_verb<'a>(&'a self, head: &str, item: bool) -> Option<&'a str> {
        // 5年内评选200名甲、2000名乙: the first number that a verb stands before.
        let mut numbers = head.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
        let behind = item.then(|| numbers.find_map(|at| self.nouns.verb_at_end(head.get(..at)?))).flatten();
        // 打造滨湖旅游20个特色村、50家民宿: the verb opens the part.
        behind.or_else(|| item.then(|| self.nouns.verb_that_opens(head)).flatten())
    }

    /// 新开工重点项目2600个、竣工1200个: the phrase of the item before.
    pub(super) fn first_item(&self, first: &str) -> String {
        let head = first.get(..first_value(first).unwrap_or(0)).unwrap_or_default();
        // 建设省级园区不少于5个、市级10个: a bound is no part of what is counted.
        const BOUNDS: &[&str] = &["不少于", "不低于", "不小于", "不大于", "不超过", "超过", "至少", "突破", "约", "近"];
        let head = BOUNDS.iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head);
        let noun = self.nouns.reach(head, &mut Bond::default());
        self.nouns.open(noun, &mut Bond::default(), true).to_owned()
    }
}
