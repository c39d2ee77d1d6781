namespace Nanobot.Services.Gateway.Guards;

/// <summary>A guard of something that is counted: it takes once every guard has looked at the call and lets it through.</summary>
internal interface ICountedGuard : IGuard
{
    /// <summary>Takes of one level of the caller's chain, and notes it in the call, which gives it back where something else is not to be had after all.</summary>
    ValueTask<GuardDecision> TakeAsync(GuardedCall call, int level, CancellationToken cancellationToken);
}
