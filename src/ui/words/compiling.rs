//! What the office should look at in a compiled table.

use crate::office::compile::Warning;

/// So many letters of a text are quoted.
const LONGEST: usize = 90;

/// What should be looked at, and what to do.
pub(in crate::ui) fn compile_warning(warning: &Warning) -> String {
    match warning {
        Warning::NotANumber { column, text, .. } => format!(
            "Cột «{column}» cần số nhưng bài ghi «{}»: giữ nguyên như đã ghi, không cộng vào tổng.",
            cut(text)
        ),
        Warning::MixedUnits { indicator, units, .. } => format!(
            "Chỉ tiêu «{}» được ghi theo nhiều đơn vị tính ({}): cộng riêng theo từng đơn vị tính.",
            cut(indicator),
            units.iter().map(|unit| if unit.is_empty() { "chưa ghi" } else { unit }).collect::<Vec<_>>().join("; ")
        ),
        Warning::ListedTwice { name, .. } => format!(
            "«{}» có tên nhiều lần trong danh sách: không dòng nào bị bỏ, hãy xem có trùng không.",
            cut(name)
        ),
        Warning::NoReceiver { opinion, .. } => format!(
            "Ý kiến «{}» không thuộc thẩm quyền nhưng chưa ghi cơ quan nhận chuyển.",
            cut(opinion)
        ),
        Warning::AnswerWithoutOpinion { opinion, .. } => format!(
            "Có nội dung trả lời cho «{}» nhưng không tìm thấy ý kiến này trong danh sách.",
            cut(opinion)
        ),
        Warning::UnknownOpinion { .. } => {
            "Một quyết định đã ghi cho ý kiến không còn trong bản mới (đã sửa lời, đã bỏ, hoặc bài không được tính). Quyết định đó vẫn được giữ, nhưng không áp dụng cho ý kiến nào khác; nếu ý kiến đã sửa lời, hãy phân loại lại."
                .to_owned()
        }
    }
}

fn cut(text: &str) -> String {
    super::cut(text, LONGEST)
}
