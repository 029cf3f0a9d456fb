//! When and why a version of a draft was kept.

use crate::draft::Timestamp;
use crate::session::versions::{Day, When, Why, when};
use crate::text::{Date, format_number};
use crate::ui::words::moment;

/// When a version was kept: "14:05 hôm nay", "14:05 ngày 02/09/2020".
pub(in crate::ui) fn version_time(at: &Timestamp, now: &Timestamp) -> String {
    let time = at.as_str().get(11..16);
    match (when(at, now).day, time, Date::parse_iso(at.as_str())) {
        (Day::Today, Some(time), _) => format!("{time} hôm nay"),
        (Day::Yesterday, Some(time), _) => format!("{time} hôm qua"),
        _ => moment(at),
    }
}

/// How long ago that is; empty where a day says it better.
pub(in crate::ui) fn ago(at: &Timestamp, now: &Timestamp) -> String {
    match when(at, now) {
        When { minutes: Some(0), .. } => "vừa xong".to_owned(),
        When { minutes: Some(minutes), .. } => format!("{minutes} phút trước"),
        When { day: Day::Ago(days), .. } => format!("{days} ngày trước"),
        When { .. } => String::new(),
    }
}

/// Why a version was kept.
pub(in crate::ui) fn why(why: Why) -> &'static str {
    match why {
        Why::Begin => "khi bắt đầu viết tiếp",
        Why::Pause => "khi tạm ngừng viết",
        Why::Work => "sau mười phút viết",
        Why::Import => "trước khi viết tiếp từ tệp",
        Why::Restore => "trước khi khôi phục một bản cũ",
        Why::TakeOver => "trước khi lấy từ bài khác",
        Why::Delete => "trước khi xóa bản nháp",
    }
}

/// A count of words: "1.240 chữ".
pub(in crate::ui) fn word_count(words: u32) -> String {
    format!("{} chữ", format_number(f64::from(words)).unwrap_or_default())
}
