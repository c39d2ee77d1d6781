namespace Nanobot.ServiceDefaults.Messaging.Delivery;

/// <summary>What became of an event: it is done, or it is to be put aside.</summary>
/// <param name="DeadLetter">One of <see cref="DeadLetterReason"/>, or null when it is done.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="Error">Type of the last exception, where there was one.</param>
internal sealed record Verdict(string? DeadLetter, int Attempts = 0, string? Error = null)
{
    public static Verdict Done { get; } = new((string?)null);

    public static Verdict Refuse(string reason) => new(reason);
}
