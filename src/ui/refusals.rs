//! What is said of a file that cannot be opened, or not wholly understood: of a paper, and of a plan pack.

use crate::backup;
use crate::document::pdf::{self, ReadError};
use crate::form::{FieldId, Form};
use crate::plan::{self, Fault, PackError};
use crate::submission::{self, Found, Problem, Refusal};

/// What is said of a file of more bytes than that.
pub(super) fn too_large(most: usize) -> String {
    format!(
        "Tệp quá lớn (trên {} MB) nên không mở được ở đây; không có gì trên máy thay đổi. Hãy kiểm tra lại đã chọn đúng tệp \
        chưa.",
        most / 1_000_000
    )
}

/// Why a file cannot be opened, and what to do about it.
pub(super) fn sentence(refusal: &Refusal) -> String {
    let sentence = match refusal {
        Refusal::Empty => {
            "Tệp trống, không có nội dung. Có thể khi chép qua USB hoặc Zalo tệp đã hỏng; hãy xin gửi lại."
        }
        Refusal::TooLarge { .. } => return too_large(submission::MAX_BYTES),
        Refusal::Utf16 => {
            "Tệp đã được lưu lại bằng bảng mã UTF-16 (“Unicode”), thường do mở bằng Notepad rồi ghi lại. Hãy dùng tệp gốc, hoặc lưu lại với bảng mã UTF-8."
        }
        Refusal::NotUtf8 { .. } => {
            "Tệp có ký tự không đọc được: đã bị lưu bằng bảng mã khác hoặc bị hỏng khi chép. Hãy xin lại tệp gốc."
        }
        Refusal::Truncated => {
            "Tệp bị cụt, thiếu phần cuối: việc chép hoặc tải về chưa xong. Hãy chép hoặc tải lại tệp."
        }
        Refusal::NotJson { line, column } => {
            return format!(
                "Đây không phải là tệp xuất từ chương trình này, hoặc tệp đã bị sửa (chỗ sai: dòng {line}, cột {column}). Hãy chọn tệp .json đã xuất hoặc gói kế hoạch."
            );
        }
        Refusal::TooDeep => {
            "Tệp có cấu trúc lồng nhau quá sâu, không phải là bài xuất từ chương trình này. Hãy chọn tệp khác."
        }
        Refusal::OtherFormat(found) => return other_format(found),
        Refusal::NewerVersion { .. } => {
            "Tệp được tạo bằng phiên bản mới hơn của chương trình. Hãy mở bằng phiên bản mới; tệp không bị thay đổi."
        }
        Refusal::Parts(parts) => {
            return format!(
                "Tệp thiếu những phần không thể thiếu hoặc các phần đó sai kiểu ({}). Hãy xin lại tệp gốc.",
                parts.join(", ")
            );
        }
        Refusal::UnknownPlan { plan } => {
            return format!(
                "Tệp thuộc kế hoạch “{plan}” mà phiên bản này của chương trình không có. Tệp không bị thay đổi; hãy mở bằng phiên bản có kế hoạch đó."
            );
        }
        Refusal::UnknownForm { plan, form } => {
            return format!(
                "Tệp theo mẫu “{form}”, nhưng kế hoạch {plan} ở đây không có mẫu này. Tệp không bị thay đổi; hãy mở bằng phiên bản có mẫu đó."
            );
        }
    };
    sentence.to_owned()
}

/// Why nothing can be had of a backup, and what to do about it.
pub(super) fn backup(refusal: &backup::Refusal) -> String {
    let sentence = match refusal {
        backup::Refusal::TooLarge { .. } => return too_large(backup::MAX_BYTES),
        backup::Refusal::NewerVersion { .. } => {
            "Bản sao lưu này được tạo bằng phiên bản mới hơn của chương trình. Hãy mở bằng phiên bản mới; tệp không bị \
            thay đổi."
        }
        backup::Refusal::Empty => {
            "Bản sao lưu này được làm khi trên máy chưa có bản nháp nào, nên không có gì để lấy lại."
        }
        backup::Refusal::NothingLeft | backup::Refusal::OtherFormat => {
            "Bản sao lưu này hỏng nặng, không còn bản nháp nào đọc được. Hãy chép lại từ nơi cất bản gốc, hoặc mở một bản \
            sao lưu khác."
        }
    };
    sentence.to_owned()
}

/// Why nothing can be had of a PDF, and what to do about it; one without data is whole, but not ours.
pub(super) fn pdf(error: Option<ReadError>) -> String {
    let sentence = match error {
        None | Some(ReadError::NotPdf) => {
            "Tệp PDF này không kèm dữ liệu: có thể là bản in từ chương trình khác, bản quét, hoặc bản đã được lưu lại mà bỏ tệp \
            đính kèm. Hãy mở bản PDF gốc tải từ chương trình này, hoặc tệp .json của bài."
        }
        Some(ReadError::Encrypted) => {
            "Tệp PDF này có mật khẩu nên không đọc được dữ liệu bên trong. Hãy mở bản PDF gốc chưa đặt mật khẩu, hoặc tệp .json \
            của bài."
        }
        Some(ReadError::TooLarge) => return too_large(pdf::MAX_BYTES),
    };
    sentence.to_owned()
}

fn other_format(found: &Found) -> String {
    let what = match found {
        Found::Pdf => "tệp PDF",
        Found::Word | Found::OldOffice => "tệp văn bản hoặc bảng tính Office",
        Found::Excel => "bảng tính Excel",
        Found::Zip => "tệp nén",
        Found::Rtf => "văn bản RTF",
        Found::Markup => "trang web hoặc tệp XML",
        Found::Picture => "tệp ảnh",
        Found::Json(Some(format)) => {
            return format!(
                "Tệp thuộc loại “{format}”, không phải bài xuất từ chương trình này. Hãy chọn tệp .json đã xuất."
            );
        }
        Found::Json(None) => "tệp JSON của chương trình khác",
    };
    format!("Đây là {what}, không phải bài xuất từ chương trình này. Hãy chọn tệp .json đã xuất.")
}

/// What is not as it should be in a file that was opened.
pub(super) fn problem(form: &Form, problem: &Problem) -> String {
    let label = |id: &FieldId| form.field(id).map_or_else(|| id.to_string(), |field| field.label.clone());
    match problem {
        Problem::Part(path) => format!("Phần “{path}” thiếu hoặc sai kiểu; đã dùng giá trị thông thường."),
        Problem::PlanVersion { file, known } => {
            format!(
                "Tệp theo bản {file} của gói kế hoạch, ở đây là bản {known}. Hãy soát lại trước khi xuất."
            )
        }
        Problem::FormVersion { file, known } => {
            format!("Tệp theo bản {file} của mẫu, ở đây là bản {known}. Hãy soát lại trước khi xuất.")
        }
        Problem::UnknownAnswer { id } => {
            format!("Câu trả lời “{id}” không có trong mẫu này; vẫn được giữ và sẽ có trong lần xuất sau.")
        }
        Problem::WrongType { field } => {
            format!("«{}»: giá trị trong tệp sai kiểu; vẫn được giữ cho đến khi trả lời lại.", label(field))
        }
        Problem::WrongCell { field, row, column } => {
            format!("«{}», dòng {}, cột {column}: giá trị sai kiểu; vẫn được giữ.", label(field), row + 1)
        }
        Problem::DuplicateKeys => "Tệp ghi một mục hai lần, nên không còn như khi xuất.".to_owned(),
    }
}

/// A plan pack of a kind that this version does not read.
pub(super) fn other_pack_format(format: &str) -> String {
    format!(
        "Đây là gói kế hoạch kiểu “{format}”, phiên bản này của chương trình chỉ đọc kiểu “{}”. Hãy mở bằng phiên bản \
        mới hơn của chương trình.",
        plan::FORMAT
    )
}

/// Every mistake of a plan pack, a sentence each, with the place where it stands.
pub(super) fn pack_mistakes(error: &PackError) -> Vec<String> {
    match error {
        PackError::Json(_) => vec!["Tệp không phải là JSON đúng quy cách.".to_owned()],
        PackError::Format { .. } => vec![format!("Tệp không ghi “format”: “{}”.", plan::FORMAT)],
        PackError::Problems(problems) => problems.iter().map(pack_problem).collect(),
    }
}

/// One mistake: where it stands in the pack, by path, and what is wrong there.
fn pack_problem(problem: &plan::Problem) -> String {
    let place = match problem.path.as_str() {
        "" => "Cả gói".to_owned(),
        path => format!("“{path}”"),
    };
    let form = problem.form.as_ref().map(|form| format!(" (mẫu {form})")).unwrap_or_default();
    let found = problem.found.as_ref().map(|found| format!(" đang ghi “{found}”,")).unwrap_or_default();
    format!("{place}{form}:{found} {}.", pack_fault(&problem.fault))
}

fn pack_fault(fault: &Fault) -> String {
    let fault = match fault {
        Fault::Missing => "thiếu, phải có",
        Fault::Unknown => "không có mục nào tên như vậy ở chỗ này",
        Fault::NotOfType(kind) => return format!("phải là {}", type_name(*kind)),
        Fault::NotWritten(pattern) => pattern_rule(*pattern),
        Fault::NotOneOf(words) => return format!("phải là một trong: {}", words.join(", ")),
        Fault::OutOfBounds { least, most: i64::MAX } => return format!("phải từ {least} trở lên"),
        Fault::OutOfBounds { least, most } => return format!("phải từ {least} đến {most}"),
        Fault::TooFew { least } => return format!("phải có ít nhất {least} mục"),
        Fault::TooMany { most } => return format!("chỉ được có nhiều nhất {most} mục"),
        Fault::TooManyFields { most } => return format!("cộng lại chỉ được có nhiều nhất {most} câu hỏi"),
        Fault::NamedTwice => "có đối tượng ghi một tên hai lần",
        Fault::Duplicate => "trùng với một mục trước đó",
        Fault::Unresolved => "chỉ đến một thứ không có trong gói",
        Fault::LeftOut => "chỉ đến mục nhạy cảm bị bỏ ra, vì gói không ghi asksSensitive",
        Fault::NotOfKind(kinds) => return format!("phải chỉ đến mục thuộc loại {}", kinds.join(", ")),
        Fault::NotBefore => "chỉ được chỉ đến mục đứng trước",
        Fault::Circle => "vòng lại chính nó, hoặc qua quá nhiều bước",
        Fault::Reversed => "giới hạn dưới lớn hơn giới hạn trên",
        Fault::Endless => "số có quá nhiều chữ số",
        Fault::Ambiguous => "điều kiện chỉ được xét một điều",
        Fault::NoUnits => "không có đơn vị nào trong danh sách thuộc nhóm này",
        Fault::NothingRequired => "phần kế hoạch yêu cầu phải có ít nhất một mục bắt buộc",
        Fault::NothingLeft => "bảng không còn cột nào",
    };
    fault.to_owned()
}

fn type_name(kind: plan::Type) -> &'static str {
    match kind {
        plan::Type::Text => "chữ trong dấu nháy",
        plan::Type::Truth => "true hoặc false",
        plan::Type::Number => "số",
        plan::Type::Whole => "số nguyên",
        plan::Type::List => "danh sách […]",
        plan::Type::Object => "đối tượng {…}",
    }
}

fn pattern_rule(pattern: plan::Pattern) -> &'static str {
    match pattern {
        plan::Pattern::Free => "phải là chữ",
        plan::Pattern::Line => "phải là một dòng chữ, không để trống, không có dấu tab",
        plan::Pattern::Lines => "phải có chữ, không có dấu tab",
        plan::Pattern::Id => {
            "chỉ dùng chữ thường không dấu, chữ số và gạch nối đơn, tối đa 40 ký tự (như ket-qua)"
        }
        plan::Pattern::FormId => {
            "phải viết như 000-TLX: chữ hoa không dấu, chữ số, gạch nối, tối đa 20 ký tự"
        }
        plan::Pattern::Value => "chỉ dùng chữ không dấu, chữ số, gạch nối và dấu chấm",
        plan::Pattern::Day => "phải là một ngày viết như 2020-09-10, từ năm 1900 đến 2200",
    }
}
