using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Metering;

/// <summary>The model was not called: a limit stands against it, or nobody can say whether one does.</summary>
/// <param name="refusal">How it is answered.</param>
/// <param name="mayPass">Whether the same call may be let through within moments.</param>
/// <param name="inner">The cause, where a store failed.</param>
public sealed class TokenBudgetException(Refusal refusal, bool mayPass, Exception? inner = null) : Exception(refusal.Detail, inner), IRefused
{
    /// <summary>Whether the same call may be let through within moments.</summary>
    public bool MayPass { get; } = mayPass;

    /// <inheritdoc/>
    public Refusal Refusal { get; } = refusal;
}
