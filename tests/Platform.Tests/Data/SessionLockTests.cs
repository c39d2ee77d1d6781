using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
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
        await using var one = TenantDatabase.Build(owner);
        await one.StartAsync();
        await using var other = TenantDatabase.Build(owner);
        await other.StartAsync();

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

    private static Task<SessionHold?> TakeAsync(IServiceProvider services) =>
        SessionHold.TryTakeAsync(services.GetRequiredService<PlatformDb>(), Key, TimeProvider.System, NullLogger.Instance, default);

    private static async Task EndHolderAsync(string owner)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and objid = 4711");
        await command.ExecuteNonQueryAsync();
    }
}
