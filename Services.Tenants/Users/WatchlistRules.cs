using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Users;

/// <summary>What a watchlist may hold.</summary>
internal static class WatchlistRules
{
    /// <summary>Most entries of a list.</summary>
    public const int MaximumEntries = 100;

    private const int MaximumEntryLength = 100;

    /// <summary>The update with entries trimmed and symbols in upper case; what is wrong with it goes to <paramref name="errors"/>.</summary>
    /// <param name="update">What is wanted.</param>
    /// <param name="prefix">What stands before the list's name in the request, for example <c>initial_data.watchlist.</c>.</param>
    /// <param name="errors">Where what is wrong is collected.</param>
    public static WatchlistChange Check(WatchlistUpdate update, string prefix, ValidationErrors errors) => new(
        List(update.Stocks, $"{prefix}stocks", errors, Symbol),
        List(update.Influencers, $"{prefix}influencers", errors, Words),
        List(update.Keywords, $"{prefix}keywords", errors, Words),
        List(update.Sectors, $"{prefix}sectors", errors, Words));

    /// <summary>The same of entries that are to go: whatever may ever have been let in can be named, be it a symbol or not.</summary>
    public static WatchlistChange CheckRemoved(WatchlistUpdate remove, string prefix, ValidationErrors errors) => new(
        List(remove.Stocks, $"{prefix}stocks", errors, static text => TickerSymbol.TryParse(text, out var symbol) ? (symbol.Value, null) : Words(text)),
        List(remove.Influencers, $"{prefix}influencers", errors, Words),
        List(remove.Keywords, $"{prefix}keywords", errors, Words),
        List(remove.Sectors, $"{prefix}sectors", errors, Words));

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

    private static (string Entry, string? Wrong) Symbol(string text) =>
        TickerSymbol.TryParse(text, out var symbol) ? (symbol.Value, null) : (text, TickerSymbol.Form);

    private static (string Entry, string? Wrong) Words(string text) => (text,
        text.Length is < 1 or > MaximumEntryLength ? $"must be 1 to {MaximumEntryLength} characters long"
        : text.Any(char.IsControl) ? "must not contain control characters"
        : null);
}
