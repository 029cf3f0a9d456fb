//! Compiled tables as bytes, and what was decided on what they are compiled of.

use super::{Wire, names, wire};
use crate::office::compile::{
    Cell, Column, Compiled, CompiledRow, Decimal, Decisions as OpinionDecisions, Kind, OpinionId, Role,
    Value, Warning,
};
use crate::office::{Decided, Decision, Decisions};
use crate::text::Date;

wire!(struct Compiled { id, title, note, columns, rows, warnings, numbered });
wire!(struct Column { id, title, kind, total });
wire!(enum Kind { 0: Text, 1: Number, 2: Year, 3: Date, 4: Count });
wire!(struct CompiledRow { role, cells });
wire!(enum Role { 0: Entry, 1: Total });
wire!(struct Cell { value, sources });
wire!(enum Value { 0: Empty, 1: Text(text), 2: Number(number), 3: Date(day) });
wire!(enum Warning {
    0: NotANumber { column, text, source },
    1: MixedUnits { indicator, units, sources },
    2: ListedTwice { name, sources },
    3: NoReceiver { opinion, sources },
    4: AnswerWithoutOpinion { opinion, source },
    5: UnknownOpinion { opinion },
});

names!(OpinionId);

wire!(struct Decisions { papers, opinions, office });
wire!(struct Decision { checksum, what });
wire!(enum Decided { 0: Chosen, 1: SetAside });
wire!(struct OpinionDecisions { group, competence, agency, merged_into, distinct });

impl Wire for Decimal {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.units().put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        i128::take(bytes).map(Self::of_units)
    }
}

impl Wire for Date {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.iso().put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        Self::parse_iso(&String::take(bytes)?)
    }
}
