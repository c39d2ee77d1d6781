using Nanobot.Services.Chat.Runs.Working;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>Runs that have ended are kept for days: what looks for those that are due must not read them.</summary>
public sealed class ClaimPlanTests
{
    private static readonly string[] Fill =
    [
        """
        insert into chat_session (tenant_id, user_id, session_id, title, turns, messages, created_at, updated_at)
        select 'plan-' || i % 20, 'ada', md5(i::text)::uuid, 't', 1, 2, now(), now() from generate_series(0, 1999) i
        """,
        """
        insert into chat_run (tenant_id, user_id, run_id, session_id, state, question, steers, due_at, created_at, ended_at)
        select 'plan-' || i % 20, 'ada', gen_random_uuid(), md5((i % 2000)::text)::uuid, 'completed', 'q', false, now(), now(), now() from generate_series(0, 19999) i
        """,
        "analyze chat_session", "analyze chat_run",
    ];

    [Fact]
    public async Task A_claim_goes_by_the_index_of_what_has_not_ended()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        using var starts = host.Anonymous();
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in Fill.Append($"prepare p(timestamptz, int, timestamptz, text) as {RunQueue.Claim}"))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }

        var plan = new List<string>();
        await using var explain = new NpgsqlCommand("explain execute p(now(), 4, now(), '')", connection);
        await using var rows = await explain.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(0));
        }

        var claim = string.Join('\n', plan);
        Assert.Contains("chat_run_due", claim, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on chat_run", claim, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on chat_session", claim, StringComparison.Ordinal);
    }
}
