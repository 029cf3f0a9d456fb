//! A file that somebody chose: its bytes, or a sentence that says why not.

use web_sys::File;

use super::refusals;
use crate::platform::files;
use crate::submission::MAX_BYTES;

/// The bytes of a file that is not too large. Nothing on the machine depends on whether they come.
pub(super) async fn bytes(file: &File) -> Result<Vec<u8>, String> {
    bytes_up_to(file, MAX_BYTES).await
}

/// The bytes of a file that is not larger than that.
pub(super) async fn bytes_up_to(file: &File, most: usize) -> Result<Vec<u8>, String> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the size of a file in whole bytes"
    )]
    let size = file.size() as usize;
    if size > most {
        return Err(refusals::too_large(most));
    }
    files::read(file).await.map_err(|_| {
        "Trình duyệt không đọc được tệp: tệp vừa bị xóa, đổi tên, hoặc USB đã rút ra. Hãy chọn lại tệp."
            .to_owned()
    })
}
