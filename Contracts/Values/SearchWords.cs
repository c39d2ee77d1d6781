using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What a user looks for: words that stand somewhere just so, in Unicode's composed form (NFC), without white space around them.</summary>
public sealed record SearchWords : DomainValue<SearchWords>, IDomainValue<SearchWords>
{
    /// <summary>Characters that they have at most.</summary>
    public const int MaximumLength = 200;

    private SearchWords(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => OneLine.Form(MaximumLength);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SearchWords? value)
    {
        value = OneLine.TryCompose(text, MaximumLength, out var composed) ? new SearchWords(composed) : null;
        return value is not null;
    }
}
