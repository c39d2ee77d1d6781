namespace Nanobot.Platform.Webhooks;

/// <summary>What came of one try.</summary>
/// <param name="Code">Why it came to nothing; null: the receiver has it.</param>
/// <param name="Status">What the receiver answered; null where it did not.</param>
/// <param name="MayPass">Whether the same may go well later.</param>
/// <param name="RetryAfter">When the receiver wants to be asked again.</param>
public readonly record struct DeliveryOutcome(string? Code, int? Status = null, bool MayPass = false, TimeSpan? RetryAfter = null);
