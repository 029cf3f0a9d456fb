// Times submissions from bytes to what is wrong with them: by the page's own program, and by JavaScript that decodes, parses
// and checks the same by hand; without the checksum, and with it.
import init, { Office } from "./office.js";

await init();
const pack = await (await fetch("./pack.json")).json();
const office = new Office(JSON.stringify(pack));
// One submission after another, each ended by a zero.
const all = new Uint8Array(await (await fetch("./submissions.bin")).arrayBuffer());
const files = [];
for (let from = 0, at = 0; at < all.length; at += 1) {
  if (all[at] !== 0) continue;
  files.push(all.slice(from, at));
  from = at + 1;
}

const forms = new Map();
for (const form of pack.forms) {
  const fields = [];
  for (const section of form.sections) {
    const shared = pack.sections?.[section.use];
    const relevant = section.relevant ?? shared?.relevant;
    for (const field of [...(section.fields ?? []), ...(shared?.fields ?? [])]) {
      const when = relevant || field.relevant;
      fields.push({ ...field, required: field.required && !when });
    }
  }
  forms.set(form.id, { ...form, fields, known: new Set(fields.map((field) => field.id)) });
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const isOf = ({ kind, choices }, value) => {
  switch (kind) {
    case "number": return typeof value === "number";
    case "date": return typeof value === "string" && day.test(value);
    case "tick": return typeof value === "boolean";
    case "choice": return choices.some((choice) => choice.id === value);
    case "choices": return Array.isArray(value) && value.every((one) => choices.some((choice) => choice.id === one));
    case "table": return Array.isArray(value);
    default: return typeof value === "string";
  }
};
const isEmpty = (value) => value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
const isBeyond = ({ constraints }, value) => (constraints ?? []).some(({ min, max, maxWords }) =>
  (typeof value === "number" && (value < min || value > max))
  || (maxWords && typeof value === "string" && value.split(/\s+/).length > maxWords));

const decoder = new TextDecoder("utf-8", { fatal: true });
const parse = (bytes) => JSON.parse(decoder.decode(bytes));
const check = (file) => {
  if (file.format !== "tham-luan.submission" || file.version !== 1) return 1;
  const form = file.plan?.id === pack.id && forms.get(file.form?.id);
  if (!form || typeof file.id !== "string" || typeof file.answers !== "object") return 1;
  let said = 0;
  if (file.status !== "complete") said += 1;
  if (file.plan.version !== pack.version || file.form.version !== form.version) said += 1;
  if (!(file.paper?.pages >= 1) || file.paper.overLimit) said += 1;
  for (const id in file.answers) if (!form.known.has(id)) said += 1;
  for (const field of form.fields) {
    const value = file.answers[field.id];
    if (isEmpty(value)) { if (field.required) said += 1; continue; }
    if (!isOf(field, value) || isBeyond(field, value)) said += 1;
    if (field.kind !== "table" || !Array.isArray(value)) continue;
    for (const row of value) {
      for (const column of field.columns) {
        const cell = row[column.id];
        if (isEmpty(cell)) { if (column.required) said += 1; continue; }
        if (!isOf(column, cell) || isBeyond(column, cell)) said += 1;
      }
    }
  }
  return said;
};

// As RFC 8785 has it.
const canonical = (value) => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ","}${canonical(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    text += `${text && ","}${JSON.stringify(key)}:${canonical(value[key])}`;
  }
  return `{${text}}`;
};
const encoder = new TextEncoder();
const isAsWritten = async ({ checksum, ...rest }) => {
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(canonical(rest)));
  return checksum === undefined || checksum === `sha256:${new Uint8Array(digest).toHex()}`;
};

// The median of some runs, in milliseconds; the first warms up.
const timed = async (run) => {
  const times = [];
  for (let runs = 0; runs < 6; runs += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.slice(1).sort((a, b) => a - b)[2];
};

// So many digests are waited for at once, with which it is quickest.
const ATONCE = 16;
let said = 0;
let changedByHand = 0;
const byHand = await timed(() => {
  for (const bytes of files) said += check(parse(bytes));
});
const byHandSummed = await timed(async () => {
  changedByHand = 0;
  for (let from = 0; from < files.length; from += ATONCE) {
    await Promise.all(files.slice(from, from + ATONCE).map(async (bytes) => {
      const file = parse(bytes);
      const summed = isAsWritten(file);
      said += check(file);
      if (!await summed) changedByHand += 1;
    }));
  }
});
const ours = await timed(() => {
  for (const bytes of files) said += office.check(bytes);
});
const changed = files.filter((bytes) => office.is_changed(bytes)).length;
const counted = await timed(() => {
  for (const bytes of files) said += office.check_and_count(bytes);
});
for (const bytes of files) office.keep(bytes);
const sums = await timed(() => { said += office.sums(); });

const report = {
  files: files.length,
  bytes: all.length - files.length,
  by_hand: byHand,
  by_hand_summed: byHandSummed,
  changed_by_hand: changedByHand,
  ours,
  changed,
  sums,
  counted,
  said,
};
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
