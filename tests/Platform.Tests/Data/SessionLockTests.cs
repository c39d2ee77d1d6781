using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Data;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

public sealed class SessionLockTests
{
    private const long Key = 4711;

    [Fact]
    public async Task One_process_has_it_and_another_gets_it_as_soon_as_it_is_given_back_or_its_connection_ends()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await using var one = await StartAsync(owner);
        await using var other = await StartAsync(owner);

        var taken = await TakeAsync(one.Services);
        Assert.NotNull(taken);
        Assert.Null(await TakeAsync(other.Services));
        await taken.DisposeAsync();

        await using var second = await TakeAsync(other.Services);
        Assert.NotNull(second);
        Assert.Null(await TakeAsync(one.Services));
        await EndHolderAsync(owner);

        await Eventually.TrueAsync(() => Task.FromResult(second.Lost.IsCancellationRequested));
        await using var third = await TakeAsync(one.Services);
        Assert.NotNull(third);
    }

    [Fact]
    public async Task A_process_that_stands_still_or_is_gone_without_a_word_has_it_no_longer()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await using var one = await StartAsync(owner);
        await using var other = await StartAsync(owner);

        // Its clock stands still, and with it its watch.
        await using var still = await TakeAsync(one.Services, TimeSpan.FromMilliseconds(300), new FakeTimeProvider());
        Assert.NotNull(still);
        await using var taken = await Eventually.GetAsync(() => TakeAsync(other.Services), static hold => hold is not null);

        Assert.NotNull(taken);
    }

    [Fact]
    public async Task A_session_that_gave_it_back_may_be_idle_for_as_long_as_any_other()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await using var one = await StartAsync(owner);
        await using var source = NpgsqlDataSource.Create(owner);
        await IdleAsync(source, 0);
        int? holder;
        await using (await TakeAsync(one.Services, TimeSpan.FromSeconds(2), TimeProvider.System))
        {
            await using var command = source.CreateCommand("select pid from pg_locks where locktype = 'advisory' and objid = 4711");
            holder = (int?)await command.ExecuteScalarAsync();
        }

        // Longer than it might have been silent as a holder.
        var idle = await Eventually.GetAsync(() => IdleAsync(source, holder!.Value), static seconds => seconds is null or > 3);

        Assert.NotNull(idle);
    }

    private static async Task<WebApplication> StartAsync(string owner)
    {
        var process = TenantDatabase.Build(owner);
        await process.StartAsync();
        return process;
    }

    private static async Task<double?> IdleAsync(NpgsqlDataSource source, int session)
    {
        await using var command = source.CreateCommand("select extract(epoch from clock_timestamp() - state_change)::float8 from pg_stat_activity where pid = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = session });
        return (double?)await command.ExecuteScalarAsync();
    }

    private static Task<SessionHold?> TakeAsync(IServiceProvider services) => TakeAsync(services, SessionHold.Silence, TimeProvider.System);

    private static Task<SessionHold?> TakeAsync(IServiceProvider services, TimeSpan silence, TimeProvider time) =>
        SessionHold.TryTakeAsync(services.GetRequiredService<PlatformDb>(), Key, silence, time, NullLogger.Instance, default);

    private static async Task EndHolderAsync(string owner)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and objid = 4711");
        await command.ExecuteNonQueryAsync();
    }
}
