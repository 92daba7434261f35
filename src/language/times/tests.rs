//! Whole expressions in sentences, resolved through the real tagger and parser.

use proptest::prelude::*;

use crate::language::sentences::sentences;
use crate::language::{Pipeline, TimeExpression};
use crate::model::{Article, TimeMethod, When};

/// The time expressions of a text: words, TIMEX3 value, EDTF value.
fn times(text: &str, published: Option<&str>) -> Vec<(String, String, String)> {
    let published = published.map(|edtf| When::parse(edtf).unwrap());
    let article = Article { text: text.into(), published, ..Article::default() };
    let shown = |time: &TimeExpression| {
        let value = time.value.as_ref().map_or("-", When::edtf).to_owned();
        (time.span.of(text).to_owned(), time.timex.clone(), value)
    };
    Pipeline::embedded().analyze(&article).times.iter().map(shown).collect()
}

/// Checks one sentence of 22 February 2023, a Wednesday.
#[track_caller]
fn expect(text: &str, expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(a, b, c)| (a.to_string(), b.to_string(), c.to_string())).collect();
    assert_eq!(times(text, Some("2023-02-22")), expected, "{text}");
}

#[test]
fn explicit_dates() {
    for date in [
        "Feb. 21, 2023",
        "21 February 2023",
        "February 21, 2023",
        "the 21st of February 2023",
        "2023-02-21",
        "2/21/2023",
    ] {
        expect(&format!("They met on {date}."), &[(date, "2023-02-21", "2023-02-21")]);
    }
    expect("He has ruled since February 2022.", &[("February 2022", "2022-02", "2022-02")]);
    expect("She was elected in 2015.", &[("2015", "2015", "2015")]);
    expect(
        "It was won in 2015, 2017 and 2019.",
        &[("2015", "2015", "2015"), ("2017", "2017", "2017"), ("2019", "2019", "2019")],
    );
    expect("It began in the 1990s.", &[("the 1990s", "199", "199X")]);
    expect(
        "Revenue rose in the third quarter of 2022.",
        &[("the third quarter of 2022", "2022-Q3", "2022-35")],
    );
}

#[test]
fn days_in_a_row_are_one_stretch() {
    for days in ["Feb. 20 and 21, 2021", "20 and 21 February 2021", "Feb. 20-21, 2021"] {
        expect(&format!("They met on {days}."), &[(days, "2021-02-20/2021-02-21", "2021-02-20/2021-02-21")]);
    }
    let three = "February 19, 20 and 21, 2021";
    expect(&format!("They met on {three}."), &[(three, "2021-02-19/2021-02-21", "2021-02-19/2021-02-21")]);
    let between = "Feb. 10 and 21, 2021";
    expect(
        &format!("They met between {between}."),
        &[(between, "2021-02-10/2021-02-21", "2021-02-10/2021-02-21")],
    );
    let two = [("May", "2021-05", "2021-05"), ("June 2021", "2021-06", "2021-06")];
    expect("They met in May and June 2021.", &two);
    let two = [("5 May", "2021-05-05", "2021-05-05"), ("6 June 2021", "2021-06-06", "2021-06-06")];
    expect("They met on 5 May and 6 June 2021.", &two);
}

#[test]
fn partial_dates_are_near_the_publication() {
    expect("Wang met Putin on Feb. 21.", &[("Feb. 21", "2023-02-21", "2023-02-21")]);
    expect("They met in December.", &[("December", "2022-12", "2022-12")]);
    expect("They will meet in March.", &[("March", "2023-03", "2023-03")]);
    expect("They will meet on Jan. 5.", &[("Jan. 5", "2023-01-05", "2023-01-05")]);
    expect("He had planned to come in October but put it off.", &[("October", "2022-10", "2022-10")]);
}

#[test]
fn the_tense_tells_the_last_weekday_from_the_next() {
    expect("The ministers met on Tuesday.", &[("Tuesday", "2023-02-21", "2023-02-21")]);
    expect("The ministers will meet on Tuesday.", &[("Tuesday", "2023-02-28", "2023-02-28")]);
    expect("The ministers met on Wednesday.", &[("Wednesday", "2023-02-22", "2023-02-22")]);
    expect("They met last Friday.", &[("last Friday", "2023-02-17", "2023-02-17")]);
}

#[test]
fn relative_expressions_keep_their_granularity() {
    expect("They met last month.", &[("last month", "2023-01", "2023-01")]);
    expect("Officials met earlier this month.", &[("earlier this month", "2023-02", "2023-02")]);
    expect("He resigned two weeks ago.", &[("two weeks ago", "2023-02-08", "2023-02-06/2023-02-12")]);
    expect("He will retire next year.", &[("next year", "2024", "2024")]);
    expect("They met yesterday.", &[("yesterday", "2023-02-21", "2023-02-21")]);
    expect("She came last week.", &[("last week", "2023-W07", "2023-02-13/2023-02-19")]);
}

#[test]
fn the_story_goes_on_from_its_last_date() {
    expect(
        "He was shot on May 3, 2010. The day before, he had met Smith.",
        &[("May 3, 2010", "2010-05-03", "2010-05-03"), ("The day before", "2010-05-02", "2010-05-02")],
    );
}

#[test]
fn intervals() {
    expect(
        "They meet on 20-24 February.",
        &[("20-24 February", "2023-02-20/2023-02-24", "2023-02-20/2023-02-24")],
    );
    expect(
        "They will meet from Monday to Thursday.",
        &[("Monday to Thursday", "2023-02-27/2023-03-02", "2023-02-27/2023-03-02")],
    );
    expect("He was president from 2015 to 2019.", &[("2015 to 2019", "2015/2019", "2015/2019")]);
}

#[test]
fn what_ends_before_it_begins_has_no_value() {
    let (text, published) = ("third - first May", When::parse("2023-02-22").unwrap());
    let found = super::find(text, &sentences(text), Some(&published));
    assert!(found.iter().all(|time| time.value.is_some() == (time.method != TimeMethod::None)), "{found:?}");
}

#[test]
fn years_are_joined_in_full_or_by_two_digits() {
    for (text, value) in [("2019-20", "2019/2020"), ("2021/22", "2021/2022"), ("1990-1994", "1990/1994")] {
        let sentence = format!("He led it in {text}.");
        let found = super::find(&sentence, &sentences(&sentence), None);
        let edtf: Vec<_> = found.iter().filter_map(|t| t.value.as_ref()).map(When::edtf).collect();
        assert_eq!(edtf, [value]);
    }
    let sentence = "The war lasted from 1846 to 48, and from 1990 to May 1994.";
    let found = super::find(sentence, &sentences(sentence), None);
    let edtf: Vec<_> = found.iter().filter_map(|t| t.value.as_ref()).map(When::edtf).collect();
    assert_eq!(edtf, ["1846/1848", "1990/1994-05"]);
}

#[test]
fn a_century_may_be_told_by_its_first_year() {
    expect(
        "He lived in the 1700s and she in the 1990s.",
        &[("the 1700s", "17", "17XX"), ("the 1990s", "199", "199X")],
    );
}

#[test]
fn feasts_and_ends_of_years() {
    expect("They met on Christmas Eve.", &[("Christmas Eve", "2022-12-24", "2022-12-24")]);
    expect("They met last Thanksgiving.", &[("last Thanksgiving", "2022-11-24", "2022-11-24")]);
    expect("She bought a Christmas tree.", &[]);
    expect("It will close by year's end.", &[("year's end", "2023", "2023")]);
}

#[test]
fn the_year_in_the_name_of_a_programme_is_none() {
    expect("They discussed the goals of Vision 2030.", &[]);
    expect("They signed the Cooperation Program 2022-2024 here.", &[]);
    expect("They discussed the objectives of the Kingdom's Vision 2030 and other plans.", &[]);
    expect("They discussed the plan of 2030.", &[("2030", "2030", "2030")]);
}

#[test]
fn figures_are_compared_with_the_year_before() {
    expect(
        "Profit fell in the third quarter of 2022 from a year earlier. Sales fell from the year-ago quarter.",
        &[
            ("the third quarter of 2022", "2022-Q3", "2022-35"),
            ("a year earlier", "2021-Q3", "2021"),
            ("the year-ago quarter", "2021-Q3", "2021-35"),
        ],
    );
}

#[test]
fn a_possessive_weekday_is_past_unless_it_is_promised() {
    expect("Protests follow Tuesday's ruling.", &[("Tuesday", "2023-02-21", "2023-02-21")]);
    expect("He will attend Friday's talks.", &[("Friday", "2023-02-24", "2023-02-24")]);
    expect("They planned a march on Friday.", &[("Friday", "2023-02-24", "2023-02-24")]);
}

#[test]
fn durations_sets_and_references_have_no_date() {
    expect("They talked for five hours.", &[("five hours", "PT5H", "-")]);
    expect("They held a two-day meeting.", &[("two-day", "P2D", "-")]);
    expect("They meet every year.", &[("every year", "P1Y", "-")]);
    expect("The firm is currently closed.", &[("currently", "PRESENT_REF", "-")]);
}

#[test]
fn numbers_ages_and_scores_are_no_times() {
    expect("The 44-year-old minister said 2015 people came and won 6-3 with 21 votes.", &[]);
    expect("He may march with them.", &[]);
    expect("A quarter of them are in their 20s.", &[]);
}

#[test]
fn without_an_anchor_only_what_is_sure_has_a_value() {
    assert_eq!(times("They met on Tuesday.", None), [("Tuesday".into(), "".into(), "-".into())]);
    assert_eq!(times("They met on Feb. 21.", None), [("Feb. 21".into(), "".into(), "-".into())]);
    let two = times("They met on Feb. 21, 2023. He speaks on Feb. 25.", None);
    assert_eq!(two[1], ("Feb. 25".into(), "2023-02-25".into(), "2023-02-25".into()));
}

#[test]
fn a_month_or_year_of_publication_anchors_only_what_it_can() {
    assert_eq!(times("They met last year.", Some("2023"))[0].1, "2022");
    assert_eq!(times("They met last month.", Some("2023"))[0].1, "");
    assert_eq!(times("They met on Tuesday.", Some("2023-02"))[0].1, "");
}

/// Words that time expressions are made of, so that chance makes many, odd ones too.
fn any_words() -> impl Strategy<Value = String> {
    let words = [
        "May",
        "Feb.",
        "31",
        "30",
        "29",
        "21st",
        "2022",
        "2000",
        "'98",
        "1990s",
        "Tuesday",
        "last",
        "next",
        "this",
        "the",
        "a",
        "two",
        "twenty",
        "-",
        "five",
        "days",
        "weeks",
        "year",
        "quarter",
        "century",
        "decades",
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        ",",
        "of",
        "from",
        "to",
        "and",
        "first",
        "third",
        "20th",
        "yesterday",
        "today",
        "night",
        "morning",
        "10:30",
        "p.m.",
        "noon",
        "spring",
        "weekend",
        "every",
        "daily",
        "recent",
        "now",
        "9999",
        "1000",
        "half",
        "early",
        "that",
        "same",
        "day",
        "month",
        "hours",
        "million",
        "centuries",
        "99",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 1..14)
        .prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn expressions_are_in_order_and_their_values_fit(
        text in any_words(),
        published in proptest::option::of(prop_oneof![Just("2023-02-22"), Just("2023-02"), Just("9999-12-31"), Just("0000")]),
    ) {
        let published = published.map(|edtf| When::parse(edtf).unwrap());
        let sentences = sentences(&text);
        let mut last = (0, 0);
        for time in super::find(&text, &sentences, published.as_ref()) {
            prop_assert!((time.sentence, time.tokens.start) >= last);
            prop_assert!(time.tokens.start < time.tokens.end);
            prop_assert!(time.tokens.end <= sentences[time.sentence].tokens.len());
            prop_assert_eq!(time.value.is_some(), time.method != TimeMethod::None);
            last = (time.sentence, time.tokens.end);
        }
    }
}
