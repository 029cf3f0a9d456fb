//! The page's entry.

fn main() {
    tham_luan::ui::start();
}
