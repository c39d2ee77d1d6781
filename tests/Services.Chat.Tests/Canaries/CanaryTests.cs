using System.Globalization;
using Xunit.Abstractions;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>
/// Turns of many users of many tenants at once, at every door, and afterwards a search of all that is left of them: nobody's word stands in a prompt, an answer, a stream, a list, a row, a
/// key, a log record or a span of another. <c>CANARY_TENANTS</c>, <c>CANARY_USERS</c>, <c>CANARY_TURNS</c> and <c>CANARY_SEED</c> make it more.
/// </summary>
public sealed class CanaryTests(ITestOutputHelper output)
{
    private static readonly string[] Kinds = ["prompts", "answers", "streams", "lists", "redis", "log", "spans"];
    private static readonly string[] Tables =
    [
        "nanobot.outbox", "public.chat_approval", "public.chat_fact", "public.chat_message", "public.chat_notification", "public.chat_run", "public.chat_run_step", "public.chat_session",
        "public.workspace_file", "public.workspace_revision",
    ];

    [Fact]
    public async Task Of_many_users_at_once_none_is_told_a_word_of_another()
    {
        var (tenants, users, turns, seed) = (Setting("CANARY_TENANTS", 5), Setting("CANARY_USERS", 4), Setting("CANARY_TURNS", 60), Setting("CANARY_SEED", 7));
        var (random, watch) = (new Random(seed), System.Diagnostics.Stopwatch.StartNew());
        await using var trial = await CanaryTrial.StartAsync(tenants, users, random);

        var started = watch.Elapsed;
        await trial.SettleAsync();
        var settled = watch.Elapsed;
        await trial.MakeAsync(turns / 2, random);
        var steps = await trial.SearchInTheMiddleAsync();
        await trial.MakeAsync(turns - (turns / 2), random);
        var made = watch.Elapsed;
        await trial.RememberedAsync(TimeSpan.FromSeconds(60 + turns));
        var remembered = watch.Elapsed;
        await trial.ReadAllAsync();
        var rows = await trial.SearchStoresAsync();

        var (calls, atOnce, withoutWords) = trial.Model.Seen;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tenants} tenants of {users} users, {turns} turns from the seed {seed}: {calls} calls of the model, {atOnce} of them at once; {rows.Values.Sum():N0} rows of {rows.Count} tables; {started.TotalSeconds:0} s to start, {(settled - started).TotalSeconds:0} s to settle, {(made - settled).TotalSeconds:0} s of turns, {(remembered - made).TotalSeconds:0} s for memory, {watch.Elapsed.TotalSeconds:0} s in all\n{trial.Findings}"));
        Assert.Equal([], trial.Findings.Foreign.Take(20));
        // A search of nothing finds nothing.
        Assert.Equal([], Kinds.Concat(Tables).Where(kind => !trial.Findings.Searched.TryGetValue(kind, out var searched) || (searched.Own == 0 && kind is not ("log" or "spans"))));
        Assert.Equal(0, withoutWords);
        Assert.True(steps > 0, "No journal of a run was there to be read.");
        Assert.True(atOnce > 1, "No two turns were at work at once.");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
