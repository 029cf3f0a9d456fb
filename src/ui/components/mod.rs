//! The parts of which pages are made: one public component a file, its style under the same name in
//! `style/components/`.

mod answer_field;
mod choice_field;
mod contents;
mod deadline_card;
mod draft_card;
mod error_summary;
mod field_frame;
mod layout_choices;
mod long_text;
mod masthead;
mod page_frame;
mod page_meter;
mod removed_notice;
mod save_failure;
mod save_state;
mod short_text;
mod source_quote;
mod table_field;
mod table_row;
mod task_list;
mod tick_field;

pub use answer_field::AnswerField;
pub use contents::Contents;
pub use deadline_card::DeadlineCard;
pub use draft_card::DraftCard;
pub use error_summary::ErrorSummary;
pub use layout_choices::LayoutChoicesPanel;
pub use masthead::Masthead;
pub use page_frame::PageFrame;
pub use page_meter::PageMeter;
pub use removed_notice::RemovedNotice;
pub use save_failure::SaveFailure;
pub use source_quote::{NoteView, SourceQuoteView};
pub use task_list::TaskList;

use choice_field::ChoiceField;
use field_frame::FieldFrame;
use long_text::LongText;
use save_state::SaveStateView;
use short_text::ShortText;
use table_field::TableField;
use table_row::TableRow;
use tick_field::TickField;
