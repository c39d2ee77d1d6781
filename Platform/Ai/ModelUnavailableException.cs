using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Ai;

/// <summary>
/// The language model gave no usable answer: an error status, no answer in time, no connection, or something that is not
/// an answer. The message is for people and carries nothing that the model's server sent.
/// </summary>
/// <param name="reason">What happened, as a clause: "it answered with HTTP 500".</param>
/// <param name="isTransient">Whether the same call may work a little later.</param>
/// <param name="inner">The cause.</param>
public sealed class ModelUnavailableException(string reason, bool isTransient, Exception? inner = null)
    : Exception($"The language model is not available: {reason}.", inner), IRefused
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>Whether the same call may work a little later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>How long the model's server wants to be left alone, where it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <inheritdoc/>
    public Refusal Refusal => RetryAfter is { } wait
        ? Refusals.ModelUnavailable(Message) with { RetryAfter = wait < ShortestWait ? ShortestWait : wait }
        : Refusals.ModelUnavailable(Message);

    /// <summary>What the model's server sent may hold parts of the prompt.</summary>
    public bool HidesCause => true;
}
