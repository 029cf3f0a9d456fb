//! The float nearest to a decimal, and the shortest decimal that names a float: exact, after Steele and White.
//!
//! Plain arithmetic of long numbers, because the tables of the quick ways cost more than all of it. It runs only for
//! numbers of more than 15 digits and for those near the ends of the range.

use std::cmp::Ordering;

/// More digits than tell any two floats apart; further ones only say that there is a rest.
const MOST_DIGITS: usize = 800;

/// Bits of a float's mantissa.
const BITS: i32 = 53;

/// The powers of two that a float's mantissa is multiplied by.
const LEAST: i32 = -1074;
const MOST: i32 = 971;

/// The digits of the shortest decimal that names the float nearest to `0.digits × 10^point`, and its point. None
/// where the float would be infinite.
pub(super) fn shortest(digits: &str, point: i32) -> Option<(String, i32)> {
    let (mantissa, power) = nearest(digits, point)?;
    Some(if mantissa == 0 { (String::new(), 0) } else { named(mantissa, power, point) })
}

/// The nearest float, as `mantissa × 2^power`.
fn nearest(digits: &str, point: i32) -> Option<(u64, i32)> {
    let (mut over, mut under) = (Long::from(0), Long::from(1));
    let mut scale = point;
    for digit in digits.bytes().take(MOST_DIGITS).chain((digits.len() > MOST_DIGITS).then_some(b'1')) {
        over.multiply(10);
        over.add(&Long::from(u64::from(digit - b'0')));
        scale -= 1;
    }
    over.multiply_by_tens(scale);
    under.multiply_by_tens(-scale);
    // From here on `over / under` is from 1 to 2, and the number that times 2 to the exponent.
    let mut exponent = over.bits() - under.bits();
    over.double(-exponent);
    under.double(exponent);
    if over.cmp(&under).is_lt() {
        over.double(1);
        exponent -= 1;
    }
    let mut power = LEAST.max(exponent + 1 - BITS);
    if exponent + 1 < power {
        return Some((0, LEAST));
    }
    let mut mantissa = 0_u64;
    for _ in power..=exponent {
        mantissa *= 2;
        if over.cmp(&under).is_ge() {
            over.subtract(&under);
            mantissa += 1;
        }
        over.double(1);
    }
    mantissa += match over.cmp(&under) {
        Ordering::Less => 0,
        Ordering::Equal => mantissa % 2,
        Ordering::Greater => 1,
    };
    if mantissa == 1 << BITS {
        mantissa /= 2;
        power += 1;
    }
    (power <= MOST).then_some((mantissa, power))
}

/// The shortest decimal nearer to this float than to its neighbours; its point is about there.
fn named(mantissa: u64, power: i32, about: i32) -> (String, i32) {
    // The float, and the ways to the middle between it and its neighbours, all over the same.
    let (mut over, mut under) = (Long::from(mantissa), Long::from(1));
    let (mut above, mut below) = (Long::from(1), Long::from(1));
    // The neighbour below a power of two is only half as far.
    let half = i32::from(mantissa == 1 << (BITS - 1) && power > LEAST);
    over.double(power.max(0) + 1 + half);
    under.double((-power).max(0) + 1 + half);
    above.double(power.max(0) + half);
    below.double(power.max(0));
    let mut point = about;
    under.multiply_by_tens(point);
    for part in [&mut over, &mut above, &mut below] {
        part.multiply_by_tens(-point);
    }

    // The middle itself is nearest to the even one.
    let even = mantissa.is_multiple_of(2);
    let is_within = |order: Ordering| order.is_lt() || even && order.is_eq();
    let reaches_up = |over: &Long, above: &Long, under: &Long| {
        let mut end = over.clone();
        end.add(above);
        is_within(under.cmp(&end))
    };
    while reaches_up(&over, &above, &under) {
        under.multiply(10);
        point += 1;
    }
    let mut digits = String::new();
    loop {
        for part in [&mut over, &mut above, &mut below] {
            part.multiply(10);
        }
        if digits.is_empty() && !reaches_up(&over, &above, &under) {
            point -= 1;
            continue;
        }
        let mut digit = b'0';
        while over.cmp(&under).is_ge() {
            over.subtract(&under);
            digit += 1;
        }
        let down = is_within(over.cmp(&below));
        let up = reaches_up(&over, &above, &under);
        if up && down {
            over.double(1);
        }
        // Where either end will do, the nearer one, or the even one.
        let nearer = over.cmp(&under);
        let is_up = up && (!down || nearer.is_gt() || nearer.is_eq() && digit % 2 == 1);
        digits.push(char::from(digit + u8::from(is_up)));
        if up || down {
            return (digits, point);
        }
    }
}

/// A whole number of any length, its least part first, without zeros at its end.
#[derive(Clone)]
struct Long(Vec<u32>);

impl From<u64> for Long {
    fn from(number: u64) -> Self {
        let mut long = Self(Vec::new());
        long.push(number);
        long
    }
}

impl Long {
    /// Puts a number beyond the parts that are there.
    fn push(&mut self, mut number: u64) {
        while number > 0 {
            self.0.push(low(number));
            number >>= 32;
        }
    }

    fn multiply(&mut self, by: u32) {
        let mut carry = 0;
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(by);
            *part = low(carry);
            carry >>= 32;
        }
        self.push(carry);
    }

    /// Times ten, so many times; none for a negative number.
    fn multiply_by_tens(&mut self, times: i32) {
        for _ in 0..times {
            self.multiply(10);
        }
    }

    /// Times two, so many times; none for a negative number.
    fn double(&mut self, times: i32) {
        for _ in 0..times / 16 {
            self.multiply(1 << 16);
        }
        for _ in 0..times % 16 {
            self.multiply(2);
        }
    }

    fn add(&mut self, other: &Self) {
        let mut carry = 0;
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (part, more) in self.0.iter_mut().zip(other.0.iter().chain(std::iter::repeat(&0))) {
            carry += u64::from(*part) + u64::from(*more);
            *part = low(carry);
            carry >>= 32;
        }
        self.push(carry);
    }

    /// Takes a number away that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrowed = false;
        for (part, less) in self.0.iter_mut().zip(other.0.iter().chain(std::iter::repeat(&0))) {
            let (rest, first) = part.overflowing_sub(*less);
            let (rest, second) = rest.overflowing_sub(u32::from(borrowed));
            *part = rest;
            borrowed = first || second;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let by_parts = || self.0.iter().rev().cmp(other.0.iter().rev());
        self.0.len().cmp(&other.0.len()).then_with(by_parts)
    }

    /// How many bits it has.
    fn bits(&self) -> i32 {
        let top = self.0.last().map_or(0, |top| top.leading_zeros());
        i32::try_from(self.0.len() * 32).unwrap_or(i32::MAX) - top.cast_signed()
    }
}

/// The lower half.
#[allow(clippy::cast_possible_truncation, reason = "the upper half is kept by whoever asks")]
fn low(number: u64) -> u32 {
    number as u32
}
