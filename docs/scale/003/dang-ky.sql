-- What officials registered to do, row by row.
with registered as (
  select unit, answers['ho-ten'] as person, cells from entries where form = '003-DK' and field = 'noi-dung-dang-ky'
)
select
  registered.unit as "don-vi-gui",
  registered.person as "ho-ten",
  coalesce(choices.label, cells['noi-dung']) as "noi-dung",
  cells['chi-tieu'] as "chi-tieu",
  cells['thoi-han'] as "thoi-han"
from registered
left join choices
  on choices.form = '003-DK' and choices.field = 'noi-dung-dang-ky' and choices.part = 'noi-dung'
  and choices.value = cells['noi-dung'];
