-- Every volunteer of the districts' reports, as the merged annex lists them.
with volunteers as (
  select unit, cells from entries where form = '000-BCH' and field = 'doi-vien'
), labels as (
  select part, value, label from choices where form = '000-BCH' and field = 'doi-vien'
)
select
  unit as "don-vi-gui",
  cells['ho-ten'] as "ho-ten",
  cells['nam-sinh'] as "nam-sinh",
  sex.label as "gioi-tinh",
  cells['trinh-do'] as "trinh-do",
  cells['xa'] as "xa",
  cells['chuc-danh'] as "chuc-danh",
  cells['tu-ngay'] as "tu-ngay",
  cells['den-ngay'] as "den-ngay",
  cells['boi-duong'] as "boi-duong",
  rank.label as "xep-loai",
  cells['xep-loai-tung-nam'] as "xep-loai-tung-nam",
  position.label as "bo-tri",
  cells['nguyen-vong'] as "nguyen-vong"
from volunteers
left join labels as sex on sex.part = 'gioi-tinh' and sex.value = cells['gioi-tinh']
left join labels as rank on rank.part = 'xep-loai' and rank.value = cells['xep-loai']
left join labels as position on position.part = 'bo-tri' and position.value = cells['bo-tri'];
