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
    /// <summary>Whether the same call may work a little later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <inheritdoc/>
    public Refusal Refusal => Refusals.ModelUnavailable(Message);

    /// <summary>What the model's server sent may hold parts of the prompt.</summary>
    public bool HidesCause => true;
}
