using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Answers;

/// <summary>A turn as events, in the shape of its door. What fails before the first can be answered with its own status.</summary>
internal interface ITurnEvents : IAgentObserver
{
    /// <summary>Whether something has been written.</summary>
    bool HasBegun { get; }

    /// <summary>Waits for <paramref name="turn"/>, and writes a comment in each silence.</summary>
    Task<T> KeepAliveAsync<T>(Task<T> turn);

    /// <summary>Writes the end of the answer.</summary>
    Task EndAsync(TurnAnswer answer, CancellationToken cancellationToken);

    /// <summary>Says why the stream ends here.</summary>
    Task ErrorAsync(Refusal refusal, string traceId, CancellationToken cancellationToken);
}
