//! When events were, as bars over time of which a stretch can be chosen.
//!
//! A bar counts the events that lie wholly within its day, month or year. What is dated more widely, what lies far from
//! the rest, and what has no date is told beside the bars, not guessed into them.

use maud::{Markup, html};

use super::answer::Asked;
use super::words;
use crate::model::{When, date_of};
use crate::query::{Filter, TimeCount, Times};

/// The height of the bars, in pixels.
const HEIGHT: u32 = 64;

/// The share of events at either end that may be left out for the sake of the others.
const FAR: f64 = 0.02;

/// The most bars.
const BARS: usize = 130;

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Bar {
    when: When,
    count: u32,
}

/// Bars over time, and how much is not in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Chart {
    bars: Vec<Bar>,
    earlier: u32,
    later: u32,
    wider: u32,
}

/// The bars with the chosen time marked, or nothing where nothing has a date.
pub fn timeline(asked: &Asked, times: &Times) -> Markup {
    let chart = Chart::of(times);
    let (Some(first), Some(last)) = (chart.bars.first(), chart.bars.last()) else { return html! {} };
    let tallest = chart.bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
    let width = 100.0 / chart.bars.len() as f64;
    html! {
        figure class="timeline" data-here=(asked.here(&asked.query.without(&["since", "until", "on", "limit"]))) {
            figcaption {
                "When" span class="note" { " a bar is a choice" }
            }
            svg class="bars" height=(HEIGHT + 4) role="group"
                aria-label={ "Events from " (first.when) " to " (last.when) } {
                @for (i, bar) in chart.bars.iter().enumerate() {
                    @let height = if bar.count == 0 { 0 } else { (bar.count * HEIGHT / tallest).max(3) };
                    a href=(asked.here(&chosen(asked, bar))) tabindex="-1"
                        aria-label={ (bar.when) ": " (words::counted(bar.count as usize, "event")) } {
                        rect class="slot" x=(percent(i as f64 * width)) width=(percent(width)) y="0" height=(HEIGHT + 4)
                            data-first=[bar.when.first_day()] data-last=[bar.when.last_day()] {
                            title { (bar.when) ": " (words::counted(bar.count as usize, "event")) }
                        }
                        rect class=(if is_chosen(&asked.filter, &bar.when) { "bar" } else { "bar out" })
                            x=(percent((i as f64 + 0.1) * width)) width=(percent(width * 0.8))
                            y=(HEIGHT + 2 - height) height=(height) {}
                    }
                }
                line class="axis" x1="0" x2="100%" y1=(HEIGHT + 3) y2=(HEIGHT + 3) {}
            }
            div class="ends" { span { (first.when) } span { (last.when) } }
            (beside(asked, &chart, times, (first, last)))
        }
    }
}

/// What the bars do not show.
fn beside(asked: &Asked, chart: &Chart, times: &Times, (first, last): (&Bar, &Bar)) -> Markup {
    let query = asked.query.without(&["since", "until", "on", "limit"]);
    let day_before = first.when.lo().and_then(|lo| date_of(lo - 1)).map(|day| day.to_string());
    let day_after = last.when.hi().and_then(|hi| date_of(hi + 1)).map(|day| day.to_string());
    html! {
        p class="note" {
            @if let (true, Some(day)) = (chart.earlier > 0, day_before) {
                a href=(asked.here(&query.with("until", day))) { (chart.earlier) " earlier" } " · "
            }
            @if let (true, Some(day)) = (chart.later > 0, day_after) {
                a href=(asked.here(&query.with("since", day))) { (chart.later) " later" } " · "
            }
            @if chart.wider > 0 { (chart.wider) " dated more widely than a bar · " }
            (times.undated) " undated"
        }
    }
}

fn percent(share: f64) -> String {
    format!("{share:.3}%")
}

fn chosen(asked: &Asked, bar: &Bar) -> super::query::Query {
    asked.query.without(&["since", "until", "limit"]).with("on", bar.when.edtf())
}

/// Whether the time lies within what is chosen, or nothing is.
fn is_chosen(filter: &Filter, when: &When) -> bool {
    let since = filter.since.as_ref().and_then(When::lo);
    let until = filter.until.as_ref().and_then(When::hi);
    when.hi().zip(since).is_none_or(|(hi, since)| hi >= since)
        && when.lo().zip(until).is_none_or(|(lo, until)| lo <= until)
        && filter.on.as_ref().is_none_or(|on| on.overlaps(when))
}

impl Chart {
    fn of(times: &Times) -> Chart {
        // What is dated to within a year says where the bars should be.
        let mut dated: Vec<(i32, i32, u32)> = times
            .dated
            .iter()
            .filter_map(|time| Some((time.lo?, time.hi?, time.count)))
            .filter(|(lo, hi, _)| hi - lo <= 366)
            .collect();
        dated.sort_unstable();
        let Some((first, last)) = middle(&dated) else { return Chart::default() };
        let unit = match last - first {
            ..=62 => Unit::Day,
            63..=3653 => Unit::Month,
            _ => Unit::Year,
        };
        let mut chart = Chart { bars: unit.bars(first, last), ..Chart::default() };
        for time in &times.dated {
            chart.add(time);
        }
        chart
    }

    fn add(&mut self, time: &TimeCount) {
        let (Some(first), Some(last)) = (self.bars.first(), self.bars.last()) else { return };
        if time.hi.zip(first.when.lo()).is_some_and(|(hi, first)| hi < first) {
            self.earlier += time.count;
        } else if time.lo.zip(last.when.hi()).is_some_and(|(lo, last)| lo > last) {
            self.later += time.count;
        } else {
            let at = self.bars.partition_point(|bar| bar.when.hi() < time.lo);
            match self.bars.get_mut(at) {
                Some(bar) if bar.when.lo() <= time.lo && time.hi.is_some() && time.hi <= bar.when.hi() => {
                    bar.count += time.count;
                }
                _ => self.wider += time.count,
            }
        }
    }
}

/// The first and the last day of what is not far from the rest.
fn middle(dated: &[(i32, i32, u32)]) -> Option<(i32, i32)> {
    let total: u32 = dated.iter().map(|(.., count)| count).sum();
    let far = (f64::from(total) * FAR) as u32;
    let mut passed = 0;
    let mut within = dated.iter().filter(|(.., count)| {
        let before = passed;
        passed += count;
        passed > far && before < total - far
    });
    let first = within.next()?;
    let last = within.fold(first.1, |last, (_, hi, _)| last.max(*hi));
    Some((first.0, last))
}

impl Unit {
    /// Empty bars from one day to another.
    fn bars(self, first: i32, last: i32) -> Vec<Bar> {
        let mut bars = Vec::new();
        let mut day = first;
        while let Some(when) = self.around(day).filter(|_| day <= last && bars.len() < BARS) {
            let Some(hi) = when.hi() else { break };
            day = hi + 1;
            bars.push(Bar { when, count: 0 });
        }
        bars
    }

    fn around(self, day: i32) -> Option<When> {
        let date = date_of(day)?;
        match self {
            Unit::Day => Some(When::day(date)),
            Unit::Month => When::month(date.year(), date.month()).ok(),
            Unit::Year => When::year(date.year()).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(dated: &[(&str, u32)]) -> Times {
        let count = |(edtf, count): &(&str, u32)| {
            let when = When::parse(edtf).unwrap();
            TimeCount { lo: when.lo(), hi: when.hi(), count: *count }
        };
        let mut dated: Vec<_> = dated.iter().map(count).collect();
        dated.sort_by_key(|time| (time.lo, time.hi));
        Times { dated, undated: 0 }
    }

    fn bars(chart: &Chart) -> Vec<(String, u32)> {
        chart.bars.iter().map(|bar| (bar.when.edtf().to_owned(), bar.count)).collect()
    }

    #[test]
    fn a_bar_has_what_lies_within_it_and_the_rest_is_told() {
        let chart = Chart::of(&times(&[
            ("2023-01-30", 2),
            ("2023-02", 3),
            ("2023-04-01", 1),
            ("2023", 5),
            ("2022-02/..", 7),
        ]));
        assert_eq!(chart.bars.len(), 12);
        assert_eq!(
            bars(&chart)[..4],
            [("2023-01".into(), 2), ("2023-02".into(), 3), ("2023-03".into(), 0), ("2023-04".into(), 1)]
        );
        assert_eq!((chart.earlier, chart.later, chart.wider), (0, 0, 12));
    }

    #[test]
    fn what_lies_far_away_does_not_squeeze_the_rest() {
        let chart = Chart::of(&times(&[("1949-10-01", 1), ("2023-02-01", 60), ("2023-02-03", 60)]));
        assert_eq!(
            bars(&chart),
            [("2023-02-01".into(), 60), ("2023-02-02".into(), 0), ("2023-02-03".into(), 60)]
        );
        assert_eq!((chart.earlier, chart.later, chart.wider), (1, 0, 0));
        assert_eq!(Chart::of(&times(&[("19XX", 1)])), Chart::default());
    }
}
