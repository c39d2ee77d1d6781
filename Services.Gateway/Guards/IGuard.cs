namespace Nanobot.Services.Gateway.Guards;

/// <summary>One question that every call is asked, whichever door it comes by.</summary>
internal interface IGuard
{
    /// <summary>Looks at the call, and takes what it needs of what is counted: at once where that is at hand.</summary>
    ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken);
}
