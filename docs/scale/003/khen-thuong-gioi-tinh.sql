-- How many persons of each sex are proposed for each award: a cell a row.
with nominees as (
  select cells from entries where form = '003-KT-DS' and field = 'ca-nhan'
), counted as (
  select coalesce(cells['hinh-thuc'], '') as award, coalesce(cells['gioi-tinh'], 'chua-ghi') as sex, count(*) as many
  from nominees group by 1, 2
  union all
  select coalesce(cells['hinh-thuc'], '') as award, 'cong' as sex, count(*) as many from nominees group by 1
)
select coalesce(choices.label, 'Chưa ghi') as "muc", counted.sex as "cot", counted.many as "so"
from counted
left join choices
  on choices.form = '003-KT-DS' and choices.field = 'ca-nhan' and choices.part = 'hinh-thuc'
  and choices.value = counted.award;
