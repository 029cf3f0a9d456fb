-- Which papers count, for both engines; run after the engine's own file.
-- The highest revision of a unit and form counts. Equal papers of one revision are one; different ones contradict each
-- other, and none counts until somebody chooses. Papers of persons whom no unit of the plan sends are told apart by
-- their ids; so are those of a period that comes any number of times, because the form's deadline is about others, and
-- those of another period ("Kỳ khác") that is not named. Names that differ in tones are two; where a tone stands in its
-- syllable ("Hoà", "Hòa") does not matter to the program, and is not evened out here.
create or replace temporary view newest as
with dated as (
  select
    submissions.*,
    coalesce(array_contains(due.periods, period), true) as is_due,
    concat_ws('|', folded(period), case
      when answers['ky-bao-cao'] = 'khac' and folded(coalesce(answers['ky-khac'], '')) <> ''
        then folded(answers['ky-khac'])
      when answers['ky-bao-cao'] = 'khac' or (period <> '' and not array_contains(due.periods, period)) then paper
      else ''
    end) as which
  from submissions
  left join (select distinct form as of_form, periods from owed) as due on due.of_form = submissions.form
), placed as (
  select
    form, paper, revision, status, unit_id, unit, level, period, is_due, answers, content,
    concat_ws('|', form, case
      when unit_id in (select owed.unit_id from owed) then concat_ws('|', unit_id, reading(unit),
        case when level = 'ca-nhan' then reading(coalesce(answers['ho-ten'], '')) else '' end, which)
      when level = 'ca-nhan' or unit = '' then concat_ws('|', paper, which)
      else concat_ws('|', 'named', reading(unit), level, which)
    end) as place
  from dated
), revised as (
  select placed.*, max(revision) over (partition by place) as highest from placed
)
select
  revised.*,
  row_number() over (partition by place order by paper) as number,
  min(content) over (partition by place) <> max(content) over (partition by place) as contradicts
from revised
where revision = highest;

create or replace temporary view papers as
select paper, form, revision, status, unit_id, unit, level, period, is_due, answers
from newest
where number = 1 and not contradicts;

-- A row for each row of each table of the papers that count: what it says by column.
create or replace temporary view entries as
with answered as (
  select papers.*, explode(map_entries(answers)) as answer from papers
), tables as (
  select answered.*, answer.key as field, rows_of(answer.value) as lines from answered where answer.value like '[{%'
)
select paper, form, unit_id, unit, level, period, answers, field, explode(lines) as cells from tables;
