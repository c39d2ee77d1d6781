-- What the words answer: the same question of the same user has the same answer, and costs nothing.
alter table report_evidence add column prompt_hash text;
create index report_evidence_answers on report_evidence (tenant_id, user_id, prompt_hash, gathered_at desc) where words is not null;
