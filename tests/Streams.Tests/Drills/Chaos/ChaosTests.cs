using System.Diagnostics;
using System.Globalization;
using Nanobot.Streams.Tests.Drills.Work;
using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;
using Nanobot.Testing.Stores;
using Xunit.Abstractions;

namespace Nanobot.Streams.Tests.Drills.Chaos;

/// <summary>All modules as processes that are killed, paused and cut off, over stores that are killed and emptied, while callers work.</summary>
[Collection(DrillCollection.Name)]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);
    private static readonly int Events = DrillSettings.Number("CHAOS_EVENTS", 150);
    private static readonly int Seconds = DrillSettings.Number("CHAOS_SECONDS", 6);
    private static readonly int Seed = DrillSettings.Number("CHAOS_SEED", 1);
    private static readonly int Instances = DrillSettings.Number("CHAOS_INSTANCES", 1);
    private static readonly int AtOnce = DrillSettings.Number("CHAOS_AT_ONCE", 1);
    private static readonly int Tenants = DrillSettings.Number("CHAOS_TENANTS", 1);

    // The limit is the drill's: beside other tests a machine is as busy as they are.
    private static readonly int Healthy = DrillSettings.Number("CHAOS_HEALTHY", (int)Recovery.TotalSeconds);
    private static readonly string[] Kinds = (Environment.GetEnvironmentVariable("CHAOS_KINDS") is { Length: > 0 } kinds ? kinds : "kill,kill,kill,flush,cut").Split(',');

    [Fact]
    public async Task Whatever_is_killed_nothing_that_was_acknowledged_is_lost_done_twice_or_out_of_order()
    {
        await using var model = new SteadyModel();
        await model.StartAsync();
        using var stores = SuiteStores.StartOwn();
        await using var suite = new ModuleSuite(stores, DrillSettings.Modules(model));
        suite.Add(Build.Current, Instances, Instances);
        await suite.MigrateAsync(Build.Current);
        await suite.StartAsync();
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await SuiteCalls.HealthyAsync(http, suite.Gateways[0].Address);
        var work = new DrillWork(http, "chaos", () => suite.Gateways);
        await work.PrepareAsync(Tenants);

        var watch = Stopwatch.StartNew();
        using var ending = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        var storm = new Storm(suite, new Random(Seed), Kinds, AtOnce);
        var (storming, working) = (storm.RunAsync(over.Token), work.RunAsync(ending.Token));
        for (var events = 0; events < Events || watch.Elapsed.TotalSeconds < Seconds; events = await EventsAsync(suite))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            Assert.True(watch.Elapsed.TotalMinutes < 30, $"Only {events} events: {work.Book.Told()}");
        }

        await over.CancelAsync();
        await storming;
        var took = watch.Elapsed;
        watch.Restart();
        await Task.WhenAll(suite.Gateways.Select(gateway => SuiteCalls.HealthyAsync(http, gateway.Address, Recovery)));
        var recovered = watch.Elapsed;
        await ending.CancelAsync();
        await working;

        var afterwards = new Afterwards(suite, work.Book);
        await afterwards.CompareAsync();
        Tell(suite, work.Book, afterwards, storm, took, recovered);
        Assert.True(afterwards.Faults.Count == 0, $"seed {Seed}:\n{string.Join('\n', afterwards.Faults)}");
        Assert.True(storm.Count > 0 && work.Book.Answered > 20, "Hardly anything was tried.");
        Assert.True(recovered < TimeSpan.FromSeconds(Healthy), $"It was {recovered.TotalSeconds:0.0} s until all was healthy again.");
    }

    private static async Task<int> EventsAsync(ModuleSuite suite)
    {
        try
        {
            return (await AllEvents.ReadAsync(suite)).Count;
        }
        catch (Npgsql.NpgsqlException)
        {
            // PostgreSQL is what has just been killed.
            return 0;
        }
    }

    private void Tell(ModuleSuite suite, DrillBook book, Afterwards afterwards, Storm storm, TimeSpan took, TimeSpan recovered)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {storm.Count} things befell {suite.All.Count} processes and their stores in {took.TotalSeconds:0} s ({storm.Told})"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{afterwards.Events.Count} events of {afterwards.Events.Topics} topics, {afterwards.Events.Deliveries} deliveries: {afterwards.Events.Unhandled().Count()} lost, {afterwards.Events.OutOfOrder().Count()} out of order"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{book.Answered} calls acknowledged ({book.Users.Count} users, {book.Reports.Count} reports, {book.Jobs.Count} jobs, {book.Messages.Count} turns), {afterwards.Faults.Count} faults; all healthy {recovered.TotalSeconds:0.0} s after the last"));
        output.WriteLine($"tries that were refused or broken off: {book.Told()}");
    }
}
