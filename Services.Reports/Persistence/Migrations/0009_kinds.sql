-- More kinds: symbols in depth, trends over months, digests of feeds.
alter table reports drop constraint reports_report_type_check;
alter table reports add constraint reports_report_type_check check (report_type in ('daily', 'weekly', 'custom', 'stock', 'trend', 'content'));

-- What a report rests on, by a hash over its figures and headlines: it is compared with the last one of its kind that rests on something else. Older rows have none, and are compared as they are.
alter table report_evidence add column basis_hash text;
create index reports_completed on reports (tenant_id, user_id, report_type, created_at desc) where status = 'completed';
