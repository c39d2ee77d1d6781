namespace Nanobot.Services.Gateway.Guards;

/// <summary>One question that every call is asked, whichever door it comes by. <see cref="GuardChain"/> says in which order.</summary>
internal interface IGuard
{
    /// <summary>Its name, as refusals and docs have it.</summary>
    string Name { get; }

    /// <summary>
    /// Looks at the call: at once where what it needs is at hand. What it learns, and what it takes of what is counted, it notes in the call, which gives back what was taken
    /// where a later guard refuses.
    /// </summary>
    ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken);
}
