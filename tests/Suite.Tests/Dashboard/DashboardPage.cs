using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Nanobot.Suite.Tests.Dashboard;

/// <summary>The dashboard as a person uses it: the texts, titles and labels that its pages show.</summary>
internal sealed class DashboardPage(IPage page, Uri login) : IAsyncDisposable
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = Browser.Patience };

    public IPage Page => page;

    public static async Task<DashboardPage> LogInAsync(Browser browser, string loginUrl)
    {
        var dashboard = new DashboardPage(await browser.OpenAsync(), new Uri(loginUrl));
        await dashboard.Page.GotoAsync(loginUrl);
        return dashboard;
    }

    public Task GoAsync(string path) => page.GotoAsync(new Uri(login, path).ToString());

    public static Task SeeAsync(ILocator locator) => Expect(locator.First).ToBeVisibleAsync(Patiently);

    public static Task NotSeeAsync(ILocator locator) => Expect(locator).ToHaveCountAsync(0, new() { Timeout = Browser.Patience });

    /// <summary>
    /// Clicks until something shows. A page that has come is not yet one that listens: what is clicked before its circuit is
    /// up does nothing. One whose circuit broke says so and asks to be loaded again; the dashboard's own faults are not what is tested.
    /// </summary>
    public static async Task ClickAsync(ILocator target, ILocator until)
    {
        const int attempts = 6;
        for (var attempt = 1; attempt < attempts; attempt++)
        {
            try
            {
                if (await target.Page.Locator("#blazor-error-ui").IsVisibleAsync())
                    await target.Page.ReloadAsync();
                if (await target.CountAsync() > 0)
                    await target.Last.ClickAsync(new() { Timeout = Browser.Patience / attempts });
                await Expect(until.First).ToBeVisibleAsync(new() { Timeout = Browser.Patience / attempts });
                return;
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                // Once more.
            }
        }

        await SeeAsync(until);
    }

    /// <summary>The row of a resource in a state; one that is not healthy reads "Running (Unhealthy)" and does not match.</summary>
    public ILocator Resource(string name, string state) =>
        Row(name).Filter(new() { Has = page.Locator(".state-column-cell").GetByText(state, new() { Exact = true }) });

    /// <summary>A button in the row of a resource; the page shows it only while it makes sense.</summary>
    public ILocator Command(string resource, string label) => Row(resource).GetByRole(AriaRole.Button, new() { Name = label });

    /// <summary>A command in the menu of a resource's further actions.</summary>
    public async Task<ILocator> MenuCommandAsync(string resource, string label)
    {
        var item = page.GetByRole(AriaRole.Menuitem, new() { Name = label });
        await ClickAsync(Command(resource, "Actions"), until: item);
        return item;
    }

    /// <summary>A row of a details panel: a name and a value.</summary>
    public ILocator Detail(string name) =>
        page.Locator("tr").Filter(new() { Has = page.Locator($"td.nameColumn span[title='{name}']") });

    public async Task<string?> DetailValueAsync(string name)
    {
        await SeeAsync(Detail(name));
        return await Detail(name).First.Locator("td.valueColumn span.grid-value").First.GetAttributeAsync("title");
    }

    private ILocator Row(string resource) =>
        page.Locator("tr").Filter(new() { Has = page.Locator($"td[title$=': {resource}']") });

    public ValueTask DisposeAsync() => new(page.CloseAsync());
}
