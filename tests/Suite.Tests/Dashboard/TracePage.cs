using Microsoft.Playwright;

namespace Nanobot.Suite.Tests.Dashboard;

/// <summary>One trace as the Traces page shows it: a row for each span, and its attributes in a panel beside them.</summary>
internal sealed class TracePage
{
    private readonly DashboardPage _dashboard;

    private TracePage(DashboardPage dashboard) => _dashboard = dashboard;

    /// <summary>Opens the newest trace of a service with a name from the list, which shows it once its first spans are there.</summary>
    public static async Task<TracePage> FollowAsync(DashboardPage dashboard, string service, string name, string filter = "")
    {
        await dashboard.GoAsync($"/traces/resource/{service}{filter}");
        var row = dashboard.Page.Locator($"td[title^='Name: {service}: {name}']");
        await DashboardPage.SeeAsync(row);
        var trace = new TracePage(dashboard);
        await DashboardPage.ClickAsync(row, until: trace.Spans(service));
        return trace;
    }

    /// <summary>The spans of a service.</summary>
    public ILocator Spans(string service) => _dashboard.Page.Locator($"td[title^='{service}: ']");

    /// <summary>What the panel says of each span of a service, with the row's own text as <c>title</c>.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(string service)
    {
        await DashboardPage.SeeAsync(Spans(service));
        var spans = new List<IReadOnlyDictionary<string, string>>();
        var count = await Spans(service).CountAsync();
        for (var index = 0; index < count; index++)
            spans.Add(await ReadAsync(Spans(service).Nth(index)));
        return spans;
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadAsync(ILocator span)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["title"] = await span.GetAttributeAsync("title") ?? "" };
        await DashboardPage.ClickAsync(span, until: _dashboard.Detail("SpanId"));
        foreach (var row in await _dashboard.Page.Locator("tr:has(td.nameColumn)").AllAsync())
        {
            var name = await row.Locator("td.nameColumn").InnerTextAsync();
            values[name.Trim()] = (await row.Locator("td.valueColumn").InnerTextAsync()).Trim();
        }

        // Closed before the next one opens, so that its values cannot be taken for the next one's.
        await _dashboard.Page.Locator("fluent-button[title='Close']").ClickAsync();
        await DashboardPage.NotSeeAsync(_dashboard.Detail("SpanId"));
        return values;
    }
}
