//! Columns of grants 补助标准栏: plain numbers whose unit stands in the head of their column.
//!
//! In: a clause that is a table (`作物 | 补助标准（元/亩）`, `大豆 | 200`). Out: a sum for each such cell, per what the
//! head says (`亩`). Rows of totals (合计) repeat what stands above them and are left out.

use crate::fact::table::{Grid, plain};
use crate::fact::{Amount, AmountRole, AmountType, Comparator, Context, Fact, Says};
use crate::mention::MentionKind;
use crate::text::Seek;
use rust_decimal::Decimal;

/// Whether a column is of grants: 奖励标准, 补助金额（万元）.
pub(super) fn grants(head: &str) -> bool {
    let head = head.split('（').next().unwrap_or_default();
    ["奖励", "补助", "补贴", "奖补", "资助", "扶持"].iter().any(|w| head.has(w))
        && ["标准", "金额", "额度", "奖励", "补助", "补贴", "奖补", "资金"].iter().any(|w| head.closes(w))
}

/// The sums below the heads that name their unit.
pub(super) fn columns(context: &Context<'_>) -> Vec<Fact> {
    if !context.clause().table {
        return Vec::new();
    }
    let text = context.text();
    let fits = |head: &str| grants(head) && unit(head).is_some();
    let Some(grid) = Grid::read(text, fits) else { return Vec::new() };
    let mut out = Vec::new();
    for (column, head) in grid.head.iter().enumerate() {
        let head = plain(head.of(text));
        let Some((factor, per)) = unit(&head).filter(|_| grants(&head)) else { continue };
        for row in &grid.rows {
            let total =
                row.iter().take(2).any(|c| ["合计", "总计", "小计", "共计"].iter().any(|w| plain(c.of(text)).opens(w)));
            let Some(cell) = grid.cell(row, column).filter(|_| !total) else { continue };
            let from = context.values().partition_point(|m| m.span.start < cell.start);
            let Some(m) = context.values().get(from).filter(|m| m.span == cell && m.kind == MentionKind::Number) else {
                continue;
            };
            let scaled = |d: Decimal| d.checked_mul(Decimal::from(factor)).unwrap_or(d);
            let Some(value) = m.value.or(m.low).map(scaled) else { continue };
            let amount = Amount {
                role: AmountRole::Support,
                measure: AmountType::Money,
                bound: m.comparator,
                value,
                value_max: m.high.filter(|_| m.comparator == Comparator::Range).map(scaled),
                unit: Some("CNY".to_owned()),
                basis: None,
                per: per.clone(),
            };
            out.push(Fact::stated(Says::Amount(amount), m.span, m.span, "amount/unit-column"));
        }
    }
    out.sort_by_key(|f| f.value.first().map_or(0, |v| v.start));
    out
}

/// What a head in （） counts in: 万元/户 is 10,000 yuan per 户.
fn unit(head: &str) -> Option<(u32, Option<String>)> {
    let inside = head.rsplit_once('（')?.1.strip_suffix('）')?;
    let inside = inside.strip_prefix("单位：").unwrap_or(inside);
    let (factor, rest) = match inside.strip_prefix('万') {
        Some(rest) => (10_000, rest),
        None => match inside.strip_prefix('亿') {
            Some(rest) => (100_000_000, rest),
            None => (1, inside),
        },
    };
    let rest = rest.strip_prefix('元')?;
    let per = rest.strip_prefix('/').or_else(|| rest.strip_prefix('每'));
    (rest.is_empty() || per.is_some()).then(|| (factor, per.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_name_their_unit() {
        assert_eq!(unit("补助标准（元/亩）"), Some((1, Some("亩".to_owned()))));
        assert_eq!(unit("奖励金额（万元）"), Some((10_000, None)));
        assert_eq!((unit("补助比例（%）"), unit("面积（万亩）"), unit("补助标准")), (None, None, None));
        assert!(grants("补助资金（万元）") && grants("奖励标准") && !grants("补贴面积（亩）"));
    }
}
