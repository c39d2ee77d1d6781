using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

internal sealed class ResourceView(SuiteRun run, string applicationName) : IResourceView
{
    public string ApplicationName { get; } = applicationName;

    public IReadOnlyList<ResourceSnapshot> Current => run.Board.Current;

    public IAsyncEnumerable<ResourceSnapshot> WatchAsync(CancellationToken ct) => run.Board.WatchAsync(ct);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> LogsAsync(string resourceName, bool follow, CancellationToken ct) =>
        Find(resourceName) is { } node ? run.Logs.ReadAsync(node, follow, ct) : AsyncEnumerable.Empty<IReadOnlyList<LogLine>>();

    public async Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken ct) =>
        Find(resourceName) is { } node ? await node.ExecuteAsync(command, ct) : $"There is no process named '{resourceName}'.";

    private Node? Find(string name) => run.Nodes.FirstOrDefault(n => n.Name == name) ?? run.Nodes.FirstOrDefault(n => n.Resource.Name == name);
}
