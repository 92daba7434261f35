//! Values, and the laws that they keep.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn days(edtf: &str) -> (String, String) {
    let when = When::parse(edtf).unwrap();
    let shown = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
    (shown(when.first_day()), shown(when.last_day()))
}

#[test]
fn days_that_a_time_covers() {
    let expect = |edtf, lo: &str, hi: &str| assert_eq!(days(edtf), (lo.to_owned(), hi.to_owned()), "{edtf}");
    expect("2023-02-21", "2023-02-21", "2023-02-21");
    expect("2024-02", "2024-02-01", "2024-02-29");
    expect("2023", "2023-01-01", "2023-12-31");
    expect("201X", "2010-01-01", "2019-12-31");
    expect("19XX", "1900-01-01", "1999-12-31");
    expect("2022-21", "2022-03-01", "2022-05-31");
    expect("2022-24", "2022-12-01", "2023-02-28");
    expect("2022-33", "2022-01-01", "2022-03-31");
    expect("2022-36", "2022-10-01", "2022-12-31");
    expect("2022-41", "2022-07-01", "2022-12-31");
    expect("2022-02/..", "2022-02-01", "..");
    expect("../2022-02", "..", "2022-02-28");
    expect("2023-02-20/2023-03", "2023-02-20", "2023-03-31");
    assert_eq!(When::parse("1970-01-02").unwrap().lo(), Some(1));
    assert_eq!(When::parse("0000-01-01").unwrap().lo(), Some(-719_528));
}

#[test]
fn from_one_day_to_another() {
    let edtf = |lo, hi| When::from_to(lo, hi).map(|when| when.edtf().to_owned());
    assert_eq!(edtf(0, 0).as_deref(), Some("1970-01-01"));
    assert_eq!(edtf(0, 31).as_deref(), Some("1970-01-01/1970-02-01"));
    assert_eq!(edtf(1, 0), None);
}

#[test]
fn qualifiers_are_dropped() {
    assert_eq!(When::parse("2022~").unwrap().edtf(), "2022");
    assert_eq!(When::parse("2022-02?/2022-03%").unwrap().edtf(), "2022-02/2022-03");
    assert_eq!(When::parse("/2022").unwrap().edtf(), "../2022");
}

#[test]
fn what_is_no_date_is_refused() {
    for wrong in [
        "",
        "2023-02-30",
        "2023-13",
        "2023-00",
        "2023-25",
        "2023-37",
        "23",
        "2023-2-1",
        "+203",
        "-001",
        "../..",
        "2023/2022",
        "2022/2023/2024",
        "2023-02-21T10:00",
        "X123",
        "1X23",
        "1XXX",
        "２０２３",
        "today",
        "2023-+2",
    ] {
        assert_eq!(When::parse(wrong), Err(WhenError(wrong.to_owned())));
    }
    assert!(When::decade(2015).is_err() && When::year(-1).is_err() && When::month(2020, 0).is_err());
    assert!(When::season(2020, 39).is_err() && When::season(9999, 24).is_err());
    let interval = When::parse("2020/2021").unwrap();
    assert!(When::interval(Some(&interval), None).is_err());
}

#[test]
fn json_is_the_edtf_string() {
    let when: When = serde_json::from_str("\"2023-02\"").unwrap();
    assert_eq!(serde_json::to_string(&when).unwrap(), "\"2023-02\"");
    assert!(serde_json::from_str::<When>("\"2023-02-31\"").is_err());
}

#[test]
fn compatible_times_contain_one_another() {
    let when = |edtf| When::parse(edtf).unwrap();
    assert!(when("2023-02-21").compatible(&when("2023-02")));
    assert!(when("2023-02-21").compatible(&when("2022-02/..")));
    assert!(!when("2023-02-20/2023-02-22").compatible(&when("2023-02-21/2023-02-23")));
    assert!(when("2023-02-20/2023-02-22").overlaps(&when("2023-02-21/2023-02-23")));
    assert!(!when("2022").overlaps(&when("2023-02-21")));
    assert!(!when("2022").contains(&when("2022-02/..")));
}

/// Any valid time that is no interval.
fn single() -> impl Strategy<Value = When> {
    let year = 0i16..9999;
    prop_oneof![
        (-700_000i32..2_900_000)
            .prop_filter_map("in range", |n| date_of(n).filter(|d| d.year() >= 0).map(When::day)),
        (year.clone(), 1i8..13).prop_map(|(y, m)| When::month(y, m).unwrap()),
        (year.clone(), prop_oneof![21i8..25, 33i8..37, 40i8..42])
            .prop_map(|(y, c)| When::season(y, c).unwrap()),
        year.prop_map(|y| When::year(y).unwrap()),
        (0i16..1000).prop_map(|d| When::decade(d * 10).unwrap()),
        (0i16..100).prop_map(|c| When::century(c * 100).unwrap()),
    ]
}

/// Any valid time.
fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![
        3 => single(),
        1 => (proptest::option::of(single()), proptest::option::of(single()))
            .prop_filter_map("an interval", |(a, b)| When::interval(a.as_ref(), b.as_ref()).ok()),
    ]
}

proptest! {
    #[test]
    fn writing_and_reading_give_the_same(when in any_when()) {
        prop_assert_eq!(When::parse(when.edtf()).unwrap(), when);
    }

    #[test]
    fn it_begins_before_it_ends(when in any_when()) {
        if let (Some(lo), Some(hi)) = (when.lo(), when.hi()) {
            prop_assert!(lo <= hi);
            prop_assert_eq!(when.granularity() == Granularity::Day, lo == hi && when.edtf().len() == 10);
        }
        prop_assert!(when.contains(&when) && when.overlaps(&when));
    }

    #[test]
    fn overlap_is_symmetric_and_weaker_than_containing(a in any_when(), b in any_when()) {
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        prop_assert_eq!(a.compatible(&b), b.compatible(&a));
        prop_assert!(!a.compatible(&b) || a.overlaps(&b));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,12}|[0-9X/.~-]{0,24}") {
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(When::parse(when.edtf()).unwrap(), when);
        }
    }
}

#[test]
fn day_numbers_and_dates_agree() {
    assert_eq!(When::day(date(2023, 2, 21)).lo(), Some(19_409));
    assert_eq!(date_of(19_409), Some(date(2023, 2, 21)));
}
