-- How many officials see themselves at which level as a whole.
with counted as (
  select coalesce(answers['tu-nhan'], '') as level, count(*) as many from papers where form = '003-TDG' group by 1
)
select coalesce(choices.label, 'Chưa ghi') as "muc", coalesce(counted.many, 0) as "so-luong"
from (select value, label from choices where form = '003-TDG' and field = 'tu-nhan') as choices
full join counted on counted.level = choices.value;
