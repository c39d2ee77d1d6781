using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>A word by which a user finds jobs again, exactly as it is written: in Unicode's composed form (NFC), without white space around it.</summary>
public sealed record JobTag : DomainValue<JobTag>, IDomainValue<JobTag>
{
    /// <summary>Characters that it has at most.</summary>
    public const int MaximumLength = 40;

    private JobTag(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => $"{OneLine.Form(MaximumLength)}, in composed form (NFC) and without white space around it";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out JobTag? value)
    {
        value = OneLine.TryCompose(text, MaximumLength, out var composed) && composed == text ? new JobTag(composed) : null;
        return value is not null;
    }
}
