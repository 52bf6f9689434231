//! Behind 数后名词: what the words behind a number name.
//!
//! In: the words up to the next stop (`道路及沿线绿化` behind `7条`, `企业纳入后备资源库` behind `80家`). Out: the phrase of what is
//! counted (`道路`), with what those do who are counted where they alone would not tell.

use super::target_noun::Nouns;
use crate::text::Seek;

impl Nouns {
    /// The phrase behind a number: up to the next stop; 园区达到万亿级规模 gives 万亿级规模园区.
    pub(super) fn behind(&self, after: &str) -> String {
        let words = counted_words(after.trim_start_matches('的'));
        // 1个活动场所并设置免费设施: what else is done
        let also = words.split_once('并').filter(|(first, rest)| first.chars().count() >= 4 && self.goes_on(rest));
        let words = also.map_or(words, |(first, _)| first);
        match self.goal.captures(words) {
            Some(found) => {
                let get = |i: usize| found.get(i).map_or("", |m| m.as_str());
                let reached = words.has("达到") && !get(2).is_empty();
                // 80家企业纳入后备资源库: 企业 alone would not tell which.
                let does = words.get(get(1).len()..).unwrap_or_default();
                let plain =
                    ["企业", "项目", "单位", "园区"].contains(&get(1)) && (2..=24).contains(&does.chars().count());
                // 250名技能型人才出国培训: who does what, where that says less than who they are
                // (面向3万名技术人员开展培训: what is done for them)
                let for_them = ["开展", "组织", "举办", "提供", "进行"].iter().any(|w| does.opens(w));
                let who = letters(get(1).without_end("全部"));
                let marked = !for_them && !does.contains(['、', '“', '《']) && (3..who).contains(&letters(does));
                if reached {
                    format!("{}{}", get(2), get(1).without_end("基本").without_end("全部"))
                } else if plain {
                    format!("{does}{}", get(1))
                } else if marked {
                    format!("{does}的{}", get(1))
                } else {
                    get(1).to_owned()
                }
            }
            None => self.tidy(words),
        }
    }
}

/// What is counted, without what stands beside it, what is done about it and what it is to be.
fn counted_words(words: &str) -> &str {
    // 文化、法律人才以及综治、公证等高层次专门人才: what all of them are stands at the end.
    let same = |first: &str, rest: &str| {
        let kind = first.char_indices().nth_back(1).map_or("", |(at, _)| &first[at..]);
        first.has('、') && kind.len() > 4 && rest.rsplit('等').next().is_some_and(|noun| noun.closes(kind))
    };
    // 2座垃圾转运站以及停车场等设施: the count is of the first.
    let words = match words.halves("以及") {
        Some((first, rest)) if same(first, rest) => rest.rsplit('等').next().unwrap_or(words),
        Some((first, _)) if ["安装", "改造", "更新", "建设"].iter().any(|w| first.closes(w)) => first,
        Some((first, rest)) if first.chars().count() >= 3 && rest.has('等') && !rest.has('的') => first,
        _ => words,
    };
    // 2000公里公路和一批客运站, 7条道路及沿线绿化: what is not counted
    let beside = ["和一批", "及一批", "以及一批", "及沿线", "及周边"];
    let words = beside.iter().find_map(|w| words.halves(w)).map_or(words, |x| x.0);
    // 81万亩天然林的管护责任: what is cared for
    // 1074户危旧房屋的新建、维修、拆除工作: nor is what is done about it
    let done = |duty: &str| {
        let deeds = ["任务", "工作", "目标任务", "保护目标"].iter().find_map(|w| duty.strip_suffix(w));
        deeds.is_some_and(|d| d.split(['、', '和', '及']).all(|deed| deed.chars().count() <= 4))
    };
    let cared = words.rsplit_once('的');
    let cared = cared.filter(|(what, duty)| (duty.closes("责任") || done(duty)) && what.chars().count() >= 3);
    let words = cared.map_or(words, |x| x.0);
    // 50个区域公用品牌为支撑、企业品牌为主体的体系: what they are to be of it
    let part = ["为支撑", "为主体", "为骨干", "为基础", "为补充"].iter().filter_map(|w| words.halves(w)).map(|x| x.0);
    let words = part.min_by_key(|first| first.len()).filter(|first| first.chars().count() >= 2).unwrap_or(words);
    // 300个大模型进行重点支持: what is done for them
    const FOR_THEM: &[&str] = &["支持", "扶持", "培育", "培养", "帮扶", "资助", "奖励", "推广", "跟踪服务"];
    let helped = ["进行", "给予", "予以"].iter().filter_map(|w| words.halves(w)).find(|(noun, deed)| {
        noun.chars().count() >= 2 && deed.chars().count() <= 6 && FOR_THEM.iter().any(|w| deed.closes(w))
    });
    helped.map_or(words, |x| x.0)
}

/// The letters of words, without brackets and stops.
pub(super) fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphanumeric()).count()
}
