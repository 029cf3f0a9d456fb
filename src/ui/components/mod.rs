//! The parts of which pages are made: one public component a file, its style under the same name in
//! `style/components/`.

mod answer_field;
mod choice_field;
mod contents;
mod deadline_card;
mod draft_card;
mod error_summary;
mod field_context;
mod field_frame;
mod layout_choices;
mod masthead;
mod opened_file;
mod page_frame;
mod page_meter;
mod removed_notice;
mod save_failure;
mod save_state;
mod source_quote;
mod table_field;
mod task_list;
mod text_control;
mod tick_field;

pub use answer_field::*;
pub use choice_field::*;
pub use contents::*;
pub use deadline_card::*;
pub use draft_card::*;
pub use error_summary::*;
pub use field_context::*;
pub use field_frame::*;
pub use layout_choices::*;
pub use masthead::*;
pub use opened_file::*;
pub use page_frame::*;
pub use page_meter::*;
pub use removed_notice::*;
pub use save_failure::*;
pub use save_state::*;
pub use source_quote::*;
pub use table_field::*;
pub use task_list::*;
pub use text_control::*;
pub use tick_field::*;
