-- What DuckDB reads of the folder that `tham-luan compile` wrote, as the views that all queries here are over.
-- Run in that folder. spark.sql makes the same views.

-- Without tones, capitals and spaces too many: as names are compared.
create or replace macro folded(said) as
  trim(regexp_replace(strip_accents(replace(lower(said), 'đ', 'd')), '\s+', ' ', 'g'));

-- Without capitals and spaces too many: as names of units and persons are told apart.
create or replace macro reading(said) as trim(regexp_replace(lower(said), '\s+', ' ', 'g'));

-- The rows of a table of a paper, and each by itself.
create or replace macro rows_of(answer) as try_cast(try_cast(answer as json) as map(varchar, varchar)[]);
create or replace macro explode(list) as unnest(list);

-- A row a submission that was taken in. A line that is none, such as what a page hands over last, is left out.
create or replace view submissions as
select
  json ->> 'id' as paper,
  json ->> '$.form.id' as form,
  cast(json ->> 'revision' as integer) as revision,
  json ->> 'status' as status,
  json ->> '$.unit.id' as unit_id,
  coalesce(json ->> '$.unit.name', '') as unit,
  coalesce(json ->> '$.unit.level', '') as level,
  coalesce(json ->> 'period', '') as period,
  cast(json -> 'answers' as map(varchar, varchar)) as answers,
  concat(json ->> 'status', json -> 'answers', json -> '$.paper.layout') as content
from read_ndjson_objects('submissions.ndjson', maximum_object_size = 67108864)
where json ->> 'format' = 'tham-luan.submission';

-- What the codes in answers mean.
create or replace view choices as
select form, actor, field, "column" as part, place, value, label
from read_ndjson('choices.ndjson', columns = {
  form: 'varchar', actor: 'varchar', field: 'varchar', "column": 'varchar', place: 'integer',
  value: 'varchar', label: 'varchar'});

-- Who is to hand in which form, and how many of it; for which periods, where it is not for any.
create or replace view owed as
select
  line.form as form, line.unitId as unit_id, line.unit as unit, line.owed as is_owed, coalesce(line.quota, 1) as quota,
  line.periods as periods
from (
  select unnest(rows) as line
  from read_json('roster.json', columns = {
    rows: 'struct(form varchar, unitId varchar, unit varchar, owed boolean, quota integer, periods varchar[])[]'})
);
