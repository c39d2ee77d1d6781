using PuppeteerSharp;

namespace Nanobot.Services.Reports.Printing;

/// <summary>A browser that runs, and what it has done.</summary>
internal sealed class RunningBrowser(IBrowser browser)
{
    public IBrowser Browser { get; } = browser;

    /// <summary>Pages so far, those that are being printed included.</summary>
    public int Printed { get; set; }

    /// <summary>Pages that are being printed.</summary>
    public int Printing { get; set; }

    /// <summary>Ends it by force where it runs still; all that it started ends with it.</summary>
    public void Kill()
    {
        try
        {
            if (Browser.Process is { HasExited: false } process)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It has just ended by itself.
        }
    }
}
