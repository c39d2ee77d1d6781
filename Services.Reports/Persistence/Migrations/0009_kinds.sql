-- More kinds: symbols in depth, trends over months, digests of feeds.
alter table reports drop constraint reports_report_type_check;
alter table reports add constraint reports_report_type_check check (report_type in ('daily', 'weekly', 'custom', 'stock', 'trend', 'content'));
