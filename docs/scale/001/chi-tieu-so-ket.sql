-- Each indicator of the interim reports, added up over the units, by unit of measure. Shares of several units are not
-- added up. How much of the goals was reached is said of the rows that have both.
with indicators as (
  select paper, cells from entries where form = '001-SK' and field = 'chi-tieu'
), read as (
  select
    paper,
    trim(cells['chi-tieu']) as name,
    trim(coalesce(cells['don-vi-tinh'], '')) as measure,
    try_cast(cells['muc-tieu'] as decimal(38, 15)) as goal,
    try_cast(cells['ket-qua'] as decimal(38, 15)) as result
  from indicators
), added as (
  select
    min(name) as name,
    min(measure) as measure,
    case when count(distinct paper) = 1 or folded(measure) not in ('%', 'phan tram') then sum(goal) end as goal,
    case when count(distinct paper) = 1 or folded(measure) not in ('%', 'phan tram') then sum(result) end as result,
    case when count(distinct paper) = 1 or folded(measure) not in ('%', 'phan tram')
      then sum(case when result is not null then goal end) end as both_goal,
    case when count(distinct paper) = 1 or folded(measure) not in ('%', 'phan tram')
      then sum(case when goal is not null then result end) end as both_result,
    count(distinct paper) as papers
  from read
  group by folded(name), folded(measure)
)
select
  name as "chi-tieu",
  measure as "don-vi-tinh",
  goal as "muc-tieu",
  result as "ket-qua",
  case when both_goal > 0 then
    round(cast(both_result as decimal(24, 4)) * 100 / cast(both_goal as decimal(24, 4)), 1)
  end as "ty-le",
  papers as "so-bao-cao"
from added;
