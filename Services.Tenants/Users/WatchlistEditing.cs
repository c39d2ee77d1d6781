using System.Globalization;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Users;

/// <summary>Entries to be put on the lists of a watchlist and others to be taken off, found acceptable.</summary>
internal sealed class WatchlistEditing
{
    private const string Adding = "add.";
    private const string Removing = "remove.";
    private readonly WatchlistChange _add;
    private readonly WatchlistChange _remove;

    private WatchlistEditing(WatchlistChange add, WatchlistChange remove) => (_add, _remove) = (add, remove);

    /// <summary>Reads what is wanted; what is wrong with it, by itself, goes to <paramref name="errors"/>.</summary>
    public static WatchlistEditing Check(WatchlistUpdate add, WatchlistUpdate remove, ValidationErrors errors)
    {
        var editing = new WatchlistEditing(WatchlistRules.Check(add, Adding, errors), WatchlistRules.CheckRemoved(remove, Removing, errors));
        Apart(editing._add.Stocks, editing._remove.Stocks, "stocks", errors);
        Apart(editing._add.Influencers, editing._remove.Influencers, "influencers", errors);
        Apart(editing._add.Keywords, editing._remove.Keywords, "keywords", errors);
        Apart(editing._add.Sectors, editing._remove.Sectors, "sectors", errors);
        return editing;
    }

    /// <summary>The lists afterwards; one that would be too long goes to <paramref name="errors"/>.</summary>
    public StoredWatchlist ApplyTo(StoredWatchlist current, ValidationErrors errors) => new(
        Edit(current.Stocks, _add.Stocks, _remove.Stocks, "stocks", errors),
        Edit(current.Influencers, _add.Influencers, _remove.Influencers, "influencers", errors),
        Edit(current.Keywords, _add.Keywords, _remove.Keywords, "keywords", errors),
        Edit(current.Sectors, _add.Sectors, _remove.Sectors, "sectors", errors));

    private static void Apart(IReadOnlyList<string>? add, IReadOnlyList<string>? remove, string list, ValidationErrors errors)
    {
        foreach (var (index, _) in (remove ?? []).Index().Where(entry => add?.Contains(entry.Item) is true))
        {
            errors.Require(false, Removing + list, string.Create(CultureInfo.InvariantCulture, $"entry {index + 1} is in {Adding}{list} too"));
        }
    }

    private static IReadOnlyList<string> Edit(IReadOnlyList<string> current, IReadOnlyList<string>? add, IReadOnlyList<string>? remove, string list, ValidationErrors errors)
    {
        List<string> edited = [.. current.Where(entry => remove?.Contains(entry) is not true)];
        List<string> added = [.. (add ?? []).Where(entry => !edited.Contains(entry))];
        edited.AddRange(added);
        errors.Require(added.Count == 0 || edited.Count <= WatchlistRules.MaximumEntries, Adding + list, string.Create(CultureInfo.InvariantCulture,
            $"would make {edited.Count} entries of the list, which has at most {WatchlistRules.MaximumEntries}"));
        return edited;
    }
}
