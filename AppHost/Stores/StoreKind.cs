using Microsoft.Extensions.Configuration;
using Nanobot.AppHost.Running;

namespace Nanobot.AppHost.Stores;

/// <summary>Where PostgreSQL and Redis run: said by the key <c>stores</c> alone, so that the same command does the same on every machine.</summary>
internal static class StoreKind
{
    /// <summary>Whether the stores are containers; by default they are processes of this machine's own programs.</summary>
    /// <exception cref="StartFailedException">The key has another value than <c>processes</c> or <c>containers</c>.</exception>
    public static bool IsContainers(IConfiguration configuration) => configuration["stores"] switch
    {
        null or "" or "processes" => false,
        "containers" => true,
        var other => throw new StartFailedException($"stores takes processes or containers, not '{other}'."),
    };
}
