//! Given 给予的金额与名额: numbers that are given, or that one must meet to be given something, and so are no targets.
//!
//! In: a number with the words around it (`营业面积100平方米以上，…奖励1万元`, `贷款额度提高至300万元`). Out: whether money is given
//! there; those for whom something is done (`资助250名人才`, `发放租赁补贴1.6万户`) are counted.

use super::around::Around as Marks;
use super::target::Targets;
use super::target_place::Around;
use super::target_works::room_given;
use super::vocabulary::List;
use super::{Comparator, Context, money};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

impl Targets {
    /// Whether a number is money given, a share of it, or what one must meet to be given some.
    pub(super) fn is_given(&self, context: &Context<'_>, mention: &Mention, around: &Around) -> bool {
        let text = context.text();
        let (part, sentence) = (around.part.of(text), around.sentence.of(text));
        let from = text.get(mention.span.start..around.sentence.end).unwrap_or_default();
        let before = text.get(around.part.start..mention.span.start).unwrap_or_default();
        // 力争到2025年底，回收量1.8万辆以上，家电补贴10万台以上: what is aimed at, though it is paid for
        let aimed = text.get(around.sentence.start..mention.span.start).is_some_and(|t| t.has("力争到20"));
        if aimed && !["给予", "奖励", "补助", "资助", "万元的"].iter().any(|w| part.has(w)) {
            return false;
        }
        let gives = |span: Span| gives(context.around, span);
        let from_span = Span::new(mention.span.start, around.sentence.end);
        match mention.kind {
            MentionKind::Duration => false,
            // 贷款最高额度提高至300万元，个人15万元: what one may borrow
            MentionKind::Money => {
                let lent = ["贷款", "授信", "担保"].iter().filter_map(|w| sentence.place(w)).min();
                let front = text.get(around.sentence.start..mention.span.start).unwrap_or_default();
                let paid_in = ["缴费标准", "收费标准", "缴纳标准", "缴费基数"].iter().any(|w| front.has(w));
                // 每件交纳50元至300元: a fee
                let paid_in = paid_in || ["交纳", "缴纳", "收取", "征收"].iter().any(|w| before.closes(w));
                // 市财政出资10亿元，带动社会资本100亿元: what others put in is a result
                let drawn = ["带动", "撬动", "吸引"].iter().any(|w| before.trim_start().opens(w));
                !(drawn || money::is_lent(before, [mention.value]))
                    && (paid_in
                        || money::is_put_in(before, from.get(mention.span.len()..).unwrap_or_default())
                        || money::is_sourced(front)
                        || money::is_support(before, text.get(mention.span.end..around.part.end).unwrap_or_default())
                        || money::is_budget(front, mention.comparator)
                        || money::is_entry(front)
                        || money::standard(front, text.get(mention.span.end..).unwrap_or_default()).is_some()
                        || (!money::is_output(before, mention.span.start < mention.core.start) || gives(around.part))
                            && gives(around.sentence)
                        || lent.is_some_and(|i| sentence[i..].has("额度")))
            }
            MentionKind::Percentage => share_given(context, mention, around),
            // 营业面积100平方米以上，…奖励1万元: a number one must meet to be given money.
            // 资助250名人才: how many are supported, no money
            MentionKind::Quantity if helps(part) && !sentence.has('元') => false,
            // 发放租赁补贴1.6万户: to how many; 给予25平方米以上的创业空间: how much room
            MentionKind::Quantity
                if room_given(text, mention, around).is_some() || paid_out(before, mention) && !from.has('元') =>
            {
                false
            }
            // 申请享受补贴的器具不得超过2件: how many one may have
            MentionKind::Quantity if mention.span.of(text).starts_with("不得超过") && !from.has('元') => false,
            _ => {
                // 配备不少于2名保洁员，每人每月补助800元: what is set up is no condition.
                let until = text.get(around.part.start..mention.span.start).unwrap_or_default();
                let made = self.phrases.nouns.verb_at_end(until).is_some();
                gives(around.part)
                    || (!made && gives(from_span) && from.has("元") && mention.comparator != Comparator::Eq)
            }
        }
    }
}

/// Whether a share is given, charged or paid out, and no result.
fn share_given(context: &Context<'_>, mention: &Mention, around: &Around) -> bool {
    const LOWERED: &[&str] = &["降至", "降到", "降低到", "降低至", "下降到", "下降至"];
    let text = context.text();
    let (part, until) = (around.part.of(text), text.get(around.part.start..mention.core.end).unwrap_or_default());
    let from = text.get(mention.span.start..around.sentence.end).unwrap_or_default();
    let before = text.get(around.part.start..mention.span.start).unwrap_or_default();
    let behind = from.get(mention.span.len()..).unwrap_or_default();
    let gives = |span: Span| gives(context.around, span);
    if is_charged(text, around, mention) {
        return true;
    }
    // 将平均担保费率降至1%以下: a rate that is to be brought down is a result.
    let lowered = LOWERED.iter().any(|w| text.get(..mention.span.start).is_some_and(|t| t.closes(w)));
    // 融资成本低于去年同期0.5个百分点: set beside something, a result
    if lowered || mention.unit.as_deref() == Some("pp") && !gives(around.part) {
        return false;
    }
    if paid_by_standard(from) || money::is_prepaid(until) || money::is_set_aside(before, behind) {
        return true;
    }
    if money::is_rate_of_deeds(before) || money::is_covered(before) || money::is_share(until) {
        return false;
    }
    gives(around.part) || (gives(around.sentence) && mention.comparator == Comparator::Eq && !part.has("达到"))
}

/// 开展促消费活动100场以上，发放消费券5000万元，拉动消费10亿元: what is dealt out to all stands in a part of its own, and makes no
/// condition of the others.
pub(super) fn dealt_out(marks: &Marks<'_>, around: &Around) -> bool {
    let sentence = around.sentence.of(marks.text());
    let dealt = |part: &str| part.trim_start().opens("发放") && part.has('券');
    if !sentence.has("发放") || dealt(around.part.of(marks.text())) || !sentence.split('，').any(dealt) {
        return false;
    }
    let mut from = around.sentence.start;
    sentence.split('，').all(|part| {
        let span = Span::new(from, from + part.len());
        from += part.len() + '，'.len_utf8();
        dealt(part) || !gives(marks, span)
    })
}

/// Whether the words from a rate on say that it is paid out: 每月按照不低于基本生活金20%的标准发放.
fn paid_by_standard(from: &str) -> bool {
    const PAYS: &[&str] = &["发放", "给予", "支付", "拨付", "补助"];
    let rest = from.halves("的标准").filter(|(rate, _)| rate.chars().count() <= 24).map(|x| x.1);
    rest.is_some_and(|rest| PAYS.iter().any(|w| rest.opens(w)))
}

/// 费率由1.5%调整为1%: what is charged.
fn is_charged(text: &str, around: &Around, mention: &Mention) -> bool {
    let before = text.get(around.sentence.start..mention.span.start).unwrap_or_default();
    money::is_charge(before, mention.comparator)
}

/// 选拔资助20名人才: 资助 with those whom it helps, and no money given for something.
fn helps(part: &str) -> bool {
    const BEFORE: &[&str] = &["培养", "选拔", "评选", "遴选", "支持", "引进", "重点", "每年", "鼓励并", "择优"];
    const NOUNS: &[&str] = &["的", "资金", "金额", "标准", "额度", "期", "对象", "办法", "力度", "经费", "政策"];
    part.match_indices("资助").any(|(at, word)| {
        let (front, rest) = (&part[..at], &part[at + word.len()..]);
        (front.is_empty() || BEFORE.iter().any(|w| front.closes(w)))
            && !rest.is_empty()
            && !NOUNS.iter().any(|w| rest.opens(w))
    })
}

/// 发放城镇住房保障家庭租赁补贴 before 1.6万户: who are counted get what is named.
fn paid_out(before: &str, mention: &Mention) -> bool {
    let heads = ["户", "人", "名", "人次"].contains(&mention.unit.as_deref().unwrap_or_default());
    heads && before.has("发放") && ["补贴", "补助", "津贴", "救助金", "券"].iter().any(|w| before.closes(w))
}

/// Whether something is granted in a span; 开展补贴性职业技能培训 tells what kind of training.
pub(super) fn gives(marks: &Marks<'_>, span: Span) -> bool {
    let kind_of = |word: Span| {
        let rest = marks.between(word.end, span.end);
        // 限额以上企业: how large they are
        let large = word.of(marks.text()) == "限额" && (rest.opens("以上") || rest.opens("以下"));
        large
            || ["性", "率", "村", "县", "面积", "名额", "人数", "数量", "企业数量", "项目数量", "对象数量"]
                .iter()
                .any(|n| rest.opens(n))
    };
    // 资产证券化率: no 券 that is given
    let paper = |word: Span| word.of(marks.text()) == "券" && marks.between(span.start, word.start).ends_with('证');
    // 无感支付, 移动支付: a manner of paying
    let manner = |word: Span| {
        word.of(marks.text()) == "支付"
            && marks.between(span.start, word.start).ends_with(['感', '动', '捷', '字', '线'])
    };
    marks.words(List::Grant, span).any(|w| !kind_of(w.span) && !paper(w.span) && !manner(w.span))
}
