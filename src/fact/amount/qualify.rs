//! Qualifying 达标: a number that whoever meets it is given something for.
//!
//! In: a bounded number with the words around it (`年税收超300万元，给予…`, `项目固定资产投资5000万元以上、亩均投资不低于100万元，…，给企业5%奖励`).
//! Out: whether it is such a condition; an aim of the government's own and what it deals out to all are none.

use super::{Cue, Group, Scene};
use crate::fact::around::{ending, head, opening};
use crate::mention::{Comparator, MentionKind};
use crate::text::{Seek, Span};

/// How far behind a condition the grant may stand, in bytes; and where the words name who must meet it.
const NEXT: usize = 60;
const WHOSE: usize = 240;

impl Scene<'_> {
    /// A bound with the grant in the phrase behind: 团组6家单位以上，给予3万元.
    pub(super) fn qualifies(&self, group: &Group<'_>) -> bool {
        if !self.bounded(group)
            || self.dated(group)
            || self.describes_target(group)
            || self.grant_before(group).is_some()
        {
            return false;
        }
        // 确保全年为企业减税降费15亿元以上，新增贷款80亿元: an aim of the government's own
        let sentence = self.around.between(group.sentence.start, group.span.start).trim_start();
        if ["确保", "力争", "争取", "全年"].iter().any(|w| sentence.opens(w)) {
            return false;
        }
        let post = self.post(group);
        // 年税收超300万元且亩均税收10万元以上，给予…
        let more = opening(post, &["且", "并且", "同时"]).is_some();
        // 新上项目固定资产投资5000万元以上、亩均投资不低于100万元，…，给企业5%奖励: who is meant stands before the measure
        let (pre, post) = (self.pre(group), self.post(group));
        let whose =
            ["企业", "项目", "机构", "单位", "合作社"].iter().filter_map(|w| Some(pre.place(w)? + w.len())).min();
        let whose = whose.is_some_and(|at| {
            // 服务业企业（含分支机构）年贡献超40万元以上
            let noted = pre[at..].strip_prefix('（').and_then(|rest| rest.rsplit_once('）'));
            let own = noted.map_or(&pre[at..], |(_, own)| own);
            (2..=12).contains(&own.chars().count()) && !pre.has("培育")
        });
        let more = more || whose && post.starts_with('、') && post.bytes().any(|b| b.is_ascii_digit());
        if !post.is_empty() && !more && ending(post, &self.words.who).is_none() && !post.ends_with('的') {
            return false;
        }
        // 投资5000万元以上，实行“一事一议”
        let next = self.around.between(group.phrase.end, group.sentence.end);
        let apart = head(next, 14).has("一事一议") && matches!(self.widest(group), Comparator::Ge | Comparator::Gt);
        if apart && !group.members.iter().any(|m| m.kind == MentionKind::Number) {
            return true;
        }
        let only_le = group.members.iter().all(|m| m.comparator == Comparator::Le);
        let own = self.cues_in(Span::new(group.phrase.start, group.phrase.end)).any(|(_, c)| matches!(c, Cue::Grant));
        let next = Span::new(group.phrase.end, group.sentence.end);
        let near = self.cues_in(next).find(|(_, c)| *c == Cue::Grant);
        let money_or_not = group.members.first().is_none_or(|m| m.kind != MentionKind::Number);
        !own && !only_le
            && money_or_not
            && near.is_some_and(|(s, _)| {
                let from = if whose { group.phrase.end } else { s.start };
                s.start <= group.phrase.end + if whose { WHOSE } else { NEXT }
                    && self.money_behind(from, group.sentence.end)
                    && !self.deals_out(s)
            })
    }

    /// 亩均投资不低于100万元 behind 固定资产投资5000万元以上、: the next of the conditions that stand side by side.
    pub(super) fn next_condition(&self, group: &Group<'_>, gap: &str) -> bool {
        let noun = gap.strip_prefix('、').unwrap_or_default();
        let named =
            (2..=12).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic) && !noun.has('的');
        let least = matches!(self.widest(group), Comparator::Ge | Comparator::Gt);
        named && least && self.post(group).is_empty() && self.grant_before(group).is_none() && !self.dated(group)
    }

    /// 发放消费券5000万元, 低保标准年均增长不低于6%: what the government does for all, no grant for whoever meets a number.
    fn deals_out(&self, cue: &Span) -> bool {
        let rest = self.around.between(cue.start, self.text.len());
        let own = rest.split(['，', '。', '；', '\n']).next().unwrap_or_default();
        let dealt = own.opens("发放") && ["消费券", "贷款", "惠民券"].iter().any(|w| own.has(w));
        dealt || ["年均增长", "标准增长", "标准提高", "标准年均"].iter().any(|w| own.has(w))
    }

    pub(super) fn money_behind(&self, from: usize, to: usize) -> bool {
        let values = self.values_in(Span::new(from, to));
        values.iter().any(|m| matches!(m.kind, MentionKind::Money | MentionKind::Percentage))
    }
}
