//! Two tabs over one storage, driven at random from a seed: whatever is late, lost, refused, killed, evicted or deleted
//! between them, nothing that was once stored is lost, and nothing is written over unread.

#![cfg(not(target_arch = "wasm32"))]

mod machine;
mod visit;

use machine::{Machine, Weather};

/// Words that were stored and that no copy, kept text or draft holds in the end.
#[track_caller]
fn drive(seed: u64, steps: u32, weather: Weather) -> Machine {
    let mut machine = Machine::new(seed, weather);
    for _ in 0..steps {
        machine.step();
    }
    machine.settle();
    let lost = machine.lost();
    assert!(lost.is_empty(), "seed {seed}: lost {lost:?}\n{}", machine.story());
    machine.check_copies(seed);
    machine
}

#[test]
fn a_thousand_steps_in_foul_weather_lose_no_word() {
    let mut words = 0;
    for seed in 0..60 {
        words += drive(seed, 1000, Weather::FOUL).stored_words();
    }
    assert!(words > 3000, "only {words} words were stored");
}

#[test]
fn a_storage_that_shows_late_what_others_wrote_loses_no_word() {
    for seed in 100..140 {
        drive(seed, 1000, Weather { stale: true, ..Weather::FAIR });
    }
}

#[test]
fn tabs_that_hear_each_other_never_part() {
    let mut takeovers = 0;
    for seed in 200..230 {
        let machine = drive(seed, 1000, Weather::FAIR);
        assert_eq!(machine.parted(), 0, "seed {seed}: nobody wrote beside another\n{}", machine.story());
        assert!(machine.stored_words() > 50, "seed {seed}: they wrote");
        takeovers += machine.takeovers();
    }
    assert!(takeovers > 60, "they took over from each other: {takeovers}");
}

#[test]
fn tabs_that_hear_nothing_keep_both_texts() {
    let mut parted = 0;
    for seed in 300..330 {
        parted += drive(seed, 600, Weather { deaf: true, ..Weather::FAIR }).parted();
    }
    assert!(parted > 30, "they wrote beside each other, and both were kept: {parted}");
}
