using Microsoft.Playwright;

namespace Nanobot.Suite.Tests.Dashboard;

/// <summary>
/// The system's Chromium, driven by Playwright: its own browsers are not on the package registry, its driver
/// is in the package.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>What a loaded two-core machine needs to render a page and to see a change on it.</summary>
    public const float Patience = 60_000;

    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // No sandbox: it does not start as root, and only the suite's own pages are opened.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        var executable = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? Array.Find(Candidates, File.Exists);
        Assert.True(executable is not null, "Chromium is missing: install the package 'chromium' (./test.sh does), or name it in CHROMIUM_PATH.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Headless = true, Args = Arguments });
    }

    /// <summary>A fresh profile, tall enough that the dashboard's virtual lists render every row.</summary>
    public async Task<IPage> OpenAsync()
    {
        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = 1600, Height = 2400 } });
        page.SetDefaultTimeout(Patience);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
