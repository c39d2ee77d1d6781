namespace Nanobot.Services.Gateway.Guards;

/// <summary>One question that every call is asked, whichever door it comes by. <see cref="GuardChain"/> says in which order.</summary>
internal interface IGuard
{
    /// <summary>Its name, as refusals and docs have it.</summary>
    string Name { get; }

    /// <summary>
    /// Looks at the call: at once where what it needs is at hand. What it learns it notes in the call. It takes nothing of what is counted: a call that is refused has
    /// taken nothing from others, for no moment.
    /// </summary>
    ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken);
}
