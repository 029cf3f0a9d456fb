//! What is found, in words.

use crate::office::Warning;
use crate::office::intake::Refusal;
use crate::submission;

/// Why a file gives no paper.
pub(super) fn refusal(refusal: &Refusal) -> String {
    let words = code(refusal.code());
    match refusal {
        Refusal::Submission(submission::Refusal::NotJson { line, column }) => {
            format!("{words} (dòng {line}, cột {column})")
        }
        Refusal::Submission(submission::Refusal::UnknownPlan { plan }) | Refusal::OtherPlan { plan } => {
            format!("{words} ({plan})")
        }
        Refusal::Submission(submission::Refusal::UnknownForm { form, .. }) => format!("{words} ({form})"),
        Refusal::TooMuch { field } => format!("{words} ({field})"),
        Refusal::Submission(submission::Refusal::Parts(parts)) => format!("{words}: {}", parts.join(", ")),
        _ => words,
    }
}

/// What should be looked at.
pub(super) fn warning(warning: &Warning) -> String {
    let words = code(warning.code());
    match *warning {
        Warning::PlanVersion { file, known } | Warning::FormVersion { file, known } => {
            format!("{words} (tệp: {file}, hiện có: {known})")
        }
        Warning::Problems { count } => format!("{words} ({count})"),
        Warning::Violations { errors, warnings } => format!("{words} ({errors} lỗi, {warnings} lưu ý)"),
        Warning::OtherPages { claimed, counted } => {
            format!("{words} (tệp ghi {claimed}, đếm được {counted})")
        }
        Warning::OverLimit { pages, limit } => format!("{words} ({pages} trên {limit} trang)"),
        Warning::Late { days } => format!("{words} ({days} ngày)"),
        _ => words,
    }
}

/// What a code means. One that has no words stands for itself.
pub(super) fn code(code: &str) -> String {
    let words = match code {
        "accepted" => "Tiếp nhận",
        "warned" => "Tiếp nhận, cần xem",
        "refused" => "Từ chối",
        "complete" => "Hoàn chỉnh",
        "incomplete" => "Đã nhận, chưa hoàn chỉnh",
        "draft" => "Người gửi ghi là bản chưa hoàn chỉnh",
        "missing" => "Chưa nhận",
        "partial" => "Nhận chưa đủ",
        "contradiction" => "Các bản trái nhau",
        "counts" => "Được tính",
        "superseded" => "Đã có bản mới hơn",
        "repeated" => "Gửi lại, giống bản trước",
        "contradicts" => "Trái với bản cùng lần xuất",
        "set-aside" => "Để riêng, không tính",
        "changed" => "Nội dung đã bị sửa sau khi xuất",
        "no-checksum" => "Không có mã kiểm tra",
        "plan-version" => "Lập theo phiên bản khác của gói kế hoạch",
        "form-version" => "Lập theo phiên bản khác của biểu mẫu",
        "problems" => "Có phần không đúng định dạng",
        "violations" => "Chưa đúng yêu cầu của biểu mẫu",
        "other-pages" => "Số trang khác với tệp ghi",
        "over-limit" => "Quá số trang",
        "late" => "Gửi chậm",
        "empty" => "Tệp rỗng",
        "too-large" => "Tệp quá lớn",
        "utf-16" => "Lưu bằng bảng mã UTF-16: cần lưu lại bằng UTF-8",
        "not-utf-8" => "Bảng mã cũ hoặc tệp hỏng: cần tệp xuất từ Tham Luận",
        "truncated" => "Tệp bị cắt, thiếu phần cuối",
        "not-json" => "Không phải tệp xuất từ Tham Luận",
        "too-deep" => "Lồng quá sâu, không phải một bài",
        "other-json" => "Tệp JSON của chương trình khác",
        "word" => "Văn bản Word: cần tệp xuất kèm theo",
        "excel" => "Bảng tính Excel: cần tệp xuất từ Tham Luận",
        "old-office" => "Tệp Office cũ hoặc có mật khẩu",
        "office-document" => "Tệp của chương trình văn phòng khác",
        "picture" => "Ảnh chụp: cần tệp xuất từ Tham Luận",
        "other-file" => "Loại tệp khác",
        "newer-version" => "Xuất từ phiên bản mới hơn của Tham Luận",
        "parts" => "Thiếu phần bắt buộc",
        "unknown-plan" => "Kế hoạch không có trong chương trình",
        "unknown-form" => "Biểu mẫu không có trong kế hoạch",
        "other-plan" => "Thuộc kế hoạch khác",
        "unreadable" => "Không đọc được tệp",
        "backup" => "Bản sao lưu của người viết: cần tệp xuất của từng bài",
        "plan-pack" => "Gói kế hoạch, không phải bài gửi",
        "list" => "Danh sách do đơn vị tiếp nhận xuất ra, không phải bài gửi",
        "too-much" => "Có phần dài hoặc nhiều dòng quá mức của một bài",
        "remarks" => "Tệp đề nghị bổ sung, không phải bài gửi",
        "pdf-without-submission" => "PDF không kèm dữ liệu, có thể là bản quét",
        "pdf-too-large" => "PDF quá lớn",
        "pdf-encrypted" => "PDF có mật khẩu",
        "other-archive" => "Tệp nén loại khác: cần giải nén hoặc nén thành .zip",
        "system-file" => "Tệp phụ của hệ điều hành",
        "archive-damaged" => "Tệp nén hỏng",
        "archive-empty" => "Tệp nén rỗng",
        "archive-encrypted" => "Tệp nén có mật khẩu",
        "archive-method" => "Tệp nén bằng cách ít dùng: cần nén lại thành .zip thường",
        "archive-too-large" => "Tệp trong tệp nén quá lớn",
        "archive-too-much" => "Tệp nén bung ra quá lớn, phần còn lại không mở",
        "archive-too-many" => "Tệp nén có quá nhiều tệp",
        "archive-too-deep" => "Tệp nén lồng trong tệp nén quá nhiều lớp",
        other => other,
    };
    words.to_owned()
}
