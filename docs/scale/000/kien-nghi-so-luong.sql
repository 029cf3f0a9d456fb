-- How many proposals are addressed to each level.
with proposals as (
  select cells from entries where form in ('000-TLH', '000-TLX', '000-TLD', '000-BCH') and field = 'kien-nghi'
), counted as (
  select coalesce(cells['gui-cap'], '') as level, count(*) as many from proposals group by 1
)
select coalesce(choices.label, 'Chưa ghi') as "muc", coalesce(counted.many, 0) as "so-luong"
from (select value, label from choices where form = '000-TLH' and field = 'kien-nghi' and part = 'gui-cap') as choices
full join counted on counted.level = choices.value;
