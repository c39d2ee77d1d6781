using Nanobot.Platform.Data;

namespace Nanobot.Services.Reports.Delivery;

/// <summary>What came of one try.</summary>
/// <param name="Code">Why it came to nothing; null: it is there.</param>
/// <param name="HttpStatus">What the other side answered; null where it did not.</param>
/// <param name="MayPass">Whether the same may go well later.</param>
/// <param name="RetryAfter">When the other side wants to be asked again.</param>
/// <param name="IsSkipped">Whether nothing was tried, and nothing will be: the way is not set up.</param>
/// <param name="Busy">How long to wait where nothing was tried and the try does not count; null where it was.</param>
/// <param name="With">What is to be done in the transaction that notes it.</param>
internal sealed record ChannelOutcome(
    string? Code, int? HttpStatus = null, bool MayPass = false, TimeSpan? RetryAfter = null, bool IsSkipped = false, TimeSpan? Busy = null,
    Func<TenantTransaction, CancellationToken, Task>? With = null)
{
    private const string UnknownCode = "OUTCOME_UNKNOWN";

    /// <summary>It is there.</summary>
    public static ChannelOutcome Sent { get; } = new((string?)null);

    /// <summary>Nobody knows whether it is there: the other side had it, or may have, and its word is lost. It is not told again by itself, so that nobody has it twice.</summary>
    public static ChannelOutcome Unknown { get; } = new(UnknownCode);

    /// <summary>Whether it is <see cref="Unknown"/>.</summary>
    public bool IsUnknown => Code == UnknownCode;

    /// <summary>What is missing of what is there; null where nothing is.</summary>
    public string? Lacks { get; init; }

    /// <summary>It was not tried, since its user has not set the way up.</summary>
    public static ChannelOutcome Skipped(string code) => new(code, IsSkipped: true);

    /// <summary>It was not tried, since all places are taken right now.</summary>
    public static ChannelOutcome BusyFor(TimeSpan wait) => new(null, Busy: wait);
}
