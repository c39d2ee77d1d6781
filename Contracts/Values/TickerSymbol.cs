using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>
/// Symbol of something with a price, in upper case: <c>AAPL</c>, <c>BRK-B</c>, <c>0700.HK</c>, <c>^GSPC</c>,
/// <c>EURUSD=X</c>. It stands in the address of a price file, so whatever could lead elsewhere is none.
/// </summary>
public sealed partial record TickerSymbol : DomainValue<TickerSymbol>, IDomainValue<TickerSymbol>
{
    /// <summary>Characters that a symbol has at most.</summary>
    public const int MaximumLength = 15;

    /// <summary>What symbols of that length match and nothing else does, as schemas write it.</summary>
    public const string Pattern = "^" + Symbol + "$";

    private const string Symbol = @"\^?[A-Z0-9]+([.=-][A-Z0-9]+)*";

    private TickerSymbol(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form =>
        $"must be a symbol of 1 to {MaximumLength} characters: letters and digits, joined by single '.', '=' or '-', with '^' in front of an index";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TickerSymbol? value)
    {
        var symbol = text?.Trim().ToUpperInvariant();
        value = symbol is { Length: <= MaximumLength } && Whole().IsMatch(symbol) ? new TickerSymbol(symbol) : null;
        return value is not null;
    }

    [GeneratedRegex(@"\A" + Symbol + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
