// Times submissions from bytes to what is wrong with them: by the page's own program, and by JavaScript that decodes, parses
// and checks the same by hand.
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
const check = (bytes) => {
  const file = JSON.parse(decoder.decode(bytes));
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

// The median of some runs over all files, in milliseconds; the first warms up.
let said = 0;
const timed = (work) => {
  const times = [];
  for (let run = 0; run < 6; run += 1) {
    const start = performance.now();
    for (const file of files) said += work(file);
    times.push(performance.now() - start);
  }
  return times.slice(1).sort((a, b) => a - b)[2];
};
const byHand = timed(check);
const ours = timed((file) => office.check(file));
const counted = timed((file) => office.check_and_count(file));

const report = { files: files.length, bytes: all.length - files.length, by_hand: byHand, ours, counted, said };
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
