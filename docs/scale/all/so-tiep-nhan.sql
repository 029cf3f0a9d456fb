-- The papers that count: each with its form, unit and revision.
select paper as "id", form as "form", unit as "unit", revision as "revision", status as "status"
from papers;
