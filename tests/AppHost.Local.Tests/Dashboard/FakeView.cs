using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Engine;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

/// <summary>An application that a test changes by hand.</summary>
internal sealed class FakeView : IResourceView
{
    private readonly Channel<ResourceEvent> _changes = Channel.CreateUnbounded<ResourceEvent>();
    private readonly TaskCompletionSource _watchEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string ApplicationName { get; init; } = "Suite under test";

    public IReadOnlyList<ResourceEvent> Current { get; set; } = [Snapshots.Event()];

    public IReadOnlyList<LogLine> Log { get; init; } = [];

    public Func<string, string, string?> Execute { get; init; } = (_, _) => null;

    public Task WatchEnded => _watchEnded.Task;

    public void Publish(ResourceEvent change) => Assert.True(_changes.Writer.TryWrite(change));

    public async IAsyncEnumerable<IReadOnlyList<ResourceEvent>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            yield return Current;
            await foreach (var change in _changes.Reader.ReadAllAsync(ct))
                yield return [change];
        }
        finally
        {
            _watchEnded.TrySetResult();
        }
    }

    public async Task ReadLogAsync(string resourceName, bool follow, Func<LogLine, Task> write, CancellationToken ct)
    {
        foreach (var line in Log)
            await write(line);
        if (follow)
            await Task.Delay(Timeout.Infinite, ct);
    }

    public Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken ct) =>
        Task.FromResult(Execute(resourceName, command));
}
