-- What readers ask for most is read by an index of its own, so that a page of what is rare is found however much there is of the rest.

create index audit_entries_of_operation on audit_entries (tenant_id, operation, at, entry_id);
create index audit_entries_of_outcome on audit_entries (tenant_id, outcome, at, entry_id);
create index audit_entries_refused on audit_entries (tenant_id, at, entry_id) where outcome not in ('ok', 'accessed');
