//! The device's clock. It may be wrong: its time is shown as the device's, and orders nothing.

use js_sys::Date;

/// Now, as RFC 3339 with the device's offset, to the second.
#[must_use]
pub fn now() -> String {
    let date = Date::new_0();
    let behind = date.get_timezone_offset();
    let (sign, minutes) = if behind > 0.0 { ('-', behind) } else { ('+', behind.abs()) };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds(),
        (minutes / 60.0).floor(),
        minutes % 60.0,
    )
}

/// The time of day on the device, `HH:MM`.
#[must_use]
pub fn time_of_day() -> String {
    let date = Date::new_0();
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Milliseconds since some moment in the past, for measuring how long ago something was.
#[must_use]
pub fn milliseconds() -> f64 {
    Date::now()
}
