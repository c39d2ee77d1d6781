using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Bus.Broadcasts;

namespace Nanobot.Platform.Bus.Memory;

/// <summary>Hears topics as they are published in this process: from its start on, without a gap.</summary>
internal sealed class MemoryListener(MemoryBus bus, BroadcastHearer hearer, TimeProvider time) : IHostedService, IBroadcastHearing
{
    private DateTimeOffset? _since;

    public bool Covers(DateTimeOffset moment) => moment >= _since;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var topic in hearer.Topics)
        {
            bus.TopicOf(topic).Add(hearer.Hear);
        }

        _since = time.GetUtcNow();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _since = null;
        foreach (var topic in hearer.Topics)
        {
            bus.TopicOf(topic).Remove(hearer.Hear);
        }

        return Task.CompletedTask;
    }
}
