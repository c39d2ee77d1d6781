-- What a run is made for, and the job that asked for it, which is told how it ended. Labels say where its message may have come from: the user alone where there are none.
alter table chat_run
    add column purpose text not null default 'chat_turn' check (purpose in ('chat_turn', 'agent_turn', 'heartbeat')),
    add column job_id uuid,
    add column labels text;
