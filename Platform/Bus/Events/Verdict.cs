namespace Nanobot.Platform.Bus.Events;

/// <summary>What became of an event: it is done, it is to be put aside, or it is to come again.</summary>
/// <param name="DeadLetter">One of <see cref="DeadLetterReason"/>, or null when it is done.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="Error">Type of the last exception, where there was one.</param>
/// <param name="Later">Whether it is to be delivered again, because the database was away.</param>
internal sealed record Verdict(string? DeadLetter, int Attempts = 0, string? Error = null, bool Later = false)
{
    public static Verdict Done { get; } = new((string?)null);

    public static Verdict Postponed { get; } = new(null, Later: true);

    public static Verdict Refuse(string reason) => new(reason);
}
