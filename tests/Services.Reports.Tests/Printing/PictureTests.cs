using System.Text.Json;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Printing;
using PuppeteerSharp;
using UglyToad.PdfPig;

namespace Nanobot.Services.Reports.Tests.Printing;

/// <summary>The page and its PDF as whoever reads them sees them: neither is blank, and Chinese is no row of boxes.</summary>
public sealed class PictureTests
{
    private const string Markdown = "# 每日报告：2026-11-19\n\n## 行情\n\n| 代码 | 收盘 |\n| --- | --- |\n| AAPL | 3.00 |\n\n## 解读\n\n今日市场整体上涨 [E1]。\n";

    // What part of the picture differs from its corner, and how light that is; how many of the characters look like another one.
    private const string Look = """
        async (picture, characters) => {
            const image = new Image();
            image.src = 'data:image/png;base64,' + picture;
            await image.decode();
            const lightness = (data, i) => (data[i] + data[i + 1] + data[i + 2]) / 3;
            const canvas = new OffscreenCanvas(image.width, image.height), drawing = canvas.getContext('2d');
            drawing.drawImage(image, 0, 0);
            const data = drawing.getImageData(0, 0, image.width, image.height).data, ground = lightness(data, 0);
            let ink = 0;
            for (let i = 0; i < data.length; i += 4) ink += Math.abs(lightness(data, i) - ground) > 60 ? 1 : 0;
            const seen = new Set();
            for (const character of characters) {
                const small = new OffscreenCanvas(64, 64), pen = small.getContext('2d');
                pen.font = '48px "WenQuanYi Micro Hei", sans-serif';
                pen.fillText(character, 4, 52);
                seen.add(pen.getImageData(0, 0, 64, 64).data.join());
            }
            return { ground, ink: ink / (data.length / 4), different: seen.size };
        }
        """;

    [Theory]
    [InlineData("light", 240, 255)]
    [InlineData("dark", 0, 40)]
    public async Task The_page_is_written_on_the_ground_that_its_reader_prefers(string scheme, double darkest, double lightest)
    {
        await using var browser = await Puppeteer.LaunchAsync(new LaunchOptions { ExecutablePath = Browser(), Headless = true, Pipe = true, Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [] });
        await using var page = await browser.NewPageAsync();
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        await page.SetContentAsync(ReportPage.Render(Markdown, Evidence()));
        var picture = await page.ScreenshotBase64Async(new ScreenshotOptions { FullPage = true });
        await using var paper = await browser.NewPageAsync();

        var seen = await paper.EvaluateFunctionAsync<JsonElement>(Look, picture, "每日报告行情");

        Assert.InRange(seen.GetProperty("ground").GetDouble(), darkest, lightest);
        Assert.InRange(seen.GetProperty("ink").GetDouble(), 0.005, 0.3);
        Assert.Equal(6, seen.GetProperty("different").GetInt32());
    }

    [Fact]
    public async Task Chinese_is_printed_with_outlines_that_are_in_the_document()
    {
        var options = Microsoft.Extensions.Options.Options.Create(new PrinterOptions());
        await using var browser = new PrintBrowser(new InstalledFiles(options), options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<PrintBrowser>.Instance);

        using var document = PdfDocument.Open(await browser.PrintAsync(ReportPage.Render(Markdown, Evidence()), CancellationToken.None));

        var chinese = document.GetPages().SelectMany(page => page.Letters).Where(letter => letter.Value is "市" or "场" or "涨").ToList();
        Assert.NotEmpty(chinese);
        Assert.All(chinese, letter => Assert.Contains("WenQuanYiMicroHei", letter.FontName, StringComparison.Ordinal));
        Assert.Contains(document.GetPages(), page => page.Text.Contains('▲', StringComparison.Ordinal));
    }

    private static string Browser() => new InstalledFiles(Microsoft.Extensions.Options.Options.Create(new PrinterOptions())).Browser
        ?? throw new InvalidOperationException("Chromium is missing: install the packages 'chromium' and 'fonts-wqy-microhei' (./test.sh does).");

    private static EvidenceSnapshot Evidence() => new(DateTimeOffset.UnixEpoch, "zh", [Quote("AAPL", 2m, 3m), Quote("MSFT", 4m, 3m)], [], [], ["AAPL 收盘 3.00", "MSFT 收盘 3.00"]);

    private static QuoteFigures Quote(string symbol, decimal first, decimal last) => new(symbol, new DateOnly(2026, 11, 19), last, first, new DateOnly(2026, 11, 18), 1m, 3m, 10)
    {
        Closes = [new(new(2026, 11, 17), first, 5), new(new(2026, 11, 18), first + 1, 10), new(new(2026, 11, 19), last, 20)],
    };
}
