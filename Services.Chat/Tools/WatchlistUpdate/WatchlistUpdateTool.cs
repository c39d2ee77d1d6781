using System.Text.Json;
using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Chat.Tools.WatchlistUpdate;

/// <summary>
/// Adds entries to one of the user's lists, or takes them off. What is so already stays, and is told apart, so that a call
/// that is made twice does no more than one.
/// </summary>
internal sealed class WatchlistUpdateTool(IUsers users) : ITool
{
    private const int MaximumEntries = 20;
    private const int EntryCharacters = 100;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("watchlist", "update",
            "Add entries to one list of the user's watchlist, or remove them. Only when the user asks for it. Stocks are ticker symbols, never company names.",
            $$"""
            {
              "action": {"type": "string", "enum": ["add", "remove"]},
              "entries": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": {{MaximumEntries}}, "description": "For stocks symbols such as AAPL or 0700.HK"},
              "list": {"type": "string", "enum": {{JsonSerializer.Serialize(WatchlistLists.Names)}}, "description": "stocks by default"}
            }
            """, "action", "entries"),
        ToolScope.Configuration, ToolAccess.Write, CostClass.Write, WatchlistUpdatePhrases.Skill)
    {
        // What is on the list already, or is not, stays so.
        IsIdempotent = true,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var adds = invocation.Arguments.Choice("action", "add", "remove") == "add";
        var list = invocation.Arguments.OptionalChoice("list", WatchlistLists.Names) ?? WatchlistLists.Stocks;
        var given = invocation.Arguments.Texts("entries", MaximumEntries, EntryCharacters);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        var entries = new List<string>();
        foreach (var text in given)
        {
            if (!TryRead(list, text, out var entry))
            {
                return ToolResult.Error(Unreadable(list, text));
            }

            entries.Add(entry);
        }

        var userId = invocation.Context.RequiredUserId;
        if (await users.FindAsync(userId, cancellationToken) is not { } user)
        {
            return ToolResult.Error(ToolErrors.UserNotFound);
        }

        var current = user.Watchlist.Of(list);
        var wanted = entries.Distinct().ToList();
        var changed = wanted.Where(entry => current.Contains(entry) != adds).ToList();
        if (changed.Count > 0)
        {
            // The change alone, never the list with it: somebody else may be changing that list as well.
            var part = WatchlistLists.With(list, changed);
            if (await users.EditWatchlistAsync(userId, adds ? new WatchlistEdit(Add: part) : new WatchlistEdit(Remove: part), cancellationToken) is not { } updated)
            {
                return ToolResult.Error(ToolErrors.UserNotFound);
            }

            current = updated.Watchlist.Of(list);
        }

        return ToolResult.Of(new
        {
            action = adds ? "add" : "remove",
            list,
            changed,
            unchanged = wanted.Except(changed),
            // The whole list only of stocks: symbols say nothing, while words of the others may be anybody's, and are read with watchlist_get.
            now = list == WatchlistLists.Stocks ? current : null,
        });
    }

    private static bool TryRead(string list, string text, out string entry)
    {
        entry = text.Trim();
        if (list != WatchlistLists.Stocks)
        {
            return entry.Length > 0 && !entry.Any(char.IsControl);
        }

        var isSymbol = TickerSymbol.TryParse(text, out var symbol);
        entry = symbol?.Value ?? entry;
        return isSymbol;
    }

    private static ToolError Unreadable(string list, string text) => list == WatchlistLists.Stocks
        ? new("SYMBOL_INVALID", $"“{text}”不是股票代码，没有改动。请给我代码，例如 AAPL 或 0700.HK。", $"“{text}” is no stock symbol; nothing was changed. Give the symbol, for example AAPL or 0700.HK.")
        : ToolErrors.ArgumentsInvalid("entries must be texts of 1 to 100 characters without control characters");
}
