//! Walks through the page, as people use it. One program, so that two run at a time until the last.

mod addresses;
mod at_random;
mod broken;
mod carry_over;
mod choices;
mod commune_paper;
mod drafts;
mod everybody;
mod files;
mod finding;
mod killed;
mod meter;
mod offline;
mod one_file;
mod packs;
mod plans;
mod relevance;
mod review;
mod start;
mod storage;
mod tables;
mod typing;
mod undo;
mod updates;
mod writer;
