-- Opinions of tables and cards by group of issues: how many, and how often they were raised.
with listed as (
  select cells from entries where form = '004-THYK' and field = 'y-kien'
), opinions as (
  select coalesce(cells['nhom-van-de'], '') as topic,
    coalesce(try_cast(cells['so-luot'] as decimal(38, 15)), 1) as voices
  from listed
  union all
  select '', 1 from papers where form = '004-PYK' and coalesce(answers['noi-dung'], '') <> ''
), counted as (
  select topic, count(*) as many, sum(voices) as voices from opinions group by topic
)
select coalesce(choices.label, 'Chưa ghi') as "muc", coalesce(counted.many, 0) as "so-y-kien", counted.voices as "so-luot"
from (select value, label from choices where form = '004-THYK' and field = 'y-kien' and part = 'nhom-van-de') as choices
full join counted on counted.topic = choices.value;
