//! What is said of a file that cannot be opened, or not wholly understood: of a paper, and of a plan pack.

use crate::form::{FieldId, Form};
use crate::plan::{self, Fault, PackError};
use crate::submission::{Found, Problem, Refusal};

/// Why a file cannot be opened, and what to do about it.
pub(super) fn sentence(refusal: &Refusal) -> String {
    let sentence = match refusal {
        Refusal::Empty => {
            "Tệp trống, không có nội dung. Có thể khi chép qua USB hoặc Zalo tệp đã hỏng; hãy xin gửi lại."
        }
        Refusal::TooLarge { .. } => {
            "Tệp quá lớn (trên 20 MB) nên không phải là bài xuất từ chương trình này. Hãy kiểm tra lại đã chọn đúng tệp chưa."
        }
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
                "Đây không phải là tệp xuất từ chương trình này, hoặc tệp đã bị sửa (chỗ sai: dòng {line}, cột {column}). Hãy chọn tệp .json đã xuất."
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
        PackError::Format => vec![format!("Tệp không ghi “format”: “{}”.", plan::FORMAT)],
        PackError::Member { name } => vec![format!("Mục “{name}” thiếu hoặc sai kiểu.")],
        PackError::UnknownSection { form, section } => {
            vec![format!("Mẫu {form} dùng phần chung “{section}” mà gói không có.")]
        }
        PackError::Problems(problems) => problems.iter().map(pack_problem).collect(),
    }
}

fn pack_problem(problem: &plan::Problem) -> String {
    let place = problem.form.as_ref().map(|form| format!("Mẫu {form}: ")).unwrap_or_default();
    let id = &problem.id;
    let fault = match problem.fault {
        Fault::Duplicate => "bị đặt hai lần cho những phần cùng loại",
        Fault::UnknownDeadline => "là hạn mà kế hoạch không có",
        Fault::NoUnits => "là nhóm không có đơn vị nào trong danh sách",
        Fault::UnknownInitial => "được ghi sẵn nội dung nhưng mẫu không có mục này",
        Fault::NothingRequired => "là phần kế hoạch yêu cầu nhưng không mục nào bắt buộc",
    };
    format!("{place}“{id}” {fault}.")
}
