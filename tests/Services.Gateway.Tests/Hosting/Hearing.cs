using Nanobot.Platform.Bus.Broadcasts;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>Says that events are heard, or that they are not, whatever the clock of a test has jumped over.</summary>
internal sealed class Hearing : IBroadcastHearing
{
    /// <summary>From when on everything is heard; null: nothing is.</summary>
    public DateTimeOffset? Since { get; set; } = DateTimeOffset.MinValue;

    public bool Covers(DateTimeOffset moment) => Since is { } since && moment >= since;
}
