using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Making;

/// <summary>What a kind of report asks sources for.</summary>
/// <param name="Symbols">Whose prices, as the user wrote them.</param>
/// <param name="Headlines">How many headlines at most.</param>
internal sealed record ReportPlan(IReadOnlyList<string> Symbols, int Headlines)
{
    private const int Few = 10;
    private const int Many = 30;

    public static ReportPlan Of(string reportType, Watchlist watchlist, IReadOnlyList<string> focusAreas)
    {
        var followed = watchlist.Stocks ?? [];
        return reportType == ReportType.Content.Value ? new ReportPlan([], Many)
            : reportType == ReportType.Trend.Value ? new ReportPlan(followed, Many)
            : reportType == ReportType.Stock.Value && Named(focusAreas, followed) is { Count: > 0 } named ? new ReportPlan(named, Few)
            : new ReportPlan(followed, Few);
    }

    // "margins" could be a symbol too: it is one where the user follows it, or writes it as one.
    private static List<string> Named(IReadOnlyList<string> focusAreas, IReadOnlyList<string> followed) =>
    [
        .. focusAreas.Where(area => TickerSymbol.IsValid(area) && (!area.Any(char.IsLower) || followed.Contains(area.Trim(), StringComparer.OrdinalIgnoreCase))),
    ];
}
