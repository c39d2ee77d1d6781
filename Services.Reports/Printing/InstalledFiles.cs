using System.Globalization;
using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Printing;

/// <summary>The browser and the font of this machine: those of the settings, or the first at the usual places.</summary>
internal sealed class InstalledFiles(IOptions<PrinterOptions> options)
{
    private static readonly string[] Browsers =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/chromium-headless-shell",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly string[] Fonts =
    [
        "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf",
    ];

    /// <summary>Path of the browser; null where there is none.</summary>
    public string? Browser { get; } = Find(options.Value.Browser, Browsers);

    /// <summary>Path of the font; null where there is none.</summary>
    public string? Font { get; } = Find(options.Value.Font, Fonts);

    /// <summary>What tells a file from the same of another version.</summary>
    public static string VersionOf(string path)
    {
        var file = new FileInfo(path);
        return string.Create(CultureInfo.InvariantCulture, $"{path}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}");
    }

    private static string? Find(string? named, string[] usual) => named is null ? Array.Find(usual, File.Exists) : named.Length > 0 ? named : null;
}
