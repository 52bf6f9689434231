//! Indicator 指标名称: the noun phrase of what a number counts.
//!
//! In: the words of the part of a sentence around a number (`培育A、B等标志性产业链` before `10条以上`).
//! Out: the phrase without verb, adverb, time and leading examples (`标志性产业链`), and how it is bound
//! to the number. Word classes are in `target_words.tsv`.

use super::around::planned;
use super::target_bare::Bare;
use super::target_nominal::{begins_noun, ends_noun, goes_with, nominal};
use super::target_plain::of_each_unit;
use super::{Comparator, money};
use crate::lexicon::{Affixes, Lexicon};
use crate::text::{Seek, among};
use regex::Regex;

/// What makes it easier for firms: 为企业减负60亿元.
pub(super) const EASED: [&str; 6] = ["减负", "降本", "让利", "减税降费", "降本减负", "减免税费"];

/// What stood between a phrase and its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bond {
    /// The reach words before the number, last first: 达到, 提高到.
    pub(super) reach: Vec<String>,
    /// The verbs at the beginning: 新增, 建成.
    pub(super) verbs: Vec<String>,
    /// The bound before the basis of a share: 不超过 of 不超过建筑总量的15%.
    pub(super) comparator: Option<Comparator>,
}

/// Word classes, longest word first.
pub(super) struct Nouns {
    reach: Affixes,
    filler: Affixes,
    opening: Affixes,
    verb: Affixes,
    new: Affixes,
    deed: Affixes,
    manner: Affixes,
    pair: Vec<String>,
    thing: Vec<String>,
    pub(super) bare: Bare,
    time: Regex,
    upon: Regex,
    basis: Regex,
    measured: Regex,
    compared: Regex,
    base: Regex,
    lasting: Regex,
    dated: Regex,
    whose: Regex,
    located: Regex,
    toward: Regex,
    rise: Regex,
    example: Regex,
    exemplar: Regex,
    examples: Regex,
    pub(super) goal: Regex,
}

/// The words of one kind in `target_words.tsv`, longest first.
pub(super) fn words(lexicon: &Lexicon, kind: &str) -> Vec<String> {
    let rows = lexicon.table("target_words").rows().filter(|r| r.get("kind") == kind);
    let mut out: Vec<String> = rows.map(|r| r.word().to_owned()).collect();
    out.sort_by_key(|w| std::cmp::Reverse(w.len()));
    out
}

impl Nouns {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            reach: Affixes::new(words(lexicon, "reach")),
            filler: Affixes::new(words(lexicon, "filler")),
            opening: Affixes::new(words(lexicon, "opening")),
            verb: Affixes::new(words(lexicon, "verb")),
            new: Affixes::new(words(lexicon, "new")),
            deed: Affixes::new(words(lexicon, "deed")),
            manner: Affixes::new(words(lexicon, "manner")),
            pair: words(lexicon, "pair"),
            thing: words(lexicon, "thing"),
            bare: Bare::new(lexicon),
            time: super::compiled(
                "^(?:(?:力争|争取|确保)?(?:到|至|在|于|自|从)?(?:20[0-9]{2}年?[—－～~、-])?(?:20[0-9]{2}年度?|“十[一二三四五六七]五”(?:[前后最]{1,2}[两三23]年)?|今年|明年|当年|今明两年|(?:未来|今后)[二两三四五六七八九十0-9]{1,2}年(?:内|间|里|时间)?|上半年|下半年|第?[一二三四]季度|前三季度|[0-9]{1,2}月|三年|五年|[0-9]年)(?:上半年|下半年|[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:以前|之前|前|底前|年底前|底|末|起|内|期间|时期|左右)*(?:，|、)?)",
            ),
            whose: super::compiled(
                "^(?:(?:龙头|领军|链主|骨干)?企业牵头|高校牵头|(?:银行业)?金融机构|银行机构|社会资本|(?:我?[省市县区州])?(?:人民)?政府(?:确定|决定|计划)|全[省市县区州国旗域镇]|[本我][省市县区州]|各地区?|各(?:区县|县区|市县|区|县|市|乡镇|镇)(?:（[市、区]+）)?)(?:范围内|全年|累计|共|至少|要|力争|每年|年均|计划|拟|预计|将)*",
            ),
            located: super::compiled(
                "^((?:在[^，。；（0-9]{2,24}?|于[^，。；、（0-9]{2,14}?|为[^，。；（0-9]{2,20}?|向[^，。；（0-9]{2,14}?|(?:面向|围绕|依托|聚焦|结合|利用|瞄准|立足|借助)[^，。；、（0-9]{2,16}?))(?:引进|招引|招聘|招录|选聘|创建|完成|组建|认定|推广|建立|新开|布点|种植|推介|推荐|推送|发布|开放|输送|投放|增补|配置|配备|补建|建设|建成|设置|设立|新增|新建|开展|培育|布局|布设|安装|打造|实施|选派|遴选|选择|投放|改造|办理|解决|提供|购买|救助|安置|举办|组织|培训|修建)",
            ),
            // 面向全国三年内每年公开选调…: to whom it is open stands in front.
            toward: super::compiled("^(面向[^，、的]{2,10}?)(?:[一二三四五0-9]年内|每年)"),
            // 由41%提高到43%: where it starts from.
            rise: super::compiled(
                "[由从](?:20[0-9]{2}年的?|目前的?|现有的?|现在的?|现行的?|原来的?|原先的?|原有的?)?\\p{Han}{0,6}?[约近]?[0-9][^，、的]{0,10}再?$",
            ),
            dated: super::compiled(
                "(?:(?:到|至|于|在)?20[0-9]{2}年?(?:年底|年末|底|末)?前?|第?[一二三四]季度|上半年|前三季度)$",
            ),
            lasting: super::compiled("(?:[一二两三四五六七八九十]|[0-9]{1,2})年(?:内|间|来)?$"),
            compared: super::compiled(
                "(?:比[^率例重值比，、的]|较|相比|与)[^，、的]{0,14}(?:末|年|年底|年度|期|底|水平|相比)$",
            ),
            // 比2010年的1.28吨标准煤降低17%
            base: super::compiled(
                "(?:比|较)(?:“十[一二三四五]五”(?:末|期末)?|(?:19|20)[0-9]{2}年(?:底|末)?)的?[0-9][0-9.]*[万亿]*[^，、。0-9]{1,8}$",
            ),
            upon: super::compiled(
                "在(?:[^，。；]{2,40}?(?:基准值的|水平的?)?(?:基础|基准)|(?:现有|原有|当前)水平)之?上$",
            ),
            basis: super::compiled(
                "^(.*?)(达到|达|控制在|提高到|提高至|提升到|提升至|增加到|降低到|降至|压减至|压减到|压缩至|压缩到|缩减至|缩减到|缩短至|缩短到|减少到|减少至|不[得应]?[低少]于|不[得应]?超过|不[得应]?[高大小]于|超过|约占|为)([^，。；]{3,24})的$",
            ),
            measured: super::compiled("^(.*?)(不[得应]?[低少高多]于|不[得应]?超过)([^，。；0-9]{2,20})$"),
            example: super::compiled(
                "^[^的、]{2,16}?[^高平对同中初优头特何相一]等((?:断头路|交通堵点|堵点|道路|项目|工程|园区|景区|小区|企业|产业|学校|医院|公园|河道|路段|片区|街道|社区|村|场馆|平台|基地|赛事|活动|线路|桥梁|水库|湿地)\\p{Han}{0,10})$",
            ),
            // 更新复康路等涵洞80处: one place or work of those that are counted
            exemplar: super::compiled(
                "^[^的、]{1,20}(?:路|街|巷|河|湖|江|渠|港|桥|镇|乡|村|口|山|线|大道|国道|省道|小区|社区|片区|公园|景区|广场|医院|[中小大]学|学校|公司|集团|工程|项目)等([^级分高级别\\d、的]\\p{Han}{1,11})$",
            ),
            examples: super::compiled(
                "^[^的]*(?:、|.{3}和)(?:[^的]*?[^的高平对同中初优头特何相一])?等(?:[0-9]+个?)?(领域.+|[^级分高候待价次第额比于同式方领环 ].+)$",
            ),
            goal: super::compiled(
                "^(.{2,24}?)(?:达到|进入|成为|迈入|升级为|获(?:得[^者]|[^奖得])|入选|(?:全面|先行|率先|整体)推进|建成|入围|通过|完成|实现|纳入|实施|开展|接入|参加|结对|创建|改善\\p{Han}{2}|上市$|挂牌$|落户|竣工投产$|建成投产$|建成投用$|开工建设$|开工$|竣工$|投产$|投用$|在[^，。]{2,14}(?:备案|审核|上市|挂牌)|赴|前往|驻村|驻点|进驻|下沉|挂职|出国|到(?:国外|境外|海外|内地|高校|基层|一线|农村|乡镇|企业))(.*)$",
            ),
        }
    }

    /// The words before 在…的基础上, where a part of a sentence ends in it.
    pub(super) fn above_base<'t>(&self, part: &'t str) -> Option<&'t str> {
        part.ends_with('上').then(|| self.upon.find(part)).flatten().and_then(|base| part.get(..base.start()))
    }

    /// Takes off the bound and the basis that stand before a share without 的: 不低于营业收入 of 占比不低于营业收入3%.
    pub(super) fn set_against<'t>(&self, before: &'t str, bond: &mut Bond) -> &'t str {
        let found = before.has('不').then(|| self.measured.captures(before)).flatten();
        let Some((noun, word)) = found.and_then(|c| Some((c.get(1)?, c.get(2)?))) else { return before };
        bond.comparator = negated(word.as_str());
        bond.reach.push(word.as_str().to_owned());
        &before[noun.range()]
    }

    /// Takes the words at the end off that bind a phrase to its number.
    pub(super) fn reach<'t>(&self, before: &'t str, bond: &mut Bond) -> &'t str {
        let mut rest = of_each_unit(without_note(before.trim_end()), bond);
        if rest.ends_with('的')
            && let Some(found) = self.basis.captures(rest)
            && let (Some(noun), Some(word)) = (found.get(1), found.get(2))
        {
            bond.comparator = match word.as_str() {
                "超过" => Some(Comparator::Gt),
                "约占" => Some(Comparator::Approx),
                w => negated(w),
            };
            bond.reach.push(word.as_str().to_owned());
            rest = noun.as_str();
        }
        for forbids in ["禁止", "严禁", "不允许"] {
            if let Some(noun) = rest.strip_suffix(forbids) {
                bond.comparator = Some(Comparator::Le);
                rest = noun;
            }
        }
        loop {
            let was = rest;
            if let Some(w) = self.reach.ending(rest) {
                // 改造提升20万亩: one deed, and no rise
                if w == "到" && (rest.ends_with("得到") || rest.ends_with("受到")) || rest.ends_with("改造提升")
                {
                    return rest;
                }
                // 覆盖, 安排 and the like end nouns as well; alone before a number they bind.
                bond.reach.push(w.to_owned());
                rest = &rest[..rest.len() - w.len()];
                // 企业总数每年新增18家
                if let Some(noun) = rest.strip_suffix('新').filter(|noun| w == "增" && !noun.is_empty()) {
                    bond.reach.pop();
                    bond.verbs.push("新增".to_owned());
                    rest = noun;
                }
            } else if let Some(w) = self.filler.ending(rest).filter(|_| !ends_noun(rest)) {
                let front = &rest[..rest.len() - w.len()];
                // 较2020年均翻一番: 年 is that of the year.
                let year = w.starts_with('年') && front.ends_with(|c: char| c.is_ascii_digit());
                rest = if year { &rest[..front.len() + '年'.len_utf8()] } else { front };
            }
            rest = self.untimed(rest, bond);
            rest = rest.trim_end_matches(['，', ' ', '、']);
            if rest == was || rest.is_empty() {
                return rest;
            }
        }
    }

    /// Takes off the end when it is to be reached, over how long and from where.
    fn untimed<'t>(&self, mut rest: &'t str, bond: &Bond) -> &'t str {
        // 单位GDP能耗五年累计下降13.5%: over how long is no part of the phrase.
        if bond.reach.iter().any(|r| r == "累计")
            && let Some(span) = self.lasting.find(rest)
            && !rest[..span.start()].ends_with(|c: char| c.is_ascii_digit())
        {
            rest = &rest[..span.start()];
        }
        // 单位能耗在2020年基础上下降13.5%
        if rest.ends_with('上')
            && let Some(base) = self.upon.find(rest)
        {
            rest = &rest[..base.start()];
        }
        if rest.ends_with(['末', '年', '底', '度', '期', '平', '比'])
            && let Some(base) = self.compared.find(rest)
        {
            rest = &rest[..base.start()];
        }
        if !bond.reach.is_empty()
            && rest.has("年")
            && (rest.has('比') || rest.has('较'))
            && let Some(base) = self.base.find(rest)
        {
            rest = &rest[..base.start()];
        }
        // 人均用水量五年下降10%
        if rest.ends_with(['年', '内', '间', '来'])
            && bond.reach.iter().any(|r| ["下降", "增长", "提高", "降低", "增加", "减少"].contains(&r.as_str()))
            && let Some(span) = self.lasting.find(rest)
            && !span.as_str().starts_with(|c: char| c.is_ascii_digit())
            && span.start() > 0
        {
            rest = &rest[..span.start()];
        }
        // 污水处理率2025年达到95%, 还田面积2025年超过600万亩: the day is no part of the phrase.
        if rest.ends_with(['年', '底', '末', '前', '度'])
            && let Some(day) = self.dated.find(rest).filter(|d| d.start() > 0)
        {
            rest = &rest[..day.start()];
        }
        let moves_to = |r: &String| r.ends_with(['到', '至', '高', '加', '低', '升']) || r.ends_with('为') && r != "为";
        if bond.reach.iter().any(moves_to)
            && (rest.has('由') || rest.has('从'))
            && let Some(start) = self.rise.find(rest)
        {
            rest = &rest[..start.start()];
        }
        rest
    }

    /// Takes time, adverbs and verbs off the beginning; verbs only where none of the reach words binds.
    pub(super) fn open<'t>(&self, words: &'t str, bond: &mut Bond, verbs: bool) -> &'t str {
        let mut rest = without_number(words);
        loop {
            let was = rest;
            // A pattern is asked only where one of its first characters stands.
            let toward = rest.starts_with("面向").then(|| self.toward.captures(rest)).flatten();
            let timed = rest
                .starts_with(|c: char| c.is_ascii_digit() || among(c, "力争确到至在于自从“今明当上下前未第一二三四五"));
            if let Some(toward) = toward.and_then(|c| c.get(1)) {
                rest = &rest[toward.end()..];
            } else if let Some(time) = timed.then(|| self.time.find(rest)).flatten() {
                rest = &rest[time.end()..];
            } else if let Some(w) =
                self.new.opening(rest).filter(|w| rest.len() > w.len() && !goes_with(w, &rest[w.len()..]))
            {
                bond.verbs.push(w.to_owned());
                rest = &rest[w.len()..];
            } else if let Some(led) =
                self.manner.opening(rest).map(|w| &rest[w.len()..]).filter(|led| self.opens_verb(led))
            {
                rest = led;
            } else if let Some(w) = self.opening.opening(rest).filter(|w| !begins_noun(w, rest)) {
                rest = &rest[w.len()..];
            } else if let Some(w) = self.verb.opening(rest).filter(|w| {
                let made = !bond.verbs.is_empty() && self.begins_made(w, &rest[w.len()..]);
                verbs && !made && !nominal(w, &rest[w.len()..])
            }) {
                // 力争完成投资2000亿元
                if rest == w && ["投资", "培训", "治理", "改造", "服务"].contains(&w) && !bond.verbs.is_empty()
                {
                    return rest;
                }
                bond.verbs.push(w.to_owned());
                rest = &rest[w.len()..];
            }
            rest = self.behind_means(rest, bond);
            // 在公共场所配置急救设备15台: where it is done stands before the verb.
            if verbs
                && rest.starts_with(['在', '于', '为', '向', '面', '围', '依', '聚', '结', '利', '瞄', '立', '借'])
                && let Some(place) = self.located.captures(rest).and_then(|c| c.get(1))
                && self.opens_verb(&rest[place.end()..])
            {
                rest = &rest[place.end()..];
            }
            // 全县建成高标准农田30万亩: whose it is stands before the verb.
            if verbs
                && rest.starts_with(|c| among(c, "全本我各金银社省市县区州政龙领链骨企高"))
                && let Some(whose) = self.whose.find(rest)
                && self
                    .verb
                    .opening(&rest[whose.end()..])
                    .or_else(|| self.new.opening(&rest[whose.end()..]))
                    .is_some_and(|w| !nominal(w, &rest[whose.end() + w.len()..]))
            {
                rest = &rest[whose.end()..];
            }
            rest = rest.trim_start_matches(['，', '、', ' ', '了', '：']);
            rest = self.behind_joined(rest, bond);
            // “引进人才达到2000名，…”: a quote that goes on behind the number
            rest = if rest.has('”') { rest } else { rest.trim_start_matches('“') };
            if rest == was || rest.is_empty() {
                return rest;
            }
        }
    }

    /// Whether a verb behind another one begins the noun of what is made: 种植 of 新建种植基地; both make in 新建改造基地.
    fn begins_made(&self, verb: &str, rest: &str) -> bool {
        !self.pair.iter().any(|w| w == verb) && self.thing.iter().any(|w| rest.opens(w))
    }

    /// The words behind a second verb that shares what it does with the one before: 人才 of 和培养人才 behind 引进.
    fn behind_joined<'t>(&self, words: &'t str, bond: &mut Bond) -> &'t str {
        let Some(other) = words.strip_prefix(['和', '及', '与', '或']).filter(|_| !bond.verbs.is_empty()) else {
            return words;
        };
        let verb = self.new.opening(other).or_else(|| self.verb.opening(other));
        let Some(verb) = verb.filter(|w| !nominal(w, &other[w.len()..])) else { return words };
        // 新建或改造: some of it is there already.
        if words.starts_with('或') && !self.is_new(verb) {
            bond.verbs.clear();
        }
        bond.verbs.push(verb.to_owned());
        &other[verb.len()..]
    }

    /// The words behind 以甲地为重点 and the like, and behind the verb that follows.
    fn behind_means<'t>(&self, words: &'t str, bond: &mut Bond) -> &'t str {
        const MEANS: &[&str] = &["为重点", "为主体", "为核心", "为载体", "为抓手", "为契机"];
        let behind = |r: &'t str| MEANS.iter().find_map(|w| r.halves(w)).map(|(_, rest)| rest);
        let Some(led) = words.strip_prefix('以').and_then(behind) else { return words };
        match self.verb.opening(led).filter(|w| led.len() > w.len() && !nominal(w, &led[w.len()..])) {
            Some(verb) => {
                bond.verbs.push(verb.to_owned());
                &led[verb.len()..]
            }
            None => led,
        }
    }

    /// Whether words behind 并 say what else is done.
    pub(super) fn goes_on(&self, words: &str) -> bool {
        self.opens_verb(words) || ["设置", "配备", "配套", "提供", "实现", "达到"].iter().any(|w| words.opens(w))
    }

    /// 引进 of 重点引进人才; 重点项目 is a noun.
    fn opens_verb(&self, words: &str) -> bool {
        let verb = self.new.opening(words).or_else(|| self.verb.opening(words));
        verb.is_some_and(|w| !nominal(w, &words[w.len()..]))
    }

    /// The verb at the head of a part of a sentence: 打造 of 打造乡村旅游100个精品村.
    pub(super) fn verb_that_opens(&self, words: &str) -> Option<&str> {
        let verb = self.new.opening(words).or_else(|| self.verb.opening(words));
        verb.filter(|w| w.chars().count() > 1 && !nominal(w, &words[w.len()..]))
    }

    /// Whether a verb ends a run of words: 建成, 计划新增.
    pub(super) fn verb_at_end<'a>(&'a self, before: &str) -> Option<&'a str> {
        // 签约26个项目: 约 of the verb
        let whole = self.verb.ending(before).is_some();
        let rest = if whole { before } else { before.trim_end_matches(['约', '共', '近']) };
        let between = ["不少于", "至少", "累计", "各", "了", "再", "剩余", "其余", "现有"];
        let rest = between.iter().fold(rest, |mut rest, w| {
            while let Some(shorter) = rest.strip_suffix(w) {
                rest = shorter;
            }
            rest
        });
        self.new.ending(rest).or_else(|| self.verb.ending(rest))
    }

    /// 留白增绿120公顷, 植树造林3万亩: a deed that names what it makes.
    pub(super) fn is_deed(&self, phrase: &str) -> bool {
        self.deed.ending(phrase).is_some()
    }

    /// Whether words end in one that binds what stands before it to a number: 总量达到.
    pub(super) fn reaches(&self, words: &str) -> bool {
        self.reach.ending(words).is_some()
    }

    /// Whether a verb tells of something that was not there before.
    pub(super) fn is_new(&self, verb: &str) -> bool {
        self.new.words().iter().any(|n| n == verb)
    }

    /// A phrase without leading examples and particles: A、B等X gives X.
    pub(super) fn tidy(&self, phrase: &str) -> String {
        let phrase = phrase.trim_matches(['，', '、', ' ', '：', '\n']);
        let phrase = phrase.strip_suffix('等').unwrap_or(phrase);
        // 工程建设项目（不包括特殊工程等）审批时限: what is left out
        let left_out = |w: &&str| phrase.place(w).filter(|at| *at >= 6);
        let open = ["（不包括", "（不含", "（除"].iter().find_map(left_out);
        let whole = open.and_then(|at| Some((&phrase[..at], phrase[at..].split_once('）')?.1)));
        let whole = whole.filter(|(_, rest)| rest.chars().count() >= 2).map(|(front, rest)| format!("{front}{rest}"));
        let phrase = whole.as_deref().unwrap_or(phrase);
        // 造林更新（含防火林带建设）: what is told to be in it
        let told = phrase.strip_suffix('）').and_then(|p| ["（含", "（包括"].iter().find_map(|w| p.rsplit_once(w)));
        let phrase = told.map(|x| x.0).filter(|noun| noun.chars().count() >= 2).unwrap_or(phrase);
        let phrase = unopened(phrase);
        let listed = phrase.contains(['、', '和']) && phrase.has('等');
        let phrase = match listed.then(|| self.examples.captures(phrase)).flatten().and_then(|c| c.get(1)) {
            Some(noun)
                if !phrase.starts_with("用于")
                    && (noun.as_str().chars().count() > 2
                        || ["人才", "人员", "企业", "活动", "项目"].contains(&noun.as_str())) =>
            {
                noun.as_str()
            }
            _ => phrase,
        };
        // “湖岸骑行线”等精品旅游线路3条
        let shown = phrase.halves("”等").filter(|(front, noun)| front.starts_with('“') && noun.chars().count() >= 4);
        let phrase = shown.filter(|(_, noun)| noun.chars().all(char::is_alphabetic)).map_or(phrase, |x| x.1);
        // 复康路等道路80条
        let one = || self.example.captures(phrase).or_else(|| self.exemplar.captures(phrase));
        let one = phrase.has('等').then(one).flatten().and_then(|c| c.get(1));
        let phrase = one.map_or(phrase, |noun| noun.as_str());
        let phrase =
            ["奖励该", "给予该", "奖励其", "给予其"].iter().find_map(|w| phrase.strip_prefix(w)).unwrap_or(phrase);
        // 为企业减负60亿元
        let eased = EASED.iter().any(|w| phrase.closes(w));
        let phrase = phrase.strip_prefix('为').filter(|_| eased).unwrap_or(phrase);
        let phrase = if phrase.starts_with("和美") || phrase.starts_with("和谐") {
            phrase
        } else {
            phrase.trim_start_matches(['的', '和', '及', '与'])
        };
        // 全县计划粮食总产15.4万吨
        let plan = planned(phrase).map(|(who, what)| format!("{who}{what}"));
        let phrase = plan.as_deref().unwrap_or(phrase);
        // 床位数在50张以上
        let phrase =
            phrase.strip_suffix('在').filter(|p| p.ends_with(['数', '量', '额', '率', '积'])).unwrap_or(phrase);
        // 全市持证人员（含技能人才、专业技术人才）总量
        let inside = ["（含", "（以下", "（简称"].iter().find_map(|w| phrase.halves(w));
        let noted = inside.and_then(|(a, r)| Some((a, r.split_once('）')?.1)));
        let noted =
            noted.filter(|(a, r)| a.chars().count() >= 2 && r.chars().count() >= 2).map(|(a, r)| format!("{a}{r}"));
        let phrase = noted.as_deref().unwrap_or(phrase);
        // 优质就业率（指专业对口、稳定性高）: what is meant by it
        let meant = ["（指", "（即", "（不含"].iter().filter_map(|w| phrase.place(w)).min();
        let phrase = meant.filter(|at| *at >= 9 && phrase.ends_with('）')).map_or(phrase, |at| &phrase[..at]);
        // 地块面积每个不超过2平方公里
        let phrase = ["每个", "每处", "每座", "每公里", "每天", "每日"].iter().fold(phrase, |p, w| p.without_end(w));
        // 大型煤炭基地产量占95%以上
        let phrase = phrase.strip_suffix('占').filter(|p| p.chars().count() >= 4).unwrap_or(phrase);
        // 地区生产总值预期增长8%, 增加值预期目标为增长6%
        let phrase = ["预期目标", "预期"].iter().find_map(|w| phrase.strip_suffix(w)).unwrap_or(phrase);
        phrase.trim_end_matches(['的', '（']).replace("年均新增", "新增").replace('\n', "")
    }
}

/// The bound of 不低于, 不得超过.
pub(super) fn negated(word: &str) -> Option<Comparator> {
    let least = ["低于", "少于", "小于"].iter().any(|w| word.closes(w));
    word.starts_with('不').then_some(if least { Comparator::Ge } else { Comparator::Le })
}

/// “双协员” of “双协员”[21]: the mark of a note behind a word.
fn without_note(words: &str) -> &str {
    let inner = words.strip_suffix(']').and_then(|w| w.rsplit_once('['));
    inner.filter(|(_, n)| n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit())).map_or(words, |(front, _)| front)
}

/// 大科学装置 of “1+5+4”（大科学装置, 快送服务 of 跨城”快送服务: what stands before a bracket that is not closed, or in a
/// quote that is not opened, belongs to something else.
fn unopened(phrase: &str) -> &str {
    let cut = |open: char, close: char| match (phrase.last_place(open), phrase.last_place(close)) {
        (Some(at), closed) if closed.is_none_or(|c| c < at) => Some(at + open.len_utf8()),
        _ => None,
    };
    let bracket = cut('（', '）');
    let quote = phrase.place('”').filter(|at| !phrase[..*at].has('“')).map(|at| at + '”'.len_utf8());
    let rest = bracket.max(quote).and_then(|at| phrase.get(at..)).unwrap_or(phrase);
    if rest.chars().count() >= 2 { rest } else { phrase }
}

/// The words of an item without what numbers it: （四）项目建设期, 七是完成改造5000户.
fn without_number(words: &str) -> &str {
    let words = words.trim_start().trim_start_matches('—');
    // “20”是指新建特色园20座
    let words = words.split_once("”是指").filter(|(slogan, _)| slogan.starts_with('“')).map_or(words, |x| x.1);
    let numeral = |c: char| among(c, "一二三四五六七八九十");
    if let Some((number, item)) = words.strip_prefix('（').and_then(|r| r.split_once('）'))
        && number.chars().all(|c| c.is_ascii_digit() || numeral(c))
    {
        return item;
    }
    let item = words.trim_start_matches(numeral);
    item.strip_prefix('是').filter(|_| item.len() < words.len()).unwrap_or(words)
}

/// Whether a phrase names nothing that a target could count: 最高, 占专项资金总额, 项目估算总投资.
pub(super) fn counts_nothing(indicator: &str) -> bool {
    const WORDS: &[&str] =
        &["不", "按", "按照", "以", "以下", "如下", "下列", "经", "在", "最高", "最低", "最多", "额度", "金额", "总额"];
    // 每个示范城市每季度不少于1期: how often each
    let often = ["每季度", "每月", "每年", "每周"].iter().any(|w| indicator.closes(w));
    // 2400户 of 2400户（累计3600户）: another number
    let figure = indicator.starts_with(|c: char| c.is_ascii_digit())
        && indicator.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '亿')).chars().count()
            <= 2;
    let open = often
        || figure
        || indicator.starts_with('的')
        || indicator.ends_with(['按', '由', '从', '中']) && !indicator.closes("初中") && !indicator.closes("高中");
    // 梳理包括民生改善等方面共22项: what is told over
    let told = ["包括", "涉及", "涵盖"].iter().any(|w| indicator.opens(w)) && indicator.has('、');
    // 涉及我市160项: a place counts nothing
    let place = ["我市", "我省", "我区", "我县", "全市", "全省", "全区", "全县", "本市", "全国"].contains(&indicator);
    // 年降水量在400毫米以下: how the land is
    const NATURE: &[&str] = &["降水量", "降雨量", "蒸发量", "海拔", "气温", "无霜期", "日照时数"];
    let nature = NATURE.iter().any(|w| indicator.has(w));
    // （即增值税的15%部分）
    told || place
        || nature
        || indicator.starts_with('即') && !indicator.opens("即办")
        || WORDS.contains(&indicator)
        || money::is_cost(indicator)
        || money::is_part(indicator)
        || open
}
