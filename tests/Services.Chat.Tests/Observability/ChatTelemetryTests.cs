using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Tests.Observability;

public sealed class ChatTelemetryTests
{
    [Fact]
    public async Task Every_instrument_bears_the_modules_name()
    {
        var names = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "Nanobot.Chat")
                {
                    names.Enqueue(instrument.Name);
                }
            },
        };
        listener.Start();
        await using var host = await ChatHost.StartAsync();
        host.Services.GetRequiredService<ChatTelemetry>();

        Assert.Equal(["nanobot.chat.approvals", "nanobot.chat.consolidations", "nanobot.chat.facts", "nanobot.chat.flows.stopped", "nanobot.chat.tokens", "nanobot.chat.tool.calls", "nanobot.chat.turn.duration", "nanobot.chat.turns"],
            names.Distinct().Order(StringComparer.Ordinal));
    }
}
