//! What a table is made of before it has rows: its head, one row to be copied, its sums, what stands around it.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use crate::draft::{Row, RowId, shown_number};
use crate::form::{Choice, Column, ColumnId, ColumnKind, FieldId, Table};
use crate::platform::dom::{add, add_text, make, make_with_text, set};
use crate::ui::markup::quote_summary;
use crate::ui::route::field_element;

/// What an empty and a ticked box look like in a cell.
pub(super) const BOX: &str = "☐";
pub(super) const BOX_TICKED: &str = "☑";

/// What can be done with a row, in the order of its buttons.
pub(super) const TOOLS: [Tool; 3] = [
    Tool { name: "up", sign: "↑", label: "Chuyển lên" },
    Tool { name: "down", sign: "↓", label: "Chuyển xuống" },
    Tool { name: "remove", sign: "Xóa", label: "Xóa" },
];

/// The class of the cell that they stand in.
pub(super) const TOOLS_CLASS: &str = "table-field__tools";

/// What the button that adds a row does.
pub(super) const ADD: &str = "add";

/// A button: what it does, what it shows, what it is called before the row's name.
pub(super) struct Tool {
    pub(super) name: &'static str,
    sign: &'static str,
    pub(super) label: &'static str,
}

/// A group of rows is drawn together, or not at all while it is far from the screen. Each group costs a little at every
/// key, as does each row that is drawn: this many is the least together.
const GROUP: u32 = 10;

/// A table that needs more room than this, in tenths of a rem, would not fit between other columns of the page on an old
/// desktop's screen of 1280 pixels.
const WIDE: u32 = 400;

/// The widths of a row's number and of its buttons, likewise.
const NUMBER_WIDTH: u32 = 26;
const TOOLS_WIDTH: u32 = 74;

/// The elements of a table that change with its rows.
pub(super) struct Parts {
    /// The table. Its rows stand in groups, between its head and its sums.
    pub(super) grid: HtmlElement,
    /// The row that every row is a copy of.
    pub(super) template: HtmlElement,
    /// What scrolls where the table is wider than its place.
    pub(super) scroller: HtmlElement,
    /// Shown while there is no row.
    empty: HtmlElement,
    /// The cells of the last row, one a column, where a column is added up.
    totals: Option<(HtmlElement, Vec<HtmlElement>)>,
    /// What was done that cannot be seen at a glance.
    news: HtmlElement,
}

impl Parts {
    /// Draws the table into its place, without rows.
    pub(super) fn draw(place: &HtmlElement, field: &FieldId, table: &Table) -> Option<Self> {
        let id = field_element(field);
        let is_fixed = table.fixed_rows().is_some();
        let grid = make("table", "table-field__grid")?;
        set(&grid, "role", "grid");
        set(&grid, "aria-labelledby", &format!("{id}-label"));
        set(&grid, "aria-describedby", &format!("{id}-hint {id}-error {id}-asked"));
        if is_fixed {
            // A link to the field leads here; where rows are added, to the button that does.
            grid.set_id(&id);
            set(&grid, "tabindex", "-1");
        }
        let (tracks, width) = tracks(table, is_fixed);
        // A browser that refuses the properties would show the cells under each other.
        let _ = grid.style().set_property("--table-tracks", &tracks);
        let _ = grid.style().set_property("--table-width", &rem(width));

        let head = group(&grid, "thead")?;
        add(&head, &*head_row(field, table, is_fixed)?);
        let totals = if table.columns.iter().any(|column| column.total) {
            let (row, cells) = total_row(table, is_fixed)?;
            let foot = group(&grid, "tfoot")?;
            add(&foot, &row);
            Some((foot, cells))
        } else {
            None
        };
        let scroller = make("div", "table-field__scroller")?;
        add(&scroller, &grid);
        scroller.set_hidden(true);
        let name = &table.row_name;
        let empty = format!(
            "Chưa có {name} nào. Hãy thêm dòng đầu tiên; nếu đã có sẵn trong Excel, hãy chép các ô ở đó rồi dán vào ô \
             đầu tiên ở đây."
        );
        let empty = make_with_text("p", "table-field__empty", &empty)?;
        add(place, &scroller);
        add(place, &empty);
        let foot = make("div", "table-field__foot")?;
        if !is_fixed {
            let button = button("button table-field__add", ADD, &format!("Thêm {name}"))?;
            button.set_id(&id);
            add(&foot, &button);
        }
        let news = make("p", "table-field__news")?;
        set(&news, "role", "status");
        add(&foot, &news);
        add(place, &foot);
        add(place, &*keys(is_fixed)?);
        Some(Self { grid, template: template(table, is_fixed)?, scroller, empty, totals, news })
    }

    /// The first row that is drawn.
    pub(super) fn first_row(&self) -> Option<Node> {
        self.grid.query_selector("tbody > tr").ok().flatten().map(Node::from)
    }

    /// The row that is drawn behind a row.
    pub(super) fn row_behind(row: &Node) -> Option<Node> {
        let in_group = row.next_sibling();
        in_group.or_else(|| {
            let group = row.parent_element()?.next_element_sibling()?;
            group.first_child().filter(|_| group.tag_name() == "TBODY")
        })
    }

    /// Puts a row between two others, or at an end, and gives the group that it is in now: to be counted when all are there.
    pub(super) fn put(&self, row: &Node, after: Option<&Node>, before: Option<&Node>) -> Option<Element> {
        let left = row.parent_element();
        let group = match before.and_then(Node::parent_element) {
            Some(group) => Some(group),
            None => {
                let last = after.and_then(Node::parent_element);
                let last = last.filter(|group| group.child_element_count() < GROUP);
                last.or_else(|| self.add_group().map(Element::from))
            }
        };
        // Fails only for a row that is not of this table.
        group.as_ref()?.insert_before(row, before).ok()?;
        if let Some(left) = left {
            Self::count(&left);
        }
        group
    }

    /// Takes a row out.
    pub(super) fn take_out(row: &Element) {
        let group = row.parent_element();
        row.remove();
        if let Some(group) = group {
            Self::count(&group);
        }
    }

    fn add_group(&self) -> Option<HtmlElement> {
        let group = make("tbody", "table-field__group")?;
        set(&group, "role", "rowgroup");
        let foot = self.totals.as_ref().map(|(foot, _)| foot);
        self.grid.insert_before(&group, foot.map(|foot| -> &Node { foot })).ok()?;
        Some(group)
    }

    /// Says how many rows a group has, so that its room is known undrawn. One without rows goes.
    pub(super) fn count(group: &Element) {
        match group.child_element_count() {
            0 => group.remove(),
            count => {
                let group: &HtmlElement = group.unchecked_ref();
                // A browser that refuses the property takes the room of one row.
                let _ = group.style().set_property("--rows", &count.to_string());
            }
        }
    }

    /// Lets the table scroll sideways where it is wider than its place, if that is otherwise than it was.
    pub(super) fn fit(scroller: &HtmlElement, grid: &HtmlElement, scrolled: &Cell<bool>) {
        let scrolls = grid.offset_width() > scroller.client_width();
        if scrolled.replace(scrolls) != scrolls {
            let class = "table-field__scroller table-field__scroller--scrolls";
            scroller.set_class_name(if scrolls { class } else { "table-field__scroller" });
        }
    }

    /// Tells what was done, to whoever looks and whoever listens.
    pub(super) fn tell(&self, news: &str) {
        self.news.set_text_content(Some(news));
    }

    /// Shows the table, or that it has no rows yet.
    pub(super) fn show_rows(&self, any: bool) {
        self.scroller.set_hidden(!any);
        self.empty.set_hidden(any);
    }

    /// Shows the sums of the columns that are added up.
    pub(super) fn show_totals(&self, table: &Table, rows: &[Row], total: impl Fn(&Column) -> Option<f64>) {
        let Some((foot, cells)) = &self.totals else { return };
        foot.set_hidden(rows.is_empty());
        for (column, cell) in table.columns.iter().zip(cells).filter(|(column, _)| column.total) {
            let text = total(column).map(shown_number).unwrap_or_default();
            if cell.text_content().as_deref() != Some(&text) {
                cell.set_text_content(Some(&text));
            }
        }
    }
}

/// Whether a table would not fit between other columns of the page.
#[must_use]
pub fn is_wide_table(table: &Table) -> bool {
    tracks(table, table.fixed_rows().is_some()).1 > WIDE
}

/// Whether the cells of a column are typed: neither given nor computed.
pub(super) fn is_typed(table: &Table, column: &Column) -> bool {
    !matches!(column.kind, ColumnKind::Computed { .. }) && table.fixed_by.as_ref() != Some(&column.id)
}

/// The id of the head of a column.
pub(super) fn head_id(field: &FieldId, column: &ColumnId) -> String {
    format!("{}-head-{column}", field_element(field))
}

/// The id of what a row is called.
pub(super) fn row_id(field: &FieldId, row: RowId) -> String {
    format!("{}-{row}", field_element(field))
}

/// Fills the cell that a form gives: the criterion, the most points for it, and the plan's own words.
pub(super) fn draw_given(
    cell: &HtmlElement,
    id: &str,
    table: &Table,
    choice: Option<&Choice>,
    held: &str,
) -> Option<()> {
    let label = make_with_text("span", "", choice.map_or(held, |choice| choice.label.as_str()))?;
    label.set_id(id);
    add(cell, &label);
    if let Some((_, most)) = table.weights.iter().find(|(value, _)| value == held) {
        add(cell, &*make_with_text("p", "field__hint", &format!("Tối đa {most} điểm."))?);
    }
    if let Some(source) = choice.and_then(|choice| choice.source.as_ref()) {
        let quote = make("details", "source-quote")?;
        add(&quote, &*make_with_text("summary", "source-quote__summary", &quote_summary(source))?);
        add(&quote, &*make_with_text("blockquote", "source-quote__words", &source.quote)?);
        add(cell, &quote);
    }
    Some(())
}

fn group(grid: &HtmlElement, name: &str) -> Option<HtmlElement> {
    let group = make(name, "")?;
    set(&group, "role", "rowgroup");
    add(grid, &group);
    Some(group)
}

fn row() -> Option<HtmlElement> {
    let row = make("tr", "table-field__row")?;
    set(&row, "role", "row");
    Some(row)
}

fn head_row(field: &FieldId, table: &Table, is_fixed: bool) -> Option<HtmlElement> {
    let row = row()?;
    let head = |label: &str| {
        let head = make_with_text("th", "table-field__head", label)?;
        set(&head, "role", "columnheader");
        set(&head, "scope", "col");
        add(&row, &head);
        Some(head)
    };
    set(&*head("TT")?, "aria-label", "Số thứ tự");
    for column in &table.columns {
        head(&column.label)?.set_id(&head_id(field, &column.id));
    }
    if !is_fixed {
        head("Chuyển, xóa")?;
    }
    Some(row)
}

/// A row of empty cells. Roles are said, because some browsers forget those of a table that is laid out otherwise.
fn template(table: &Table, is_fixed: bool) -> Option<HtmlElement> {
    let row = row()?;
    let number = head_cell(is_fixed, "table-field__number")?;
    if !is_fixed {
        add(&number, &*make_with_text("span", "table-field__name", &format!("{} ", table.row_name))?);
    }
    add_text(&number, "");
    add(&row, &number);
    for column in &table.columns {
        let is_given = table.fixed_by.as_ref() == Some(&column.id);
        let cell =
            head_cell(!is_given, &format!("table-field__cell table-field__cell--{}", kind(table, column)))?;
        set(&cell, "data-label", &column.label);
        if is_typed(table, column) {
            let text = if column.kind == ColumnKind::Tick { BOX } else { "" };
            add_text(&cell, text);
        } else if !is_given {
            set(&cell, "aria-readonly", "true");
            add_text(&cell, "");
        }
        if column.kind == ColumnKind::Tick {
            set(&cell, "aria-label", "chưa");
        }
        set(&cell, "tabindex", "-1");
        add(&row, &cell);
    }
    if !is_fixed {
        let tools = head_cell(true, TOOLS_CLASS)?;
        for tool in &TOOLS {
            let button = button("button table-field__tool", tool.name, tool.sign)?;
            set(&button, "tabindex", "-1");
            set(&button, "aria-disabled", "false");
            add(&tools, &button);
        }
        add(&row, &tools);
    }
    Some(row)
}

/// A cell, or the head of its row.
fn head_cell(is_plain: bool, class: &str) -> Option<HtmlElement> {
    let cell = make(if is_plain { "td" } else { "th" }, class)?;
    set(&cell, "role", if is_plain { "gridcell" } else { "rowheader" });
    if !is_plain {
        set(&cell, "scope", "row");
    }
    Some(cell)
}

fn total_row(table: &Table, is_fixed: bool) -> Option<(HtmlElement, Vec<HtmlElement>)> {
    let row = row()?;
    let head = head_cell(false, "table-field__number")?;
    head.set_text_content(Some("Cộng"));
    add(&row, &head);
    let mut cells = Vec::new();
    for column in &table.columns {
        let class = if column.total { kind(table, column) } else { "none" };
        let cell = head_cell(true, &format!("table-field__cell table-field__cell--{class}"))?;
        set(&cell, "data-label", &column.label);
        add(&row, &cell);
        cells.push(cell);
    }
    if !is_fixed {
        add(&row, &*head_cell(true, TOOLS_CLASS)?);
    }
    Some((row, cells))
}

fn button(class: &str, name: &str, text: &str) -> Option<HtmlElement> {
    let button = make_with_text("button", class, text)?;
    set(&button, "type", "button");
    set(&button, "data-tool", name);
    Some(button)
}

/// How a table is used without a mouse, folded away.
fn keys(is_fixed: bool) -> Option<HtmlElement> {
    let keys = make("details", "table-field__keys")?;
    add(&keys, &*make_with_text("summary", "", "Dùng bảng bằng bàn phím, dán từ Excel")?);
    let mut lines = vec![
        "Tab: ô tiếp theo; Shift+Tab: ô trước. Enter: ô ở dòng dưới; trong ô nhiều dòng, Enter xuống dòng, Ctrl+Enter \
         sang ô ở dòng dưới.",
        "Mũi tên ở đầu hoặc cuối chữ: ô bên cạnh. Esc: thôi gõ, chữ đã gõ vẫn giữ; sau đó mũi tên đi từng ô, Tab ra \
         khỏi bảng, Enter gõ tiếp.",
    ];
    if !is_fixed {
        lines.push("Alt+↑, Alt+↓: chuyển dòng lên, xuống. Mũi tên phải ở ô cuối dòng: các nút của dòng.");
    }
    lines.push("Chép các ô trong Excel rồi dán vào một ô: các ô được điền từ ô đó sang phải và xuống dưới.");
    for line in lines {
        add(&keys, &*make_with_text("p", "", line)?);
    }
    Some(keys)
}

/// No word of Vietnamese has more letters; what has, as an address, may be broken.
const LONG_WORD: usize = 7;

/// The widths of the columns, and the least width of them all in tenths of a rem. The same for every row, whatever it
/// holds.
fn tracks(table: &Table, is_fixed: bool) -> (String, u32) {
    let mut tracks = rem(NUMBER_WIDTH);
    let mut width = NUMBER_WIDTH;
    for column in &table.columns {
        let least = match column.kind {
            _ if table.fixed_by.as_ref() == Some(&column.id) => 120,
            ColumnKind::LongText => 110,
            ColumnKind::ShortText => 75,
            ColumnKind::Date | ColumnKind::Choice { .. } => 65,
            ColumnKind::Number | ColumnKind::Computed { .. } => 45,
            ColumnKind::Tick => 35,
        };
        let least = least.max(word_width(&column.label));
        width += least;
        tracks += &format!(" minmax({}, {}fr)", rem(least), column.weight.max(1));
    }
    if !is_fixed {
        tracks = tracks + " " + &rem(TOOLS_WIDTH);
        width += TOOLS_WIDTH;
    }
    (tracks, width)
}

/// The room in tenths of a rem that a column's head needs, so that no word of it is broken.
fn word_width(label: &str) -> u32 {
    let longest = label.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    u32::try_from(longest.min(LONG_WORD) * 13 / 2 + 12).unwrap_or_default()
}

fn rem(tenths: u32) -> String {
    format!("{}.{}rem", tenths / 10, tenths % 10)
}

fn kind(table: &Table, column: &Column) -> &'static str {
    match column.kind {
        _ if table.fixed_by.as_ref() == Some(&column.id) => "given",
        ColumnKind::ShortText => "text",
        ColumnKind::LongText => "paragraphs",
        ColumnKind::Number => "number",
        ColumnKind::Date => "date",
        ColumnKind::Choice { .. } => "choice",
        ColumnKind::Tick => "tick",
        ColumnKind::Computed { .. } => "computed",
    }
}
