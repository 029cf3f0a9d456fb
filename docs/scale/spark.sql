-- What Spark SQL (4.0 or later) reads of the folder that `tham-luan compile` wrote, as the views that all queries here
-- are over. Run in that folder. duckdb.sql makes the same views.

-- "..." names columns, as in the standard.
set spark.sql.ansi.enabled = true;
set spark.sql.ansi.doubleQuotedIdentifiers = true;

-- Without tones, capitals and spaces too many: as names are compared.
create or replace temporary function folded(said string) returns string return
  trim(regexp_replace(translate(lower(said),
    'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ',
    'aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy'), '[ \n\t]+', ' '));

-- Without capitals and spaces too many: as names of units and persons are told apart.
create or replace temporary function reading(said string) returns string return
  trim(regexp_replace(lower(said), '[ \n\t]+', ' '));

-- The rows of a table of a paper.
create or replace temporary function rows_of(answer string) returns array<map<string, string>> return
  from_json(answer, 'array<map<string, string>>');

create or replace temporary view lines using text options (path 'submissions.ndjson');

-- A row a submission that was taken in. A line that is none, such as what a page hands over last, is left out.
create or replace temporary view submissions as
select
  get_json_object(value, '$.id') as paper,
  get_json_object(value, '$.form.id') as form,
  cast(get_json_object(value, '$.revision') as int) as revision,
  get_json_object(value, '$.status') as status,
  get_json_object(value, '$.unit.id') as unit_id,
  coalesce(get_json_object(value, '$.unit.name'), '') as unit,
  coalesce(get_json_object(value, '$.unit.level'), '') as level,
  coalesce(get_json_object(value, '$.period'), '') as period,
  from_json(get_json_object(value, '$.answers'), 'map<string, string>') as answers,
  concat(get_json_object(value, '$.status'), get_json_object(value, '$.answers'),
    coalesce(get_json_object(value, '$.paper.layout'), '')) as content
from lines
where get_json_object(value, '$.format') = 'tham-luan.submission';

create or replace temporary view choice_lines (
  form string, actor string, field string, `column` string, place int, value string, label string
) using json options (path 'choices.ndjson');

-- What the codes in answers mean.
create or replace temporary view choices as
select form, actor, field, `column` as part, place, value, label from choice_lines;

create or replace temporary view roster (
  `rows` array<struct<form: string, unitId: string, unit: string, owed: boolean, quota: int, periods: array<string>>>
) using json options (path 'roster.json', multiLine 'true');

-- Who is to hand in which form, and how many of it; for which periods, where it is not for any.
create or replace temporary view owed as
select
  line.form as form, line.unitId as unit_id, line.unit as unit, line.owed as is_owed, coalesce(line.quota, 1) as quota,
  line.periods as periods
from (select explode(`rows`) as line from roster);
