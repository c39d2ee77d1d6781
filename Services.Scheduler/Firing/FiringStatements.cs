namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// The statements of a <see cref="FiringBatch"/>. Whose an occurrence and an event are is read of the held row of the job, and of nothing that is given: what was put
/// together for one job cannot become another tenant's.
/// </summary>
internal static class FiringStatements
{
    /// <summary>
    /// Moves jobs on ($1-$3: place, next time, latest that fired), numbered from 1 on; writes their occurrences ($4-$9: number, time, until, whether it fires, report, run, and $19 delivery; $10 now), with what is yet to be told, and
    /// puts their events in the outbox ($11-$18: number, the occurrence that it asks for, id, role, plan, epoch, topic, envelope), of an occurrence that had been there
    /// before none. Returns the numbers of those whose history is due for its oldest rows to go.
    /// </summary>
    public const string Fire = """
        with wanted as (
            select * from unnest($1::text[]::tid[], $2::timestamptz[], $3::timestamptz[]) with ordinality as wanted (place, next_at, last_at, number)
        ), advanced as (
            update jobs set next_run_at = wanted.next_at, status = case when wanted.next_at is null then 'done' else 'active' end,
                last_run_at = coalesce(wanted.last_at, jobs.last_run_at), lease_until = null, attempts = 0, runs = jobs.runs + 1
            from wanted where jobs.ctid = wanted.place
            returning wanted.number, jobs.tenant_id, jobs.user_id, jobs.job_id, jobs.runs
        ), made as (
            insert into occurrences (tenant_id, user_id, job_id, scheduled_for, skipped_until, trigger, status, fired_at, report_id, run_id, delivery_id)
            select advanced.tenant_id, advanced.user_id, advanced.job_id, one.scheduled_for, one.skipped_until, 'schedule',
                case when one.fires then 'requested' else 'skipped' end, case when one.fires then $10::timestamptz end, one.report_id, one.run_id, one.delivery_id
            from unnest($4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::boolean[], $8::uuid[], $9::uuid[], $19::uuid[])
                as one (number, scheduled_for, skipped_until, fires, report_id, run_id, delivery_id)
            join advanced using (number)
            on conflict do nothing
            returning tenant_id, user_id, job_id, scheduled_for, delivery_id
        ), waiting as (
            insert into deliveries (tenant_id, user_id, job_id, scheduled_for, due_at)
            select tenant_id, user_id, job_id, scheduled_for, $10 from made where delivery_id is not null
        ), told as (
            insert into nanobot.outbox (event_id, tenant_id, user_id, role, plan, epoch, topic, envelope)
            select one.event_id, advanced.tenant_id, advanced.user_id, one.role, one.plan, one.epoch, one.topic, one.envelope
            from unnest($11::bigint[], $12::timestamptz[], $13::uuid[], $14::text[], $15::text[], $16::bigint[], $17::text[], $18::text[])
                with ordinality as one (number, scheduled_for, event_id, role, plan, epoch, topic, envelope, place)
            join advanced using (number)
            left join made on made.tenant_id = advanced.tenant_id and made.job_id = advanced.job_id and made.scheduled_for = one.scheduled_for
            where one.scheduled_for is null or made.job_id is not null
            order by one.place
        )
        select number from advanced where runs % 100 = 0
        """;

    /// <summary>Keeps jobs ($1: place) from being claimed until $2 and a lease of $3, doubled with each attempt that came to nothing.</summary>
    public const string Hold = """
        update jobs set
            lease_until = $2 + least($3 * power(2, least(jobs.attempts, 12)), interval '1 hour'),
            attempts = least(jobs.attempts, 1000) + 1
        from unnest($1::text[]::tid[]) as held (place) where jobs.ctid = held.place
        """;
}
