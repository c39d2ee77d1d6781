using Nanobot.Streams.Tests.Running;
using Nanobot.Streams.Tests.Trial;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Streams.Tests.Drills.Work;

/// <summary>What is there once all has come to rest, beside what callers were told: nothing lost, nothing twice, nothing out of order, nothing held.</summary>
internal sealed class Afterwards(ModuleSuite suite, DrillBook book)
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(4);
    private readonly List<string> _faults = [];

    /// <summary>What is not as it should be.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The events, as they were once all had settled.</summary>
    public AllEvents Events { get; private set; } = null!;

    /// <summary>Waits until nothing is on its way, and compares.</summary>
    public async Task CompareAsync()
    {
        await SettleAsync();
        Note("events", Events.Unhandled());
        Note("order", Events.OutOfOrder());
        Note("answers", book.Faults);
        await TenantsAsync();
        await UsersAsync();
        await ReportsAsync();
        await JobsAsync();
        await MessagesAsync();
        await MoneyAsync();
    }

    private async Task SettleAsync()
    {
        try
        {
            await Eventually.GetAsync(OpenAsync, static open => open.Length == 0, Settling);
        }
        catch (TimeoutException exception)
        {
            _faults.Add(exception.Message);
        }
    }

    private async Task<string> OpenAsync()
    {
        Events = await AllEvents.ReadAsync(suite);
        var (unhandled, reports, runs, calls) = (Events.Unhandled().Count(), await CountAsync("reports", "select count(*) from all_reports where completed_at is null"),
            await CountAsync("scheduler", "select (select count(*) from occurrences where status = 'requested') + (select count(*) from jobs where next_run_at < now() + interval '1 hour')"),
            await CountAsync("chat", "select count(*) from nanobot.model_calls where state = 'reserved'") + await CountAsync("reports", "select count(*) from nanobot.model_calls where state = 'reserved'"));
        return Events.Waiting + unhandled + reports + runs + calls == 0 ? ""
            : $"{Events.Waiting} events wait in outboxes, {unhandled} are not handled, {reports} reports and {runs} runs of jobs have not ended, {calls} calls of the model are not settled";
    }

    private async Task TenantsAsync()
    {
        var source = (await TextsAsync("tenants", "select tenant_id || ' ' || status || ' ' || tier || ' ' || epoch from tenants")).ToHashSet(StringComparer.Ordinal);
        foreach (var module in (string[])["chat", "reports", "scheduler"])
        {
            var copy = await TextsAsync(module, "select tenant_id || ' ' || status || ' ' || coalesce(plan, '?') || ' ' || epoch from nanobot.tenant_states");
            Note($"tenants as {module} knows them", source.Except(copy).Select(static one => $"{one} is not known"));
        }

        Note("tenants", book.Statuses.Where(status => !source.Any(one => one.StartsWith($"{status.Key} {status.Value} ", StringComparison.Ordinal))).Select(static status => $"{status.Key} is not {status.Value}"));
    }

    private async Task UsersAsync()
    {
        var users = (await TextsAsync("tenants", "select tenant_id || ' ' || user_id from users")).ToHashSet(StringComparer.Ordinal);
        Note("users", book.Users.Select(static user => $"{user.Tenant} {user.User}").Where(user => !users.Contains(user)));
        Note("workspaces", users.Except(await TextsAsync("chat", "select tenant_id || ' ' || user_id from workspace")));
        var followed = (await TextsAsync("tenants", "select tenant_id || ' ' || user_id || ' ' || (watchlist::text) from users")).ToList();
        Note("watchlists", book.Watchlists.Where(list => !followed.Exists(one => one.StartsWith($"{list.Key.Tenant} {list.Key.User} ", StringComparison.Ordinal) && one.Contains($"\"{list.Value}\"", StringComparison.Ordinal)))
            .Select(static list => $"{list.Key} does not follow {list.Value}"));
    }

    private async Task ReportsAsync()
    {
        var reports = (await TextsAsync("reports", "select report_id || ' ' || status from all_reports")).Select(static row => row.Split(' ')).ToList();
        var ended = reports.ToDictionary(static row => Guid.Parse(row[0]), static row => row[1]);
        Note("reports that were accepted", book.Reports.Where(id => ended.GetValueOrDefault(id) != "completed").Select(id => $"{id} is {ended.GetValueOrDefault(id, "missing")}"));
        Note("reports that schedules asked for", (await TextsAsync("scheduler", DataOf("report.requested.v1", "report_id"))).Select(Guid.Parse).Where(id => ended.GetValueOrDefault(id) != "completed").Select(id => $"{id} is {ended.GetValueOrDefault(id, "missing")}"));
        Note("reports told twice", Twice(await TextsAsync("reports", DataOf("report.completed.v1", "report_id"))));
    }

    private async Task JobsAsync()
    {
        var told = await TextsAsync("scheduler", DataOf("job.run_ended.v1", "job_id"));
        Note("runs of jobs told twice", Twice(told));
        var ran = told.Select(Guid.Parse).ToHashSet();
        Note("jobs that were accepted", book.Jobs.Where(id => !ran.Contains(id)).Select(static id => $"{id} has not run"));
        Note("reports asked for twice", Twice(await TextsAsync("scheduler", DataOf("report.requested.v1", "report_id"))));
        Note("jobs with several runs", await TextsAsync("scheduler", "select job_id::text from occurrences group by job_id having count(*) > 1"));
    }

    private async Task MessagesAsync()
    {
        var kept = (await TextsAsync("chat", "select content from chat_message where role = 'user'")).CountBy(static text => text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        Note("messages that were answered", book.Messages.Where(text => kept.GetValueOrDefault(text) != 1).Select(text => $"'{text}' is there {kept.GetValueOrDefault(text)} times"));
        Note("messages", kept.Where(static text => text.Value > 1).Select(static text => $"'{text.Key}' is there {text.Value} times"));
    }

    private async Task MoneyAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{suite.Redis},allowAdmin=true");
        try
        {
            await Eventually.GetAsync(() => Standing.ReservationsAsync(redis), static count => count == 0);
        }
        catch (TimeoutException exception)
        {
            _faults.Add($"reservations in Redis: {exception.Message}");
        }

        Note("dead letters", redis.GetServers()[0].Keys(redis.GetDatabase().Database, "*.dlq").Select(static key => key.ToString()));
        foreach (var module in (string[])["chat", "reports"])
        {
            Note($"amounts of {module}", await TextsAsync(module, """
                select tenant_id || ' has ' || settled || ' settled and rows of ' || calls from (
                    select budgets.tenant_id, sum(settled)::bigint as settled, (select coalesce(sum(prompt_tokens + completion_tokens), 0)::bigint from nanobot.model_calls calls where calls.tenant_id = budgets.tenant_id) as calls
                    from nanobot.model_budgets budgets where budget = 'tenant:tokens' group by budgets.tenant_id) sums
                where settled <> calls
                """));
        }
    }

    private static string DataOf(string topic, string member) => $"select (envelope::jsonb -> 'data' ->> '{member}') from nanobot.outbox where topic = '{topic}'";

    private static IEnumerable<string> Twice(IEnumerable<string> all) => all.CountBy(static one => one, StringComparer.Ordinal).Where(static one => one.Value > 1).Select(static one => $"{one.Key}, {one.Value} times");

    private void Note(string what, IEnumerable<string> found)
    {
        var all = found.ToList();
        if (all.Count > 0)
        {
            _faults.Add($"{what}: {all.Count}, such as {string.Join("; ", all.Take(3))}");
        }
    }

    private async Task<long> CountAsync(string module, string sql)
    {
        await using var command = suite.Rows(module).CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<List<string>> TextsAsync(string module, string sql)
    {
        await using var command = suite.Rows(module).CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
