//! Who reads a place: all classes that may are asked, the heaviest hypothesis wins.

use super::{SemioticClass, ask};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;

/// Who claims a place with the highest score, and the cue that decided; whoever cannot give more is not asked.
///
/// It is not inlined, nor is [`contest`]: they are large and rarely needed, and the walk stays small without them.
#[inline(never)]
pub(crate) fn winner<'d>(
    token: &TokenContext<'d, '_>,
    cue: &mut Option<&'static str>,
) -> Option<Hypothesis<SemioticClass<'d>>> {
    let mut best: Option<Hypothesis<_>> = None;
    ask(token, |claim| {
        let enough = best.as_ref().map_or(0, |best| best.weight());
        if best.is_some() && enough >= claim.weight() {
            return enough;
        }
        let score = claim.weight();
        *cue = token.take_evidence();
        best = Some(claim);
        score
    });
    best
}

/// As [`winner`]; everybody is asked, and who loses is recorded.
#[inline(never)]
pub(crate) fn contest<'d>(
    token: &TokenContext<'d, '_>,
    losers: &mut Vec<Hypothesis<SemioticClass<'d>>>,
    cue: &mut Option<&'static str>,
) -> Option<Hypothesis<SemioticClass<'d>>> {
    let mut best: Option<Hypothesis<_>> = None;
    ask(token, |claim| {
        let evidence = token.take_evidence();
        match &mut best {
            Some(winner) if winner.weight() >= claim.weight() => losers.push(claim),
            best => {
                *cue = evidence;
                losers.extend(best.replace(claim));
            }
        }
        0
    });
    best
}
