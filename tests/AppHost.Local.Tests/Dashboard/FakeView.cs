using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Engine.Resources;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

/// <summary>An application that a test changes by hand.</summary>
internal sealed class FakeView : IResourceView
{
    private readonly Channel<ResourceSnapshot> _changes = Channel.CreateUnbounded<ResourceSnapshot>();
    private readonly TaskCompletionSource _watchEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string ApplicationName { get; init; } = "Suite under test";

    public IReadOnlyList<ResourceSnapshot> Current { get; set; } = [Snapshots.Minimal()];

    public IReadOnlyList<LogLine> Log { get; init; } = [];

    public Func<string, string, string?> Execute { get; init; } = (_, _) => null;

    public Task WatchEnded => _watchEnded.Task;

    public void Publish(ResourceSnapshot snapshot) => Assert.True(_changes.Writer.TryWrite(snapshot));

    public async IAsyncEnumerable<ResourceSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            await foreach (var change in _changes.Reader.ReadAllAsync(ct))
                yield return change;
        }
        finally
        {
            _watchEnded.TrySetResult();
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> LogsAsync(string resourceName, bool follow, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return Log;
        if (follow)
            await Task.Delay(Timeout.Infinite, ct);
    }

    public Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken ct) =>
        Task.FromResult(Execute(resourceName, command));
}
