using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What a custom report is about, in its user's words.</summary>
public sealed record CustomPrompt : DomainValue<CustomPrompt>, IDomainValue<CustomPrompt>
{
    /// <summary>Characters that it has at most, white space at its ends included.</summary>
    public const int MaximumLength = 2000;

    private CustomPrompt(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => WrittenText.Form(MaximumLength);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CustomPrompt? value)
    {
        value = WrittenText.IsWritten(text, MaximumLength) ? new CustomPrompt(text) : null;
        return value is not null;
    }
}
