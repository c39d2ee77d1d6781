using Nanobot.Contracts.Values;

namespace Nanobot.Services.Chat.Tools.WatchlistUpdate;

/// <summary>What a user names to be followed or not, read from a few words: a list, and its entries.</summary>
/// <param name="List">Which list is meant.</param>
/// <param name="Words">The entries as the user wrote them.</param>
/// <param name="Entries">The entries as the list keeps them; of stocks symbols.</param>
/// <param name="Unknown">The words that no symbol is known for.</param>
internal sealed record FollowedThings(string List, IReadOnlyList<string> Words, IReadOnlyList<string> Entries, IReadOnlyList<string> Unknown)
{
    // Longer than a symbol in small letters usually is, a word is a name.
    private const int SmallLetters = 5;
    private const int FewestDigits = 4;

    private static readonly char[] Marks = ['"', '\'', '“', '”', '‘', '’', '「', '」', '《', '》', '(', ')', '（', '）', '.', '。', '!', '！', '$'];

    private static readonly string[] Separators = [",", "，", "、", ";", "；", "/", " and ", " & ", "&", "+", "以及", "还有", "和", "与", "跟", "及", "\n"];

    private static readonly string[] Fillers =
        ["the", "stock", "stocks", "share", "shares", "of", "symbol", "symbols", "ticker", "tickers", "company", "both", "also", "too", "股票", "的股票", "的", "了", "公司", "这只", "这个", "一下"];

    private static readonly (string List, string[] Words)[] Kinds =
    [
        (WatchlistLists.Keywords, ["keywords", "keyword", "关键词", "关键字"]),
        (WatchlistLists.Sectors, ["sectors", "sector", "industry", "行业", "板块"]),
        (WatchlistLists.Influencers, ["influencers", "influencer", "person", "people", "人物", "博主"]),
    ];

    // Neither names nor symbols, though short enough for one.
    private static readonly string[] NoSymbols =
        ["it", "this", "that", "them", "these", "those", "all", "some", "any", "more", "new", "my", "me", "a", "an", "gold", "oil", "news", "up", "what", "who", "list"];

    public static FollowedThings Read(string text)
    {
        var what = $" {text.Trim()} ";
        foreach (var (list, words) in Kinds)
        {
            if (Array.Find(words, word => StartsWithWord(what.TrimStart(), word)) is { } kind)
            {
                return ReadWords(list, what.TrimStart()[kind.Length..].TrimStart(' ', ':', '：'));
            }
        }

        var named = Split(what).SelectMany(Named).Where(static word => !Fillers.Contains(word, StringComparer.OrdinalIgnoreCase)).ToList();
        var entries = named.Select(word => (word, symbol: Symbol(word))).ToList();
        return new FollowedThings(WatchlistLists.Stocks, named,
            [.. entries.Select(static entry => entry.symbol).OfType<string>().Distinct()],
            [.. entries.Where(static entry => entry.symbol is null).Select(static entry => entry.word)]);
    }

    private static FollowedThings ReadWords(string list, string text)
    {
        List<string> entries = [.. Split(text).Select(static part => part.Trim().Trim(Marks)).Where(static part => part.Length > 0)];
        return new FollowedThings(list, entries, entries, []);
    }

    private static bool StartsWithWord(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && text.Length > word.Length && (!char.IsAsciiLetter(word[0]) || !char.IsAsciiLetter(text[word.Length]));

    private static string[] Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The words of a part, of which a name may have a kind in front or behind: <c>苹果股票</c>.</summary>
    private static IEnumerable<string> Named(string part)
    {
        foreach (var word in part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var name = word.Trim(Marks);
            foreach (var filler in Fillers.Where(static filler => !char.IsAsciiLetter(filler[0])))
            {
                if (name.Length > filler.Length && name.EndsWith(filler, StringComparison.Ordinal) && CompanyNames.SymbolOf(name) is null)
                {
                    name = name[..^filler.Length];
                }
                else if (name.Length > filler.Length && name.StartsWith(filler, StringComparison.Ordinal))
                {
                    name = name[filler.Length..];
                }
            }

            if (name.Length > 0)
            {
                yield return name;
            }
        }
    }

    private static string? Symbol(string word)
    {
        if (CompanyNames.SymbolOf(word) is { } known)
        {
            return known;
        }

        if (!TickerSymbol.TryParse(word, out var symbol) || NoSymbols.Contains(word) || (word.Length < FewestDigits && word.All(char.IsAsciiDigit)))
        {
            return null;
        }

        // Of letters alone a word may be a name: a symbol is short, and written in one case.
        var isName = word.All(char.IsAsciiLetter) && (word.Length > SmallLetters || (word.Any(char.IsAsciiLetterLower) && word.Any(char.IsAsciiLetterUpper)));
        return isName ? null : symbol.Value;
    }
}
