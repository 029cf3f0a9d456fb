//! Walks through the page, as people use it. One program, so that two run at a time until the last.

mod addresses;
mod carry_over;
mod choices;
mod commune_paper;
mod drafts;
mod everybody;
mod files;
mod finding;
mod meter;
mod packs;
mod parts;
mod plans;
mod relevance;
mod review;
mod start;
mod storage;
mod tables;
mod typing;
mod undo;
mod writer;
