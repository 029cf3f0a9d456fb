//! Compiled tables as files and on paper.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::document::compiled_files::{Shape, table_file};
use crate::office::compile::Compiled;
use crate::platform::{files, page};
use crate::text::ascii_slug;
use crate::ui::compiling::Tables;
use crate::ui::components::{outcome_line, printed_table};
use crate::ui::pages::{NO_DOWNLOAD, downloaded};
use crate::ui::receiving::receiving;
use crate::ui::{parts, printing};

/// So long "Đang tạo tệp" is shown at least before the work begins, so that it is seen.
const BREATH: Duration = Duration::from_millis(60);

/// What becomes of what was asked for: a sentence, and whether all went well.
#[derive(Clone, Copy)]
pub(in crate::ui::pages) struct Handing {
    /// What files of everything are called, before the plan.
    stem: &'static str,
    busy: RwSignal<bool>,
    said: RwSignal<(bool, String)>,
}

impl Handing {
    pub(super) fn new() -> Self {
        Self::of("tong-hop")
    }

    /// For tables whose files are called so.
    pub(in crate::ui::pages) fn of(stem: &'static str) -> Self {
        Self { stem, busy: RwSignal::new(false), said: RwSignal::new((true, String::new())) }
    }

    /// Where it is said.
    pub(in crate::ui::pages) fn line(self) -> AnyView {
        outcome_line(self.said)
    }

    /// Whether something is being made.
    pub(in crate::ui::pages) fn is_busy(self) -> &'static str {
        if self.busy.get() { "true" } else { "false" }
    }

    /// Hands out a table; all of them, where none is named, as one workbook.
    pub(in crate::ui::pages) fn hand_out(self, tables: Tables, at: Option<usize>, shape: Shape) {
        self.work("Đang tạo tệp…", async move {
            let Some((name, bytes)) = made(self.stem, &tables, at, shape).await? else {
                return Err(UNMADE.to_owned());
            };
            if files::download_bytes(&name, shape.media_type(), &bytes) {
                Ok(downloaded(&name))
            } else {
                Err(NO_DOWNLOAD.to_owned())
            }
        });
    }

    /// Prints a table.
    pub(in crate::ui::pages) fn print(self, tables: Tables, at: usize) {
        self.work("Đang chuẩn bị bản in…", async move {
            let Some(table) = tables.get(at) else { return Ok(String::new()) };
            printing::print_list(printed_table(table)).await?;
            Ok(String::new())
        });
    }

    /// Makes something, and says what became of it.
    pub(super) fn work(self, begun: &str, work: impl Future<Output = Result<String, String>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.said.set((true, begun.to_owned()));
        spawn_local(async move {
            page::pause(BREATH).await;
            let outcome = work.await;
            self.busy.try_set(false);
            self.said.try_set(match outcome {
                Ok(done) => (true, done),
                Err(sentence) => (false, sentence),
            });
        });
    }
}

const UNMADE: &str = "Không tạo được tệp này: bảng lớn hơn mức mà Excel mở được. Các bài đã nhận vẫn nguyên; hãy tải bảng \
    dạng CSV.";

/// The file, under its name.
async fn made(
    stem: &str,
    tables: &Tables,
    at: Option<usize>,
    shape: Shape,
) -> Result<Option<(String, Vec<u8>)>, String> {
    let chosen: &[Compiled] = match at {
        Some(at) => tables.get(at..=at).unwrap_or_default(),
        None => tables,
    };
    let stem = receiving().peek(|plan, _, _| format!("{stem}_{}", plan.id)).unwrap_or_default();
    let name = match chosen {
        [table] if at.is_some() => format!("{stem}_{}", shape.file_name(table)),
        _ => format!("{stem}.{}", shape.ending()),
    };
    let bytes = if shape == Shape::Workbook {
        let visit = receiving().visit();
        let Some(workbook) = parts::workbook_writer().await else {
            return Err(unfetched());
        };
        if receiving().visit() != visit {
            return Err(LEFT.to_owned());
        }
        receiving().peek(|plan, register, _| workbook(plan, register, chosen)).flatten()
    } else {
        receiving().peek(|_, register, _| Some(table_file(register, chosen.first()?, shape))).flatten()
    };
    Ok(bytes.map(|bytes| (ascii_name(&name), bytes)))
}

/// What is said when another plan was opened before the file was made.
const LEFT: &str = "Chưa tạo tệp vì đã chuyển sang kế hoạch khác. Các bài đã nhận vẫn nguyên; hãy trở lại kế hoạch cũ rồi tải lại.";

/// What is said when the part that writes files does not come.
pub(super) fn unfetched() -> String {
    "Chưa tải được phần tạo tệp của chương trình: máy đang không có mạng hoặc đường truyền bị ngắt. Các bài đã nhận vẫn \
    nguyên; hãy thử lại khi có mạng. Dạng CSV tải được ngay."
        .to_owned()
}

/// A name that every file system allows.
fn ascii_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => {
            let stem: Vec<String> = stem.split('_').map(|part| ascii_slug(part, 80)).collect();
            format!("{}.{ending}", stem.join("_"))
        }
        None => name.to_owned(),
    }
}
