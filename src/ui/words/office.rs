//! What an office reads of a file that it was sent.

use crate::office::intake::{ArchiveFault, Refusal};
use crate::office::{Standing, State, Told, Warning};
use crate::submission::{self, Found, Status};
use crate::ui::refusals;

/// Why a file gives no paper, in few words for a list.
pub(in crate::ui) fn refused(refusal: &Refusal) -> String {
    use submission::Refusal as Of;
    let words = match refusal {
        Refusal::Submission(of) => match of {
            Of::Empty => "Tệp trống",
            Of::TooLarge { .. } => "Tệp quá lớn",
            Of::Utf16 => "Lưu bằng bảng mã UTF-16",
            Of::NotUtf8 { .. } => "Sai bảng mã hoặc tệp hỏng",
            Of::Truncated => "Tệp bị cụt, thiếu phần cuối",
            Of::NotJson { .. } => "Không phải tệp xuất từ chương trình này",
            Of::TooDeep => "Cấu trúc lồng quá sâu",
            Of::OtherFormat(Found::Word) => "Văn bản Word, không phải tệp xuất",
            Of::OtherFormat(Found::Excel) => "Bảng tính Excel, không phải tệp xuất",
            Of::OtherFormat(Found::Picture) => "Ảnh chụp, không phải tệp xuất",
            Of::OtherFormat(Found::OldOffice | Found::Rtf) => "Tệp Office cũ hoặc có mật khẩu",
            Of::OtherFormat(Found::Json(_)) => "Tệp của chương trình khác",
            Of::OtherFormat(_) => "Loại tệp khác",
            Of::NewerVersion { .. } => "Xuất từ phiên bản mới hơn",
            Of::Parts(_) => "Thiếu phần bắt buộc",
            Of::UnknownPlan { plan } => return format!("Kế hoạch “{plan}” không có ở đây"),
            Of::UnknownForm { form, .. } => return format!("Mẫu “{form}” không có trong kế hoạch"),
        },
        Refusal::Unreadable => "Không đọc được tệp",
        Refusal::Backup => "Bản sao lưu, không phải bài gửi",
        Refusal::PlanPack => "Gói kế hoạch, không phải bài gửi",
        Refusal::List => "Danh sách do cơ quan xuất ra",
        Refusal::TooMuch { .. } => "Có phần dài quá mức của một bài",
        Refusal::Remarks => "Tệp đề nghị bổ sung",
        Refusal::PdfWithoutSubmission => "PDF không kèm dữ liệu",
        Refusal::PdfTooLarge { .. } => "PDF quá lớn",
        Refusal::PdfEncrypted => "PDF có mật khẩu",
        Refusal::OfficeDocument => "Tệp của chương trình văn phòng khác",
        Refusal::OtherArchive => "Tệp nén loại khác",
        Refusal::SystemFile => "Tệp phụ của hệ điều hành",
        Refusal::Archive(fault) => archive(*fault),
        Refusal::OtherPlan { plan } => return format!("Thuộc kế hoạch {plan}"),
    };
    words.to_owned()
}

fn archive(fault: ArchiveFault) -> &'static str {
    match fault {
        ArchiveFault::Damaged => "Tệp nén hỏng",
        ArchiveFault::Empty => "Tệp nén trống",
        ArchiveFault::Encrypted => "Tệp nén có mật khẩu",
        ArchiveFault::Method { .. } => "Tệp nén bằng cách ít dùng",
        ArchiveFault::TooLarge { .. } => "Tệp trong tệp nén quá lớn",
        ArchiveFault::TooMuch => "Tệp nén bung ra quá lớn",
        ArchiveFault::TooMany => "Tệp nén có quá nhiều tệp",
        ArchiveFault::TooDeep => "Tệp nén lồng quá nhiều lớp",
    }
}

/// Why a file gives no paper, and what to do about it.
pub(in crate::ui) fn refusal(refusal: &Refusal) -> String {
    let sentence = match refusal {
        Refusal::Submission(of) => return refusals::sentence(of),
        Refusal::Unreadable => {
            "Trình duyệt không đọc được tệp: tệp vừa bị xóa, đổi tên, đang mở ở chương trình khác, hoặc USB đã rút ra. \
            Hãy chọn lại tệp."
        }
        Refusal::Backup => {
            "Đây là bản sao lưu mọi bản nháp của một máy, không phải một bài gửi. Hãy đề nghị nơi gửi mở bài rồi xuất tệp \
            của từng bài."
        }
        Refusal::PlanPack => {
            "Đây là gói kế hoạch, không phải bài gửi. Nếu cần dùng gói này, hãy mở ở trang «Mở tệp»."
        }
        Refusal::List => {
            "Đây là danh sách hoặc quyết định do cơ quan tiếp nhận xuất ra, không phải bài gửi. Không cần làm gì."
        }
        Refusal::TooMuch { .. } => {
            "Trong tệp có phần dài hoặc nhiều dòng hơn mọi bài bình thường, có thể tệp được làm để gây hại, nên không mở. \
            Hãy hỏi lại nơi gửi."
        }
        Refusal::Remarks => {
            "Đây là tệp đề nghị bổ sung của cơ quan nhận bài, không phải bài gửi. Hãy chọn tệp bài mà đơn vị gửi lại."
        }
        Refusal::PdfWithoutSubmission => {
            "Tệp PDF này không kèm dữ liệu (có thể là bản quét hoặc bản in từ chương trình khác). Hãy đề nghị nơi gửi gửi \
            kèm tệp .json, hoặc PDF tải từ chương trình này."
        }
        Refusal::PdfTooLarge { .. } => {
            "Tệp PDF quá lớn (trên 40 MB) nên không phải là bản tải từ chương trình này. Hãy đề nghị nơi gửi gửi tệp .json."
        }
        Refusal::PdfEncrypted => {
            "Tệp PDF bị khóa bằng mật khẩu. Hãy đề nghị nơi gửi gửi bản không khóa, hoặc tệp .json."
        }
        Refusal::OfficeDocument => {
            "Đây là tệp của một chương trình văn phòng, không phải bài xuất từ chương trình này. Hãy đề nghị nơi gửi xuất \
            tệp .json."
        }
        Refusal::OtherArchive => {
            "Tệp nén loại .rar, .7z hoặc loại khác không mở được ở đây. Hãy giải nén rồi thả cả thư mục vào, hoặc nén lại \
            thành .zip."
        }
        Refusal::SystemFile => "Đây là tệp phụ do hệ điều hành tự đặt cạnh các tệp khác. Không cần làm gì.",
        Refusal::Archive(fault) => archive_sentence(*fault),
        Refusal::OtherPlan { plan } => {
            return format!(
                "Bài này thuộc kế hoạch {plan}, không phải kế hoạch đang nhận. Hãy thả tệp gốc vào trang tiếp nhận của kế \
                hoạch đó."
            );
        }
    };
    sentence.to_owned()
}

fn archive_sentence(fault: ArchiveFault) -> &'static str {
    match fault {
        ArchiveFault::Damaged => "Tệp nén bị hỏng hoặc bị cụt. Hãy xin gửi lại, hoặc xin các tệp chưa nén.",
        ArchiveFault::Empty => "Trong tệp nén không có tệp nào. Hãy hỏi lại nơi gửi.",
        ArchiveFault::Encrypted => {
            "Tệp nén bị khóa bằng mật khẩu. Hãy giải nén bằng mật khẩu rồi thả cả thư mục vào."
        }
        ArchiveFault::Method { .. } => {
            "Tệp nén bằng một cách ít dùng. Hãy giải nén rồi thả cả thư mục vào, hoặc nén lại thành .zip thường."
        }
        ArchiveFault::TooLarge { .. } => {
            "Tệp này trong tệp nén lớn hơn mọi bài bình thường nên không mở. Các tệp khác vẫn được nhận."
        }
        ArchiveFault::TooMuch => {
            "Tệp nén bung ra quá lớn, có thể được làm để gây hại, nên phần còn lại không mở. Hãy hỏi lại nơi gửi."
        }
        ArchiveFault::TooMany => "Tệp nén có nhiều tệp hơn mức mở được. Hãy chia thành nhiều tệp nén.",
        ArchiveFault::TooDeep => {
            "Tệp nén nằm trong tệp nén quá nhiều lớp. Hãy giải nén rồi thả cả thư mục vào."
        }
    }
}

/// What should be looked at, in few words for a list.
pub(in crate::ui) fn warning(warning: &Warning) -> String {
    match *warning {
        Warning::Changed => "Nội dung bị sửa sau khi xuất".to_owned(),
        Warning::NoChecksum => "Không có mã kiểm tra".to_owned(),
        Warning::PlanVersion { file, known } => format!("Gói kế hoạch bản {file}, ở đây bản {known}"),
        Warning::FormVersion { file, known } => format!("Mẫu bản {file}, ở đây bản {known}"),
        Warning::Problems { count } => format!("{count} phần không đúng định dạng"),
        Warning::Violations { errors: 0, warnings } => format!("{warnings} điều nên xem lại"),
        Warning::Violations { errors, .. } => format!("{errors} điều chưa đạt yêu cầu của mẫu"),
        Warning::Draft => "Nơi gửi ghi là bản chưa hoàn thành".to_owned(),
        Warning::OtherPages { claimed, counted } => format!("Tệp ghi {claimed} trang, đếm được {counted}"),
        Warning::OverLimit { pages, limit } => format!("Quá số trang: {pages}/{limit}"),
        Warning::Late { days } => format!("Chậm {days} ngày"),
    }
}

/// How a paper stands to others of its unit and form, in few words.
pub(in crate::ui) fn standing(standing: &Standing) -> &'static str {
    match standing {
        Standing::Counts => "Được tính",
        Standing::Superseded { .. } => "Có bản khác thay",
        Standing::Repeated { .. } => "Trùng bản đã nhận",
        Standing::Contradicts { .. } => "Trái nhau, chờ chọn",
        Standing::SetAside => "Để riêng, không tính",
    }
}

/// What a row of the register says, for files and for paper.
pub(in crate::ui) fn told(told: Told<'_>) -> String {
    let words = match told {
        Told::Accepted => "Đạt",
        Told::Warned => "Cần xem",
        Told::Refused => "Bị từ chối",
        Told::Reason(refusal) => return refused(refusal),
        Told::Warning(of) => return warning(of),
        Told::Standing(of) => standing(of),
        Told::Status(Status::Complete) => "Hoàn thành",
        Told::Status(Status::Draft) => "Bản nháp",
    };
    words.to_owned()
}

/// How what a unit owes stands.
pub(in crate::ui) fn owed(state: State) -> &'static str {
    match state {
        State::Missing => "Chưa nộp",
        State::Partial => "Nộp chưa đủ",
        State::Contradiction => "Các bản trái nhau",
        State::Draft => "Đã nộp, chưa hoàn thành",
        State::Complete => "Đã nộp đủ",
    }
}

/// The same by its code, for a list that goes to other programs.
pub(in crate::ui) fn owed_code(code: &str) -> String {
    let states = [State::Missing, State::Partial, State::Contradiction, State::Draft, State::Complete];
    let state = states.into_iter().find(|state| state.code() == code);
    state.map_or_else(|| code.to_owned(), |state| owed(state).to_owned())
}
