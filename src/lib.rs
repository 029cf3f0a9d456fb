//! Writes the papers that a plan (kế hoạch) of a Vietnamese province asks for, and counts their A4 pages exactly.
//!
//! Where to start: [`session`] is the whole application as a pure state machine; [`ui`] shows it; each room below
//! does one thing. The arrows between the rooms are held by `tests/architecture.rs`.
//!
//! | room | what it knows |
//! | --- | --- |
//! | [`sorted`] | pairs in the order of their keys |
//! | [`json`] | JSON: values, their reader and their writers |
//! | [`text`] | Vietnamese text: folding, dates, numbers, file names |
//! | [`form`] | what a form asks: sections, fields, constraints |
//! | [`plan`] | plan packs: who must write what, by when, in the plan's own words |
//! | [`draft`] | answers in progress, and every violation in them |
//! | [`pagination`] | blocks to lines to pages, exactly as a word processor prints them |
//! | [`paper`] | a draft laid out by a profile such as Nghị định 30 |
//! | [`submission`] | the exported file |
//! | [`document`] | a printed paper as pages to draw, and as files that other programs open |
//! | [`office`] | what an office was sent: files taken in, judged, registered, compiled, and who is missing |
//! | [`session`] | the application's state and the commands that change it |
//! | [`backup`] | all drafts of a machine in one file |
//! | `cli` | the native program: files and folders in, lists and exit codes out |
//! | [`platform`] | the browser, as strings and bytes (feature `ui`) |
//! | [`ui`] | the page (feature `ui`) |

pub mod backup;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod document;
pub mod draft;
pub mod form;
pub mod json;
pub mod office;
pub mod pagination;
pub mod paper;
pub mod plan;
#[cfg(feature = "ui")]
pub mod platform;
pub mod session;
pub mod sorted;
pub mod submission;
pub mod text;
#[cfg(feature = "ui")]
pub mod ui;
