-- What a report does without, in the order in which it was given up.
alter table reports add column degradations text[] not null default '{}'
    check (degradations <@ array['cheaper_model', 'shorter', 'without_words', 'stale']);
