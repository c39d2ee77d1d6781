using Microsoft.Extensions.Options;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace Nanobot.Services.Reports.Printing;

/// <summary>
/// One headless Chromium, started when something is first printed and kept. Each page has a context of its own, which ends with it, without scripts and without a network: what a page says
/// comes from feeds and models. All that leads to the browser is a pipe of this process, with which it ends however this process does.
/// </summary>
internal sealed partial class PrintBrowser(InstalledFiles files, IOptions<PrinterOptions> options, TimeProvider time, ILogger<PrintBrowser> logger) : IPagePrinter, IAsyncDisposable
{
    // Quoted for the shell that the library starts it by. Whatever a page or the browser itself would fetch finds nothing, this machine included.
    private static readonly string[] Arguments = ["--disable-gpu", "--host-resolver-rules='MAP * ~NOTFOUND'", "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list='<-loopback>'"];

    // All that the browser is told of this process' environment, in which there are secrets.
    private static readonly string[] Told = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"];

    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private RunningBrowser? _running;
    private bool _isDisposed;

    /// <summary>Id of the browser's process; null where none runs.</summary>
    public int? ProcessId => _running?.Browser.Process?.Id;

    /// <summary>The page as a PDF.</summary>
    /// <param name="html">A page that stands by itself.</param>
    /// <param name="cancellationToken">Ends it, and its browser with it, since nobody knows what that is at.</param>
    /// <exception cref="PrintFailedException">The browser did not print it, nor did another.</exception>
    public async Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(html, cancellationToken);
        }
        catch (Exception died) when (IsOfBrowser(died))
        {
            // It may have died of something else than this page: another is asked once.
            PrintedAgain(logger, died);
        }

        try
        {
            return await TryAsync(html, cancellationToken);
        }
        catch (Exception failed) when (IsOfBrowser(failed))
        {
            throw new PrintFailedException(failed);
        }
    }

    // As the library says that the browser is gone, or does not do what it is asked.
    private static bool IsOfBrowser(Exception exception) => exception is PuppeteerException or IOException or ObjectDisposedException;

    private async Task<byte[]> TryAsync(string html, CancellationToken cancellationToken)
    {
        var running = await TakeAsync(cancellationToken);
        var isWell = false;
        try
        {
            var pdf = await PrintAsync(running.Browser, html).WaitAsync(cancellationToken);
            isWell = true;
            return pdf;
        }
        finally
        {
            await LeaveAsync(running, isWell);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _isDisposed = true;
            if (_running is { } running)
            {
                _running = null;
                await EndAsync(running, isWell: true);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<byte[]> PrintAsync(IBrowser browser, string html)
    {
        await using var context = await browser.CreateBrowserContextAsync();
        await using var page = await context.NewPageAsync();
        await page.SetJavaScriptEnabledAsync(false);
        await page.SetOfflineModeAsync(true);
        await page.SetContentAsync(html);
        // Fonts are the machine's own: there are none to wait for.
        return await page.PdfDataAsync(new PdfOptions { Format = PaperFormat.A4, PreferCSSPageSize = true, PrintBackground = true, Tagged = true, Outline = true, WaitForFonts = false });
    }

    private async Task<RunningBrowser> TakeAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_running is { } worn && (worn.Printed >= options.Value.PagesPerBrowser || !worn.Browser.IsConnected))
            {
                _running = null;
                await EndUnusedAsync(worn, worn.Browser.IsConnected);
            }

            _running ??= new RunningBrowser(await StartAsync(cancellationToken));
            _running.Printed++;
            _running.Printing++;
            return _running;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LeaveAsync(RunningBrowser running, bool isWell)
    {
        await _gate.WaitAsync();
        try
        {
            running.Printing--;
            _running = isWell || _running != running ? _running : null;
            if (_running != running)
            {
                await EndUnusedAsync(running, isWell);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    // One that is worn prints what it is at to its end, one that is not well nothing more.
    private Task EndUnusedAsync(RunningBrowser running, bool isWell) => running.Printing == 0 || !isWell ? EndAsync(running, isWell) : Task.CompletedTask;

    private async Task<IBrowser> StartAsync(CancellationToken cancellationToken)
    {
        var path = files.Browser ?? throw new InvalidOperationException("There is no browser.");
        var launch = new LaunchOptions
        {
            ExecutablePath = path,
            Headless = true,
            Pipe = true,
            Timeout = (int)options.Value.Timeout.TotalMilliseconds,
            Args = options.Value.Sandbox ?? !Environment.IsPrivilegedProcess ? Arguments : [.. Arguments, "--no-sandbox"],
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Except(Told, StringComparer.Ordinal))
        {
            // Takes it out.
            launch.Env[name] = null!;
        }

        var starting = Puppeteer.LaunchAsync(launch);
        try
        {
            var browser = await starting.WaitAsync(cancellationToken);
            Started(logger, path);
            return browser;
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for it any more.
            _ = starting.ContinueWith(late => late.Result.DisposeAsync(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private async Task EndAsync(RunningBrowser running, bool isWell)
    {
        try
        {
            if (isWell)
            {
                await running.Browser.CloseAsync().WaitAsync(Ending, time);
            }
        }
        catch (Exception e) when (e is PuppeteerException or TimeoutException or IOException or ObjectDisposedException)
        {
            NotClosed(logger, e);
        }
        finally
        {
            running.Kill();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started the browser that prints reports, {Path}")]
    private static partial void Started(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browser that prints reports failed; another prints the page")]
    private static partial void PrintedAgain(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browser that prints reports did not end as it should; it is ended by force")]
    private static partial void NotClosed(ILogger logger, Exception exception);
}
