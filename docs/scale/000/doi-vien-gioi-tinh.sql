-- How many volunteers of each sex each district has: a cell a row.
with volunteers as (
  select unit_id, cells from entries where form = '000-BCH' and field = 'doi-vien'
), counted as (
  select coalesce(cells['gioi-tinh'], '') as sex, unit_id, count(*) as many from volunteers group by 1, 2
  union all
  select coalesce(cells['gioi-tinh'], '') as sex, 'cong' as unit_id, count(*) as many from volunteers group by 1
)
select coalesce(choices.label, 'Chưa ghi') as "muc", counted.unit_id as "cot", counted.many as "so"
from counted
left join choices
  on choices.form = '000-BCH' and choices.field = 'doi-vien' and choices.part = 'gioi-tinh' and choices.value = counted.sex;
