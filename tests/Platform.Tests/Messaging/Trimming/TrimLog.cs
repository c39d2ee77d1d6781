using Microsoft.Extensions.Logging;
using Nanobot.Platform.Tests.Work;

namespace Nanobot.Platform.Tests.Messaging.Trimming;

/// <summary>What the bus logs of its Redis Streams.</summary>
internal sealed class TrimLog : ILoggerProvider
{
    private readonly LogLines _redis = new();
    private readonly LogLines _others = new();

    public IReadOnlyCollection<string> Lines => _redis.Lines;

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Nanobot.Platform.Bus.Redis.", StringComparison.Ordinal) ? _redis : _others;

    public void Dispose()
    {
    }
}
