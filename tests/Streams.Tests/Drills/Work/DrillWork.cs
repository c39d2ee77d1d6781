using System.Globalization;
using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Drills.Work;

/// <summary>Tenants and callers that use all modules at once: users are made and changed, tenants switched, turns held, reports asked for, jobs due, and many jobs changed at once.</summary>
/// <param name="http">Sends.</param>
/// <param name="name">What is in the names of its tenants.</param>
/// <param name="gateways">Which gateways there are at the moment.</param>
internal sealed class DrillWork(HttpClient http, string name, Func<IReadOnlyList<ServiceProcess>> gateways)
{
    // So that one transaction has as many events. They are due half a day away.
    private const int StandingJobs = 40;
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);
    private readonly List<(string Tenant, string Admin, string User, string Key)> _users = [];
    private readonly List<string> _switched = [];
    private int _made;

    /// <summary>What they were told.</summary>
    public DrillBook Book { get; } = new();

    /// <summary>Makes the tenants, while all is well.</summary>
    public async Task PrepareAsync(int tenants)
    {
        var gateway = gateways()[0].Address;
        foreach (var i in Enumerable.Range(1, tenants))
        {
            var admin = await SuiteCalls.TenantAsync(http, gateway, $"{name}-{i}");
            var key = await SuiteCalls.UserAsync(http, gateway, $"{name}-{i}", admin, "ada");
            _users.Add(($"{name}-{i}", admin, "ada", key));
            var caller = new DrillCaller(gateways, http, Book);
            await Task.WhenAll(Enumerable.Range(0, StandingJobs).Select(_ => caller.SendAsync(key, HttpMethod.Post, "/schedule/jobs",
                static _ => new { kind = "daily", hour = DateTimeOffset.UtcNow.AddHours(12).Hour, minute = 0, time_zone = "UTC", payload = new { type = "report", report_type = "daily" } })));
            await SuiteCalls.TenantAsync(http, gateway, $"{name}-switched-{i}");
            _switched.Add($"{name}-switched-{i}");
        }
    }

    /// <summary>Works until it is told to end, and until what was begun by then is done.</summary>
    /// <param name="ending">Ends it.</param>
    public Task RunAsync(CancellationToken ending)
    {
        var caller = new DrillCaller(gateways, http, Book);
        return Task.WhenAll(
        [
            .. _users.SelectMany(user => new[]
            {
                RepeatAsync(_ => MakeUserAsync(caller, user.Tenant, user.Admin), ending),
                RepeatAsync(_ => FollowAsync(caller, user, Interlocked.Increment(ref _made)), ending),
                RepeatAsync(_ => SayAsync(caller, user, Interlocked.Increment(ref _made)), ending),
                RepeatAsync(_ => AskAsync(caller, user), ending, everyMilliseconds: 400),
                RepeatAsync(_ => ScheduleAsync(caller, user), ending, everyMilliseconds: 200),
                RepeatAsync(i => TagAsync(caller, user.Key, i), ending, everyMilliseconds: 400),
            }),
            .. _switched.Select(tenant => RepeatAsync(i => SwitchAsync(caller, tenant, i), ending)),
        ]);
    }

    private static Task RepeatAsync(Func<int, Task> work, CancellationToken ending, int everyMilliseconds = 20) => Task.Run(async () =>
    {
        for (var i = 0; !ending.IsCancellationRequested; i++)
        {
            await work(i);
            await Task.Delay(everyMilliseconds, CancellationToken.None);
        }
    }, CancellationToken.None);

    private async Task MakeUserAsync(DrillCaller caller, string tenant, string admin)
    {
        var user = $"user-{Interlocked.Increment(ref _made)}";
        if (await caller.SendAsync(admin, HttpMethod.Post, "/users", _ => new { user_id = user }, also: "USER_EXISTS") is not null)
        {
            Book.Users.Add((tenant, user));
        }
    }

    private async Task FollowAsync(DrillCaller caller, (string Tenant, string Admin, string User, string Key) user, int i)
    {
        var symbol = "A" + string.Concat(i.ToString(CultureInfo.InvariantCulture).Select(static digit => (char)('A' + (digit - '0'))));
        if (await caller.SendAsync(user.Key, HttpMethod.Put, $"/users/{user.User}/watchlist", _ => new { stocks = new[] { "AAPL", symbol } }) is not null)
        {
            Book.Watchlists[(user.Tenant, user.User)] = symbol;
        }
    }

    private async Task SwitchAsync(DrillCaller caller, string tenant, int i)
    {
        var (path, status) = (i % 2) switch { 0 => ("suspend", "suspended"), _ => ("activate", "active") };
        if (await caller.SendAsync(ModuleSuite.OperatorKey, HttpMethod.Post, $"/tenants/{tenant}/{path}") is not null)
        {
            Book.Statuses[tenant] = status;
        }

        if (i % 5 == 0)
        {
            await caller.SendAsync(ModuleSuite.OperatorKey, HttpMethod.Put, $"/tenants/{tenant}/tier", _ => new { tier = i % 2 == 0 ? "professional" : "enterprise" });
        }
    }

    private async Task SayAsync(DrillCaller caller, (string Tenant, string Admin, string User, string Key) user, int i)
    {
        // Each try has a text of its own: one that was broken off may have been done.
        string Text(int attempt) => $"{user.Tenant} says {i} for the {attempt}th time";
        if (await caller.SendAsync(user.Key, HttpMethod.Post, "/chat", attempt => new { message = Text(attempt) }) is { } said)
        {
            Book.Messages.Add(Text(said.Try));
        }
    }

    private async Task AskAsync(DrillCaller caller, (string Tenant, string Admin, string User, string Key) user)
    {
        var once = Guid.NewGuid().ToString();
        if (await caller.SendAsync(user.Key, HttpMethod.Post, "/reports", _ => new { report_type = "daily" }, idempotencyKey: once) is { } asked)
        {
            Book.Reports.Add(asked.Body.GetProperty("report_id").GetGuid());
        }
    }

    // Each job has an entry of its own in the trail, and so an event.
    private static Task TagAsync(DrillCaller caller, string key, int i) => caller.SendAsync(key, HttpMethod.Post, "/schedule/jobs/bulk",
        _ => new { action = i % 2 == 0 ? "tag" : "untag", kind = "daily", tags = new[] { "turn" } });

    private async Task ScheduleAsync(DrillCaller caller, (string Tenant, string Admin, string User, string Key) user)
    {
        if (await caller.SendAsync(user.Key, HttpMethod.Post, "/schedule/jobs", _ => new
        {
            kind = "at", time = (DateTimeOffset.UtcNow + Ahead).ToString("O", CultureInfo.InvariantCulture), payload = new { type = "report", report_type = "daily" },
        }, late: "400 VALIDATION_FAILED") is { } made)
        {
            Book.Jobs.Add(made.Body.GetProperty("job_id").GetGuid());
        }
    }
}
