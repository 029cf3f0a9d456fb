//! Walks through the page, as people use it. One program, so that two run at a time until the last.

mod addresses;
mod asked;
mod at_random;
mod backup;
mod beside;
mod broken;
mod carry_over;
mod choices;
mod clerk;
mod clock;
mod commune_paper;
mod compiling;
mod drafts;
mod erase;
mod everybody;
mod files;
mod finding;
mod hostile;
mod killed;
mod legacy;
#[allow(dead_code, unreachable_pub, reason = "the walks use a part of the generator")]
#[path = "../../../../xtask/src/made/mod.rs"]
mod made;
mod meter;
mod mirror;
mod offline;
mod one_file;
mod packs;
mod paper_files;
mod parts;
mod plans;
mod preview;
mod printing;
mod receiving;
mod relevance;
mod reminder;
mod review;
mod shared;
mod start;
mod storage;
mod tables;
mod typing;
mod undo;
mod updates;
mod versions;
mod writer;
