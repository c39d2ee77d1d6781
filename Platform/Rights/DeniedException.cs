using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Rights;

/// <summary>Policies do not let something happen, or are not known, as says the refusal.</summary>
/// <param name="refusal">The refusal.</param>
/// <param name="resource">What was asked for.</param>
public sealed class DeniedException(Refusal refusal, string resource) : Exception($"{resource}: {refusal.Detail}"), IRefused
{
    /// <inheritdoc/>
    public Refusal Refusal => refusal;

    /// <summary>What was asked for, whole: <c>model:offline</c>.</summary>
    public string Resource => resource;

    /// <summary>Whether the same may be let happen a moment later.</summary>
    public bool MayPass => refusal.Code != RightsRefusals.DeniedCode;
}
