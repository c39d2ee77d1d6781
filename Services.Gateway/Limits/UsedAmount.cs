using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>How much of a limit is used.</summary>
/// <param name="Used">What is used.</param>
/// <param name="Reserved">What those that run may still use.</param>
/// <param name="Remaining">What is left; null where nothing limits it.</param>
/// <param name="ResetsAt">When all of it is there again; null where it never is by itself.</param>
internal sealed record UsedAmount(long Used, long Reserved, long? Remaining, DateTimeOffset? ResetsAt)
{
    /// <summary>Whether it is of this process' own share alone, since Redis did not say.</summary>
    public bool IsShare { get; init; }

    public static UsedAmount Of(Taken taken, DateTimeOffset now) => new(taken.Used, 0, taken.Remaining, now + taken.Wait) { IsShare = taken.IsShare };
}
