-- How many cards each audience sent.
with counted as (
  select coalesce(answers['doi-tuong'], '') as audience, count(*) as many from papers where form = '004-PYK' group by 1
)
select coalesce(choices.label, 'Chưa ghi') as "muc", coalesce(counted.many, 0) as "so-luong"
from (select value, label from choices where form = '004-PYK' and field = 'doi-tuong') as choices
full join counted on counted.audience = choices.value;
