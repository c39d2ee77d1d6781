using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What a job says to the assistant at each of its times.</summary>
public sealed record ScheduledMessage : DomainValue<ScheduledMessage>, IDomainValue<ScheduledMessage>
{
    /// <summary>Characters that it has at most, as a message of a conversation has.</summary>
    public const int MaximumLength = 10_000;

    private ScheduledMessage(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => WrittenText.Form(MaximumLength);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ScheduledMessage? value)
    {
        value = WrittenText.IsWritten(text, MaximumLength) ? new ScheduledMessage(text) : null;
        return value is not null;
    }
}
