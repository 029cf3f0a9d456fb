-- How many give themselves which level of which criterion: a cell a row.
with rated as (
  select form, cells from entries where form in ('001-TC-A1A2', '001-TC-A3', '001-TC-B', '001-TC-C', '001-TC-D') and field = 'tieu-chi-thi-dua'
), levels as (
  select form, cells['tieu-chi'] as criterion, cells['muc'] as level from rated where coalesce(cells['muc'], '') <> ''
), counted as (
  select form, criterion, level, count(*) as many from levels group by form, criterion, level
  union all
  select form, criterion, 'cong' as level, count(*) as many from levels group by form, criterion
)
select concat(counted.criterion, ' (', choices.actor, ')') as "muc", counted.level as "cot", counted.many as "so"
from counted
join choices
  on choices.form = counted.form and choices.field = 'tieu-chi-thi-dua' and choices.part = 'tieu-chi'
  and choices.value = counted.criterion;
