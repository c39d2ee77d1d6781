using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Services.Reports.Printing;
using Nanobot.Services.Reports.Tests.Support;
using PuppeteerSharp;

namespace Nanobot.Services.Reports.Tests.Printing;

public sealed class PrintBrowserTests
{
    [Fact]
    public async Task A_page_runs_fetches_and_reads_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "CANARY");
        await using var browser = Browser(new PrinterOptions());

        var pdf = await browser.PrintAsync($"""
            <html><head><title>t</title><link rel="stylesheet" href="{address}/a.css"><style>@import url({address}/b.css);body{"{"}background:url({address}/c.png){"}"}</style></head>
            <body>before <img src="{address}/e.png"><iframe src="{address}/f"></iframe><iframe src="file://{secret}" width="400"></iframe><object data="file://{secret}"></object><embed src="file://{secret}">
            <script>document.body.append('RAN');fetch('{address}/g')</script><noscript>unscripted</noscript> after</body></html>
            """, CancellationToken.None);

        var text = PdfText.Of(pdf);
        Assert.StartsWith("before", text, StringComparison.Ordinal);
        Assert.Contains("unscripted", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RAN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.False(listener.Pending(), "Something was fetched.");
    }

    [Fact]
    public async Task A_browser_that_dies_makes_room_for_another()
    {
        await using var browser = Browser(new PrinterOptions());
        await browser.PrintAsync("<p>one</p>", CancellationToken.None);
        var first = browser.ProcessId!.Value;

        using (var process = System.Diagnostics.Process.GetProcessById(first))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        // It may be noticed by the page that fails, and is gone then.
        var pdf = await Nanobot.Testing.Eventually.GetAsync(async () =>
        {
            try
            {
                return await browser.PrintAsync("<p>two</p>", CancellationToken.None);
            }
            catch (PuppeteerException)
            {
                return null;
            }
        }, pdf => pdf is not null);

        Assert.Equal("two", PdfText.Of(pdf!));
        Assert.NotEqual(first, browser.ProcessId);
    }

    [Fact]
    public async Task A_browser_is_worn_after_its_pages_and_ends_with_what_printed_by_it()
    {
        int last;
        await using (var browser = Browser(new PrinterOptions { PagesPerBrowser = 1 }))
        {
            await browser.PrintAsync("<p>one</p>", CancellationToken.None);
            var first = browser.ProcessId!.Value;
            await browser.PrintAsync("<p>two</p>", CancellationToken.None);
            last = browser.ProcessId!.Value;
            Assert.NotEqual(first, last);
            Assert.False(IsThere(first));
        }

        Assert.False(IsThere(last));
    }

    [Fact]
    public async Task Nothing_of_this_process_environment_is_told_to_the_browser()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__canary", "CANARY");
        await using var browser = Browser(new PrinterOptions());
        await browser.PrintAsync("<p>one</p>", CancellationToken.None);

        Assert.DoesNotContain("CANARY", await File.ReadAllTextAsync($"/proc/{browser.ProcessId}/environ"), StringComparison.Ordinal);
    }

    private static bool IsThere(int processId) => File.Exists($"/proc/{processId}/stat") && !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static PrintBrowser Browser(PrinterOptions options) =>
        new(new InstalledFiles(Options.Create(options)), Options.Create(options), TimeProvider.System, NullLogger<PrintBrowser>.Instance);
}
