using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Arming;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Webhooks.Delivering;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>A scheduler in process, with its own database and a clock that the test moves; it scans when the test says so.</summary>
internal sealed class SchedulerHost : ServiceFactory<Program>
{
    public static readonly DateTimeOffset Start = new(2030, 1, 7, 8, 0, 0, TimeSpan.Zero);

    private const string Seed = """
        insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status,
            anchor_at, next_run_at, created_at, updated_at)
        select $1, $2, gen_random_uuid(), 'seeded', jsonb_build_object('kind', 'at', 'time', to_char($4::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
            'UTC', '{"type": "report", "report_type": "daily"}', 'last', 3600, 'active', $4, $4, $4, $4
        from generate_series(1, $3)
        """;

    /// <param name="settings">Further settings.</param>
    /// <param name="live">With the real clock, scanning and exchanging events by itself.</param>
    public SchedulerHost(IEnumerable<KeyValuePair<string, string?>>? settings = null, bool live = false)
        : base("schedulerdb", [new("services:tenants:http:0", "http://tenants.invalid"), .. settings ?? []])
    {
        Configure = services =>
        {
            if (!live)
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.RemoveAll<IHostedService>(static service => service.ImplementationType == typeof(DueScanService) || service.ImplementationType == typeof(ArmingService)
                    || service.ImplementationType == typeof(DeliveryWorker) || service.ImplementationType == typeof(SecretResealingService)
                    || service.ImplementationType?.Namespace is { } space && (space.StartsWith("Nanobot.Platform.Messaging", StringComparison.Ordinal) || space.StartsWith("Nanobot.Platform.Bus", StringComparison.Ordinal)));
            }

            services.AddHttpClient("UsersClient").ConfigurePrimaryHttpMessageHandler(() => Tenants);
            services.AddHttpClient("TenantStandingsClient").ConfigurePrimaryHttpMessageHandler(() => Tenants);
            services.AddHttpClient("AuditKeeperClient").ConfigurePrimaryHttpMessageHandler(() => Tenants);
            services.AddHttpClient("RightsClient").ConfigurePrimaryHttpMessageHandler(() => Tenants);
            services.AddHttpClient("IChangeSource").ConfigurePrimaryHttpMessageHandler(() => Tenants);
            Further?.Invoke(services);
        };
    }

    /// <summary>Replaces more.</summary>
    public Action<IServiceCollection>? Further { get; init; }

    public FakeTimeProvider Clock { get; } = new(Start);

    public FakeTenants Tenants { get; } = new();

    public TenantContext Ada { get; } = TestContexts.User();

    /// <summary>Looks for due jobs until there are none.</summary>
    public async Task ScanAsync()
    {
        while (await Services.GetRequiredService<DueScan>().LookAsync(CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>Makes one try at each delivery that is due; returns how many there were.</summary>
    public async Task<int> DeliverAsync()
    {
        var claimed = await Services.GetRequiredService<WorkClaims<ClaimedDelivery>>().TakeAsync(1000, CancellationToken.None);
        foreach (var delivery in claimed)
        {
            await using var scope = Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DeliveryAttempt>().RunAsync(delivery, CancellationToken.None);
        }

        return claimed.Count;
    }

    /// <summary>Puts one-off jobs into the database, a hundred a user; returns how many.</summary>
    public async Task<int> SeedAsync(int jobs, DateTimeOffset at)
    {
        // The host migrates its database when it starts.
        _ = Services;
        foreach (var chunk in Enumerable.Range(0, jobs).Chunk(100))
        {
            var user = TestContexts.User();
            await ExecuteAsync(Seed, user.TenantId!, user.UserId!, chunk.Length, at);
            await SetTenantAsync(user, "active", user.Epoch, user.Plan);
        }

        return jobs;
    }

    /// <summary>How a user's tenant stands from now on, as events would say.</summary>
    public Task SetTenantAsync(TenantContext user, string status, long epoch, string? plan = "professional") => ExecuteAsync(
        "insert into nanobot.tenant_states values ($1, $2, $3, $4) on conflict (tenant_id) do update set status = $2, plan = $3, epoch = $4",
        user.RequiredTenantId, status, plan!, epoch);

    /// <summary>When the scan thinks that the next job is due.</summary>
    public Task<DateTimeOffset?> NextDueAsync() => Services.GetRequiredService<DueJobs>().NextAsync(CancellationToken.None);

    /// <summary>Reads as the owner of the database, who sees everything.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> map, params object[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseOwner);
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public async Task ExecuteAsync(string sql, params object[] arguments) => await QueryAsync(sql, static _ => 0, arguments);

    /// <summary>The <c>report.requested.v1</c> events in the outbox: the reports they ask for.</summary>
    public Task<List<Guid>> RequestedReportsAsync() => QueryAsync(
        "select (envelope::jsonb -> 'data' ->> 'report_id')::uuid from nanobot.outbox where topic = 'report.requested.v1' order by id",
        static row => row.GetGuid(0));
}
