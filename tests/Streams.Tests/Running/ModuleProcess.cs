using Nanobot.Testing.Stores;

namespace Nanobot.Streams.Tests.Running;

/// <summary>A process of a module, with ways of its own to its stores.</summary>
/// <param name="Module">Of which module.</param>
/// <param name="Process">It.</param>
/// <param name="Database">Its way to PostgreSQL, of a gateway one that it does not go.</param>
/// <param name="Redis">Its way to Redis.</param>
internal sealed record ModuleProcess(string Module, ServiceProcess Process, TestWay Database, TestWay Redis) : IAsyncDisposable
{
    /// <summary>Whether it has a database.</summary>
    public bool HasDatabase => Module != "gateway";

    public async ValueTask DisposeAsync()
    {
        Process.Dispose();
        await Database.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
