using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Bus.Memory;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>Hears topics as they are published in this process: from its start on, without a gap.</summary>
internal sealed class MemoryListener(MemoryBus bus, BroadcastHearer hearer, MemoryHearing hearing) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var topic in hearer.Topics)
        {
            bus.TopicOf(topic).Add(hearer.Hear);
        }

        hearing.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        hearing.End();
        foreach (var topic in hearer.Topics)
        {
            bus.TopicOf(topic).Remove(hearer.Hear);
        }

        return Task.CompletedTask;
    }
}
