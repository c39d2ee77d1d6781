using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Data.Migrating;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

/// <summary>What a service does at its start until the migrations have been at its database.</summary>
public sealed class SchemaGateTests
{
    private static readonly IReadOnlyList<Migration> Expected = Migration.Load(Assembly.GetExecutingAssembly());
    private readonly Probe _probe = new();

    [Fact]
    public async Task Nothing_of_a_service_starts_before_its_logins_and_its_schema_are_made()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var app = Build(owner);

        var start = app.StartAsync();
        await WaitsForAsync("password authentication failed");
        Assert.False(start.IsCompleted || _probe.HasStarted);
        await TestDatabase.MigrateAsync(owner, Assembly.GetExecutingAssembly());

        await start;
        Assert.True(_probe.HasStarted);
    }

    [Fact]
    public async Task A_service_waits_for_the_last_migration_that_it_knows()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        var last = Expected[^1].Name;
        await OwnerAsync(owner, $"create table taken as table nanobot.schema_migrations; delete from nanobot.schema_migrations where name = '{last}'");
        await using var app = Build(owner);

        var start = app.StartAsync();
        await WaitsForAsync($"it lacks {last} (shared)");
        Assert.False(start.IsCompleted || _probe.HasStarted);
        await OwnerAsync(owner, $"insert into nanobot.schema_migrations select * from taken where name = '{last}'");

        await start;
    }

    [Fact]
    public async Task A_service_waits_two_minutes_at_most_and_says_for_what_in_one_line()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var app = Build("Host=no-such-host.invalid;Username=postgres;Database=defaultsdb", clock);

        var start = app.StartAsync();
        await WaitsForAsync("");
        clock.Advance(TimeSpan.FromMinutes(3));

        var refused = await Assert.ThrowsAsync<StartupException>(() => start);
        Assert.StartsWith("The database defaultsdb at no-such-host.invalid:5432 did not become ready within 2 minutes: ", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains(_probe.Waits.Last(), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.ToString());
        Assert.False(_probe.HasStarted);
    }

    [Fact]
    public async Task A_service_that_is_stopped_while_it_waits_ends()
    {
        await using var app = Build(SuiteStores.Shared.CreateDatabase("defaultsdb"));
        using var stop = new CancellationTokenSource();

        var start = app.StartAsync(stop.Token);
        await WaitsForAsync("");
        await stop.CancelAsync();

        var stopped = await Assert.ThrowsAsync<StartupException>(() => start);
        Assert.StartsWith("It was stopped while it waited.", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insert into nanobot.schema_migrations values ('service', 99, '0099_future.sql', 'x', now())", "comes from a newer version: it has 0099_future.sql")]
    [InlineData("update nanobot.schema_migrations set checksum = 'other' where version = 1", "was migrated with another text of 0001_tenancy.sql")]
    public async Task A_schema_that_is_not_this_builds_stops_the_start_at_once(string change, string reason)
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await OwnerAsync(owner, change);
        await using var app = Build(owner);

        var refused = await Assert.ThrowsAsync<StartupException>(() => app.StartAsync());

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(_probe.Waits);
    }

    [Fact]
    public async Task During_a_rolling_upgrade_the_older_version_may_start_on_the_newer_schema()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await OwnerAsync(owner, "insert into nanobot.schema_migrations values ('service', 99, '0099_future.sql', 'x', now())");

        await using var app = TenantDatabase.Build(owner, builder => builder.Configuration["Persistence:AllowNewerSchema"] = "true");
        await app.StartAsync();
    }

    [Fact]
    public async Task The_logins_read_what_has_been_applied_and_change_nothing_of_it()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        foreach (var login in (string[])["app", "platform"])
        {
            await using var source = NpgsqlDataSource.Create(TestDatabase.Login(owner, login));
            await using var read = source.CreateCommand("select count(*) from nanobot.schema_migrations");
            Assert.Equal((long)Expected.Count, await read.ExecuteScalarAsync());
            await using var write = source.CreateCommand("delete from nanobot.schema_migrations");
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState);
        }
    }

    private WebApplication Build(string owner, TimeProvider? clock = null) => TenantDatabase.Build(owner, builder =>
    {
        builder.Logging.AddProvider(_probe);
        builder.Services.AddSingleton<IHostedService>(_probe);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }
    });

    private Task WaitsForAsync(string reason) =>
        Eventually.TrueAsync(() => Task.FromResult(_probe.Waits.Any(wait => wait.Contains(reason, StringComparison.Ordinal))));

    private static async Task OwnerAsync(string owner, string statements)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A worker of the service, which also hears what the service says it waits for.</summary>
    private sealed class Probe : ILoggerProvider, ILogger, IHostedService
    {
        public ConcurrentQueue<string> Waits { get; } = new();

        public bool HasStarted { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (state is IEnumerable<KeyValuePair<string, object?>> values && formatter(state, exception).StartsWith("Waiting for the database", StringComparison.Ordinal))
            {
                Waits.Enqueue((string)values.Single(value => value.Key == "Reason").Value!);
            }
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            HasStarted = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
