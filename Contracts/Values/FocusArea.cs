using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What a report looks at in particular, in its user's words.</summary>
public sealed record FocusArea : DomainValue<FocusArea>, IDomainValue<FocusArea>
{
    /// <summary>Characters that it has at most, white space at its ends included.</summary>
    public const int MaximumLength = 100;

    private FocusArea(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => WrittenText.Form(MaximumLength);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out FocusArea? value)
    {
        value = WrittenText.IsWritten(text, MaximumLength) ? new FocusArea(text) : null;
        return value is not null;
    }
}
