-- What each district planned and did: a cell a row. Of a district that reported on the whole year, that report alone.
with of_year as (
  select distinct unit_id from papers where form = '002-BC' and answers['ky-bao-cao'] = 'nam-2014'
), reports as (
  select * from papers
  where form = '002-BC' and (answers['ky-bao-cao'] = 'nam-2014' or unit_id not in (select unit_id from of_year))
), planned as (
  select unit, cells from entries where form = '002-KH' and field = 'hoat-dong'
), done as (
  select unit, cells from entries where field = 'hoat-dong' and paper in (select paper from reports)
)
select unit as "muc", 'ke-hoach' as "cot", cast(count(*) as decimal(38, 15)) as "so" from planned group by unit
union all
select unit, 'bao-cao', cast(count(*) as decimal(38, 15)) from done group by unit
union all
select unit, cells['thuc-hien'], cast(count(*) as decimal(38, 15)) from done
where coalesce(cells['thuc-hien'], '') <> '' group by unit, cells['thuc-hien']
union all
select unit, 'so-cuoc', sum(try_cast(cells['so-cuoc'] as decimal(38, 15))) from done group by unit
union all
select unit, 'so-nguoi', sum(try_cast(cells['so-nguoi'] as decimal(38, 15))) from done group by unit;
