//! A card: a title above the answers; place, date and signature only where the form asks for them.

use crate::form::Slot;
use crate::pagination::Align;

use super::{Composer, Frame, line_of};

impl Composer<'_> {
    pub(super) fn card_header(&mut self) {
        let subject = self.slot_text(Slot::Subject);
        let name = line_of(&self.form.document_name, 28, true, false);
        let mut lines = vec![(Frame::Title, name)];
        if !subject.is_empty() {
            lines.push((Frame::Subject, line_of(subject, self.size, true, false)));
        }
        if let Some((_, last)) = lines.last_mut() {
            last.after = 120;
        }
        for (part, mut line) in lines {
            line.keep_next = true;
            self.frame(part, line);
        }
        self.addressee();
    }

    pub(super) fn card_signature(&mut self) {
        if self.slot(Slot::Place).or(self.slot(Slot::SignedOn)).is_some() {
            let mut date = line_of(&self.place_and_date(), self.size, false, true);
            date.align = Align::Right;
            date.before = 120;
            self.frame(Frame::Signature, date);
        }
        if self.slot(Slot::Signer).is_some() {
            self.person_signature();
        }
    }
}
