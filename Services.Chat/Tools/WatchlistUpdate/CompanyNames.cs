namespace Nanobot.Services.Chat.Tools.WatchlistUpdate;

/// <summary>
/// Companies that are known by one name everywhere and have one main listing. Whoever is not here has to be named by symbol:
/// guessing would follow something else. What is taken for a symbol is said in the answer.
/// </summary>
internal static class CompanyNames
{
    private static readonly (string Symbol, string[] Names)[] Known =
    [
        ("AAPL", ["苹果公司", "苹果", "Apple"]),
        ("AMD", ["超威半导体"]),
        ("AMZN", ["亚马逊", "Amazon"]),
        ("BABA", ["阿里巴巴", "Alibaba"]),
        ("BIDU", ["百度", "Baidu"]),
        ("GOOGL", ["谷歌", "Google", "Alphabet"]),
        ("INTC", ["英特尔", "Intel"]),
        ("JD", ["京东"]),
        ("META", ["Facebook"]),
        ("MSFT", ["微软", "Microsoft"]),
        ("NFLX", ["奈飞", "Netflix"]),
        ("NVDA", ["英伟达", "Nvidia"]),
        ("PDD", ["拼多多"]),
        ("TSLA", ["特斯拉", "Tesla"]),
        ("TSM", ["台积电", "TSMC"]),
        ("0700.HK", ["腾讯控股", "腾讯", "Tencent"]),
        ("3690.HK", ["美团", "Meituan"]),
        ("1810.HK", ["小米集团", "小米", "Xiaomi"]),
    ];

    private static readonly Dictionary<string, string> BySymbol = Known
        .SelectMany(static company => company.Names.Select(name => (name, company.Symbol)))
        .ToDictionary(static pair => pair.name, static pair => pair.Symbol, StringComparer.OrdinalIgnoreCase);

    /// <summary>The symbol of the company, or null where the name is not known.</summary>
    public static string? SymbolOf(string name) => BySymbol.GetValueOrDefault(name);

    /// <summary>Which of the names in <paramref name="words"/> were taken for which symbols, as <c>name = symbol</c>.</summary>
    public static IEnumerable<string> Taken(IEnumerable<string> words) =>
        words.Where(static word => SymbolOf(word) is not null).Distinct(StringComparer.OrdinalIgnoreCase).Select(static word => $"{word} = {SymbolOf(word)}");
}
