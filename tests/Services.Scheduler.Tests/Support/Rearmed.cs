namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>What was told of jobs that run at other times.</summary>
internal static class Rearmed
{
    /// <summary>Reason, zones, and the old and the new time of each, in order.</summary>
    public static Task<List<string>> RearmedAsync(this SchedulerHost host) => host.QueryAsync("""
        select concat_ws(' ', data ->> 'reason', data ->> 'from_zone', data ->> 'to_zone', data ->> 'old_next_run_at', '->', data ->> 'next_run_at', user_id)
        from (select id, user_id, envelope::jsonb -> 'data' as data from nanobot.outbox where topic = 'job.rearmed.v1') told order by id
        """, static row => row.GetString(0));
}
