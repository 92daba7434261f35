//! The days on which something may have been.

use crate::model::{Status, When};

/// The days from `lo` to `hi`, both included; the extreme values stand for open ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub lo: i32,
    pub hi: i32,
}

impl Days {
    pub fn of(when: &When) -> Days {
        Days { lo: when.lo().unwrap_or(i32::MIN), hi: when.hi().unwrap_or(i32::MAX) }
    }

    /// What is told as done, or as not done, was to be before it was published; what is planned comes after.
    pub fn as_reported(self, status: Status, published: Option<&When>) -> Days {
        let Some(published) = published.map(Days::of) else { return self };
        let cut = match status {
            Status::Actual | Status::Denied => Days { hi: self.hi.min(published.hi), ..self },
            Status::Planned => Days { lo: self.lo.max(published.lo), ..self },
            Status::Possible => self,
        };
        if cut.lo <= cut.hi { cut } else { self }
    }

    /// How many days they are.
    pub fn length(self) -> i64 {
        i64::from(self.hi) - i64::from(self.lo) + 1
    }

    pub fn contains(self, other: Days) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// How many days lie between the two: none or less where they adjoin or overlap.
    pub fn between(self, other: Days) -> i64 {
        i64::from(self.lo.max(other.lo)) - i64::from(self.hi.min(other.hi)) - 1
    }

    /// From the first day of both to the last.
    pub fn and(self, other: Days) -> Days {
        Days { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    pub fn widened(self, by: i32) -> Days {
        Days { lo: self.lo.saturating_sub(by), hi: self.hi.saturating_add(by) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(edtf: &str) -> Days {
        Days::of(&When::parse(edtf).unwrap())
    }

    #[test]
    fn what_is_done_was_before_its_report_and_what_is_planned_comes_after() {
        let published = When::parse("2023-06-14").unwrap();
        let reported = |edtf, status| days(edtf).as_reported(status, Some(&published));
        assert_eq!(reported("2023-06", Status::Actual), days("2023-06-01/2023-06-14"));
        assert_eq!(reported("2023-06", Status::Planned), days("2023-06-14/2023-06-30"));
        assert_eq!(reported("2023-06", Status::Possible), days("2023-06"));
        // A clerical error, or another time zone.
        assert_eq!(reported("2023-06-15", Status::Actual), days("2023-06-15"));
    }

    #[test]
    fn days_between() {
        assert_eq!(days("2023-06-18").between(days("2023-06-19")), 0);
        assert_eq!(days("2023-06-18").between(days("2023-06-20")), 1);
        assert_eq!(days("2023-06").between(days("2023-06-20")), -1);
    }
}
