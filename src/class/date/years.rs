//! Years and their ranges: `2019-2024`, `mùa 2025/26`, `1642–46`, `1122 – 256 trước Công nguyên`.

use super::point::{Date, Lead, Point, claim, goes_on, year};
use crate::data::layer::Cue;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;
use crate::vietnamese::number;

/// The two years of a season, the second without its century: `2019/20`, from behind the slash.
fn season<'d>(first: &'d str, cursor: &mut Cursor<'d>) -> Option<(Point<'d>, Point<'d>)> {
    short_year(first, cursor, |first, second| first + 1 == second)
}

/// `1642–46`: a later year, which counts nothing (`1642-46 xã`).
fn same_century<'d>(first: &'d str, cursor: &mut Cursor<'d>) -> Option<(Point<'d>, Point<'d>)> {
    let mut at = *cursor;
    let years = short_year(first, &mut at, |first, second| first < second)?;
    let counted = at.byte() == b' ' && at.next_word().starts_with(char::is_lowercase);
    (!counted).then(|| {
        *cursor = at;
        years
    })
}

/// A year and another of which the century is not printed again, if their last two figures fit.
fn short_year<'d>(
    first: &'d str,
    cursor: &mut Cursor<'d>,
    fits: impl Fn(u64, u64) -> bool,
) -> Option<(Point<'d>, Point<'d>)> {
    let mut at = *cursor;
    let short = at.digits();
    let fits = short.len() == 2 && !goes_on(at) && fits(number::value(first)? % 100, number::value(short)?);
    fits.then(|| {
        *cursor = at;
        (of_year(first), Point { century: Some(&first[..2]), ..of_year(short) })
    })
}

fn of_year(year: &str) -> Point<'_> {
    Point { year: Some(year), ..Point::default() }
}

/// `1-2025/26`: a league's number and the years of its season.
pub(super) fn season_of_league<'d>(at: Cursor<'d>, from: Point<'d>) -> Option<Hypothesis<Date<'d>>> {
    let mut end = at;
    end.eat(b'/');
    let (season, to) = season(from.year?, &mut end)?;
    claim(end, Rule::DateSeason, season, Some(to), Lead::Written).map(|mut date| {
        date.class.league = from.month;
        date
    })
}

/// `2019-2024`, `2010/2011`, `2019-20`.
pub(super) fn years<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let from = year_before_separator(&mut at)?;
    let mut dash = at;
    let dashed = dash.spaced_dash();
    if !dashed && !dash.eat(b'/') {
        return None;
    }
    // mùa giải 2019/20: the century is not printed again.
    let mut end = dash;
    if !dashed && let Some((first, to)) = season(from, &mut end) {
        return claim(end, Rule::DateSeason, first, Some(to), Lead::Written);
    }
    let mut eras = dash;
    if dashed && let Some(to) = earlier(from, &mut eras) {
        return claim(eras, Rule::DateYears, of_year(from), Some(of_year(to)), Lead::Written);
    }
    let named = token.cue_within(Cue::Year);
    // 1642–46
    let mut end = dash;
    if dashed
        && (named || token.char_before() == Some('('))
        && let Some((first, to)) = same_century(from, &mut end)
    {
        return claim(end, Rule::DateYears, first, Some(to), Lead::Written);
    }
    let to = year(&mut dash)?;
    let (a, b) = (number::value(from)?, number::value(to)?);
    let likely = (1000..=2200).contains(&a) && a < b && b - a <= 300;
    if !(likely && (dashed || b - a == 1)) {
        return None;
    }
    let rule = if named {
        Rule::DateYears
    } else if a >= 1800 && b <= 2150 {
        Rule::DateYearsBare
    } else {
        Rule::DateYearsUnlikely
    };
    claim(dash, rule, of_year(from), Some(of_year(to)), Lead::Written)
}

/// `1122 – 256 trước Công nguyên`: before Christ years fall.
pub(super) fn earlier<'d>(from: &str, cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    let to = at.digits();
    let falls = (1..=4).contains(&to.len()) && number::value(to)? < number::value(from)?;
    let mut after = at;
    after.spaces();
    let before_christ = after.eat_phrase(words::date::BEFORE_CHRIST) || words::date::ERAS.get(after.word()).is_some();
    (falls && !at.inside_word() && before_christ).then(|| {
        *cursor = at;
        to
    })
}

fn year_before_separator<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    let digits = at.digits();
    let fits = digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2');
    if fits && !at.inside_word() {
        *cursor = at;
        return Some(digits);
    }
    None
}
