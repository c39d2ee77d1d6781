namespace Aspire.Hosting.Engine.Resources;

/// <summary>What the dashboard may see of the running application, and do to it.</summary>
internal interface IResourceView
{
    /// <summary>The title of the dashboard.</summary>
    string ApplicationName { get; }

    /// <summary>Every resource as it is now.</summary>
    IReadOnlyList<ResourceSnapshot> Current { get; }

    /// <summary>The changes that follow <see cref="Current"/>, until cancelled.</summary>
    IAsyncEnumerable<ResourceSnapshot> WatchAsync(CancellationToken ct);

    /// <summary>The console log of a resource (its unique name), in batches, from its first line.</summary>
    IAsyncEnumerable<IReadOnlyList<LogLine>> LogsAsync(string resourceName, bool follow, CancellationToken ct);

    /// <summary>Runs a command on a resource (its unique name); null says that it succeeded, a text why not.</summary>
    Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken ct);
}
