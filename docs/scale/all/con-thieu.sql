-- Who is missing: units of the roster that owe more of a form than counts of theirs, for the periods that are owed. Where
-- papers of a unit contradict each other something came, and it is not missing. What came for other periods was received.
with received as (
  select form, unit_id, count(*) as many
  from (select distinct form, unit_id, place, content from newest) as each_said
  group by form, unit_id
), fulfilling as (
  select form, unit_id, count(*) as many from papers where is_due group by form, unit_id
), contradicting as (
  select distinct form, unit_id from newest where contradicts and is_due
)
select owed.form as "form", owed.unit_id as "unitId", owed.unit as "unit", coalesce(received.many, 0) as "received"
from owed
left join received on received.form = owed.form and received.unit_id = owed.unit_id
left join fulfilling on fulfilling.form = owed.form and fulfilling.unit_id = owed.unit_id
left join contradicting on contradicting.form = owed.form and contradicting.unit_id = owed.unit_id
where owed.is_owed and coalesce(fulfilling.many, 0) < owed.quota and contradicting.form is null;
