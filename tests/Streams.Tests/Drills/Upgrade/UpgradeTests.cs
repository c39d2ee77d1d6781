using System.Diagnostics;
using System.Globalization;
using Nanobot.Streams.Tests.Drills.Work;
using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Xunit.Abstractions;
using ServiceProcess = Nanobot.Streams.Tests.Running.ServiceProcess;

namespace Nanobot.Streams.Tests.Drills.Upgrade;

/// <summary>An earlier version and this one beside each other over the same databases, streams and objects: forward, and back again.</summary>
[Collection(DrillCollection.Name)]
public sealed class UpgradeTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(DrillSettings.Number("UPGRADE_SECONDS", 15));
    private readonly List<string> _faults = [];

    [UpgradeFact]
    public async Task An_earlier_version_and_this_one_serve_each_others_tenants_and_take_up_each_others_events_both_ways()
    {
        var earlier = new Build(Environment.GetEnvironmentVariable(UpgradeFactAttribute.Variable)!, Build.Current.Configuration);
        await using var model = new SteadyModel();
        await model.StartAsync();
        using var stores = SuiteStores.StartOwn();
        await using var suite = new ModuleSuite(stores, DrillSettings.Modules(model), signal: "TERM");
        var old = suite.Add(earlier, 1, 1, "-old", new KeyValuePair<string, string?>("Persistence:AllowNewerSchema", "true"));
        var now = suite.Add(Build.Current, 1, 1, "-new");
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        List<ServiceProcess> gateways = [Gateway(old)];
        var work = new DrillWork(http, "upgrade", () => gateways);

        // The earlier version alone, and with the schema of this one beneath it.
        await suite.MigrateAsync(earlier);
        await suite.StartAsync(old);
        await SuiteCalls.HealthyAsync(http, Gateway(old).Address);
        await work.PrepareAsync(tenants: 2);
        await StageAsync("the earlier version alone", suite, work, null);
        await StageAsync("the earlier version while the schema is migrated", suite, work, () => suite.MigrateAsync(Build.Current));

        // Both; what is told is taken up by the earlier one, which has been there first.
        await suite.StartAsync(now);
        gateways = [Gateway(old), Gateway(now)];
        await ReadyAsync(http, gateways, instances: 2);
        await StageAsync("both, the earlier one takes up events", suite, work, null);

        // Both; the earlier one comes back behind this one, which takes up what is told then.
        await StageAsync("the earlier version is restarted, one process after the other", suite, work, () => RestartAsync(http, old, () => gateways, all => gateways = all));
        await StageAsync("both, this one takes up events", suite, work, null);

        // Forward: this one alone. Back: it goes, and the earlier one goes on with what it left.
        gateways = [Gateway(now)];
        await StageAsync("this version alone, the earlier one ends", suite, work, () => EndAsync(old));
        await suite.StartAsync(old);
        gateways = [Gateway(old)];
        await ReadyAsync(http, gateways, instances: 2);
        await StageAsync("rolled back: the earlier version goes on, this one ends", suite, work, () => EndAsync(now));
        await StageAsync("rolled back: the earlier version alone", suite, work, null);

        var afterwards = new Afterwards(suite, work.Book);
        await afterwards.CompareAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.GetEnvironmentVariable("UPGRADE_FROM")} and this version over the same stores: {work.Book.Answered} calls ({work.Book.Users.Count} users, {work.Book.Reports.Count} reports, {work.Book.Jobs.Count} jobs, {work.Book.Messages.Count} turns), refused: {work.Book.Told()}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{afterwards.Events.Count} events of {afterwards.Events.Topics} topics, {afterwards.Events.Deliveries} deliveries: {afterwards.Events.Unhandled().Count()} lost, {afterwards.Events.OutOfOrder().Count()} out of order; {afterwards.Faults.Count} faults"));
        _faults.AddRange(afterwards.Faults);
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    private static ServiceProcess Gateway(IReadOnlyList<ModuleProcess> version) => version.Single(static one => one.Module == "gateway").Process;

    private static Task ReadyAsync(HttpClient http, List<ServiceProcess> gateways, int instances) => Task.WhenAll(gateways.Select(gateway => Eventually.TrueAsync(async () =>
    {
        var answer = await SuiteCalls.SendAsync(http, gateway.Address, HttpMethod.Get, "/health/instances", ModuleSuite.OperatorKey);
        return answer.GetProperty("instances").EnumerateArray().Where(static one => one.GetProperty("state").GetString() == "ready").CountBy(static one => one.GetProperty("module").GetString()!)
            .Count(module => module.Value >= instances) == 5;
    })));

    private static async Task RestartAsync(HttpClient http, IReadOnlyList<ModuleProcess> version, Func<List<ServiceProcess>> gateways, Action<List<ServiceProcess>> use)
    {
        var all = gateways();
        foreach (var one in version)
        {
            use([.. all.Where(gateway => gateway != one.Process)]);
            await one.Process.KillAsync();
            await one.Process.StartAsync();
            await ReadyAsync(http, gateways(), instances: 2);
        }

        use(all);
    }

    private static async Task EndAsync(IReadOnlyList<ModuleProcess> version)
    {
        foreach (var one in version.Reverse())
        {
            await one.Process.KillAsync();
        }
    }

    // No call may be refused while it happens.
    private async Task StageAsync(string what, ModuleSuite suite, DrillWork work, Func<Task>? happens)
    {
        var (watch, answered, refused) = (Stopwatch.StartNew(), work.Book.Answered, work.Book.Refusals.Values.Sum());
        using var ending = new CancellationTokenSource();
        var working = work.RunAsync(ending.Token);
        await (happens?.Invoke() ?? Task.CompletedTask);
        await Task.Delay(Each > watch.Elapsed ? Each - watch.Elapsed : TimeSpan.Zero);
        await ending.CancelAsync();
        await working;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {work.Book.Answered - answered} calls answered, {work.Book.Refusals.Values.Sum() - refused} refused in {watch.Elapsed.TotalSeconds:0} s"));
        if (work.Book.Refusals.Values.Sum() > refused)
        {
            _faults.Add($"{what}: refused, by now {work.Book.Told()}\n{string.Join('\n', suite.Gateways.Select(static gateway => gateway.LastWords()))}");
        }
    }
}
