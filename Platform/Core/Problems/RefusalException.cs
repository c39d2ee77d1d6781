namespace Nanobot.Platform.Core.Problems;

/// <summary>
/// Carries a <see cref="Refusal"/> out of code too deep to return one, such as a parameter's binding. Handlers return
/// refusals instead of throwing them.
/// </summary>
/// <param name="refusal">The refusal to answer with.</param>
public sealed class RefusalException(Refusal refusal) : Exception(refusal.Detail), IRefused
{
    /// <inheritdoc/>
    public Refusal Refusal { get; } = refusal;
}
