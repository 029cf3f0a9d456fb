-- Who is missing: units of the roster that owe more of a form than of theirs counts. Where papers of a unit contradict
-- each other something came, and it is not missing.
with received as (
  select form, unit_id, count(*) as many from papers group by form, unit_id
), contradicting as (
  select distinct form, unit_id from newest where contradicts
)
select owed.form as "form", owed.unit_id as "unitId", owed.unit as "unit", coalesce(received.many, 0) as "received"
from owed
left join received on received.form = owed.form and received.unit_id = owed.unit_id
left join contradicting on contradicting.form = owed.form and contradicting.unit_id = owed.unit_id
where owed.is_owed and coalesce(received.many, 0) < owed.quota and contradicting.form is null;
