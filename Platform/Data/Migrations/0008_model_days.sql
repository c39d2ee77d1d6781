-- What calls of a model came to by day and model, once their own rows are past their retention: nobody's but the tenant's.

create table nanobot.model_days (
    tenant_id text not null check (tenant_id <> ''),
    day date not null,
    model text not null,
    calls bigint not null,
    estimated_calls bigint not null,
    prompt_tokens bigint not null,
    completion_tokens bigint not null,
    reasoning_tokens bigint not null,
    cached_tokens bigint not null,
    cost_micros bigint not null,
    primary key (tenant_id, day, model)
);
call nanobot.protect_tenant_table('nanobot.model_days');
call nanobot.allow_platform('nanobot.model_days', 'select, insert, update, delete');

do $$
begin
    execute format('grant delete on nanobot.model_calls to %I', current_database() || '_platform');
end $$;
create index model_calls_age on nanobot.model_calls (began_at) where state <> 'reserved';
create index model_calls_of_user on nanobot.model_calls (tenant_id, user_id) where user_id is not null;
