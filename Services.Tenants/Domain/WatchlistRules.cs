using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Domain;

/// <summary>What a watchlist may hold, and how an update changes one.</summary>
internal static partial class WatchlistRules
{
    private const int MaximumEntries = 100;
    private const int MaximumEntryLength = 100;

    public static Watchlist Empty { get; } = new([], [], [], []);

    /// <summary>The update with entries trimmed and symbols in upper case; what is wrong with it goes to <paramref name="errors"/>.</summary>
    /// <param name="prefix">What stands before the list's name in the request, for example <c>initial_data.watchlist.</c>.</param>
    public static Watchlist Normalize(Watchlist update, string prefix, ValidationErrors errors) => new(
        List(update.Stocks, $"{prefix}stocks", errors, Symbol),
        List(update.Influencers, $"{prefix}influencers", errors, Words),
        List(update.Keywords, $"{prefix}keywords", errors, Words),
        List(update.Sectors, $"{prefix}sectors", errors, Words));

    /// <summary>The lists of <paramref name="update"/> where it has them, else those of <paramref name="current"/>.</summary>
    public static Watchlist Apply(Watchlist current, Watchlist update) => new(
        update.Stocks ?? current.Stocks,
        update.Influencers ?? current.Influencers,
        update.Keywords ?? current.Keywords,
        update.Sectors ?? current.Sectors);

    private static List<string>? List(
        IReadOnlyList<string?>? entries, string field, ValidationErrors errors, Func<string, (string Entry, string? Wrong)> check)
    {
        if (entries is null)
        {
            return null;
        }

        if (entries.Count > MaximumEntries)
        {
            errors.Require(false, field, $"must have at most {MaximumEntries} entries");
            return null;
        }

        var accepted = new List<string>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var (entry, wrong) = entries[i] is { } text ? check(text.Trim()) : ("", "must be a text");
            wrong ??= accepted.Contains(entry) ? "is there twice" : null;
            errors.Require(wrong is null, field, string.Create(CultureInfo.InvariantCulture, $"entry {i + 1} {wrong}"));
            accepted.Add(entry);
        }

        return accepted;
    }

    private static (string Entry, string? Wrong) Symbol(string text)
    {
        var symbol = text.ToUpperInvariant();
        return (symbol, SymbolPattern().IsMatch(symbol) ? null : "must be a symbol of 1 to 15 letters, digits and . ^ = -");
    }

    private static (string Entry, string? Wrong) Words(string text) => (text,
        text.Length is < 1 or > MaximumEntryLength ? $"must be 1 to {MaximumEntryLength} characters long"
        : text.Any(char.IsControl) ? "must not contain control characters"
        : null);

    [GeneratedRegex(@"\A[A-Z0-9.^=-]{1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SymbolPattern();
}
