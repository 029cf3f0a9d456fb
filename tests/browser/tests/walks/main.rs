//! Walks through the page, as people use it. One program, so that two run at a time until the last.

mod addresses;
mod backup;
mod carry_over;
mod choices;
mod commune_paper;
mod drafts;
mod erase;
mod everybody;
mod files;
mod finding;
mod meter;
mod mirror;
mod packs;
mod plans;
mod relevance;
mod reminder;
mod review;
mod shared;
mod start;
mod storage;
mod tables;
mod typing;
mod undo;
mod writer;
