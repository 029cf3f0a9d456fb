//! The device's clock. It may be wrong: its time is shown as the device's, and orders nothing.

use std::cell::RefCell;

use js_sys::Date;

thread_local! {
    /// The last second that was told, since 1970, and its words: asked for at every key, and slow to be put together.
    static TOLD: RefCell<(f64, String)> = const { RefCell::new((f64::NAN, String::new())) };
}

/// Now, as RFC 3339 with the device's offset, to the second.
#[must_use]
pub fn now() -> String {
    let second = (Date::now() / 1000.0).floor();
    TOLD.with_borrow_mut(|(told, words)| {
        let is_told = (second - *told).abs() < 0.5;
        if !is_told {
            (*told, *words) = (second, moment(&Date::new(&(second * 1000.0).into())));
        }
        words.clone()
    })
}

fn moment(date: &Date) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "some hours in minutes")]
    let ahead = -date.get_timezone_offset() as i32;
    let sign = if ahead < 0 { '-' } else { '+' };
    let minutes = ahead.abs();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds(),
        minutes / 60,
        minutes % 60,
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

/// The same as finely as the browser tells, for measuring how long the program's own work takes.
#[must_use]
pub fn fine_milliseconds() -> f64 {
    thread_local! {
        // Asked for at every key: the window is slow to give it.
        static CLOCK: Option<web_sys::Performance> = web_sys::window().and_then(|window| window.performance());
    }
    CLOCK.with(|clock| clock.as_ref().map_or_else(Date::now, web_sys::Performance::now))
}
