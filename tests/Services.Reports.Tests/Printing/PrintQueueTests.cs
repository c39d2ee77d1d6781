using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Reports.Printing;

namespace Nanobot.Services.Reports.Tests.Printing;

public sealed class PrintQueueTests
{
    [Fact]
    public async Task What_comes_beyond_the_queue_is_refused_and_what_waits_is_printed()
    {
        var printer = new HeldPrinter();
        using var queue = Queue(printer, new PrinterOptions { Parallelism = 1, Queue = 1 }, new FakeTimeProvider());
        var (first, second) = (queue.PrintAsync("1", CancellationToken.None), queue.PrintAsync("2", CancellationToken.None));

        var refusal = (await Assert.ThrowsAsync<RefusalException>(() => queue.PrintAsync("3", CancellationToken.None))).Refusal;
        Assert.Equal((503, "PDF_QUEUE_FULL"), (refusal.Status, refusal.Code));
        Assert.NotNull(refusal.RetryAfter);
        Assert.Equal(["1"], printer.Asked);

        printer.Release();
        await Task.WhenAll(first, second);
        Assert.Equal(["1", "2"], printer.Asked);
        await queue.PrintAsync("4", CancellationToken.None);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_its_place_is_free_again()
    {
        var (printer, time) = (new HeldPrinter(), new FakeTimeProvider());
        using var queue = Queue(printer, new PrinterOptions { Parallelism = 1, Queue = 1, Timeout = TimeSpan.FromSeconds(5) }, time);
        var (first, waiting) = (queue.PrintAsync("1", CancellationToken.None), queue.PrintAsync("2", CancellationToken.None));

        time.Advance(TimeSpan.FromSeconds(5));

        foreach (var late in new[] { first, waiting })
        {
            Assert.Equal("PDF_TIMEOUT", (await Assert.ThrowsAsync<RefusalException>(() => late)).Refusal.Code);
        }

        printer.Release();
        await queue.PrintAsync("3", CancellationToken.None);
    }

    [Theory]
    [InlineData(0, 16, 30, "Parallelism")]
    [InlineData(9, 16, 30, "Parallelism")]
    [InlineData(2, 257, 30, "Queue")]
    [InlineData(2, 16, 0, "Timeout")]
    public void An_impossible_value_stops_the_start_and_is_named(int parallelism, int queue, int seconds, string key)
    {
        var result = new PrinterOptionsValidator().Validate(null, new PrinterOptions { Parallelism = parallelism, Queue = queue, Timeout = TimeSpan.FromSeconds(seconds) });

        Assert.StartsWith($"Reports:Pdf:{key} ", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_browser_or_a_font_that_is_not_there_stops_the_start() =>
        Assert.Equal(2, new PrinterOptionsValidator().Validate(null, new PrinterOptions { Browser = "/nowhere/chromium", Font = "/nowhere/font.ttf" }).Failures!.Count());

    private static PrintQueue Queue(IPagePrinter printer, PrinterOptions options, TimeProvider time) => new(printer, Options.Create(options), time);

    private sealed class HeldPrinter : IPagePrinter
    {
        private readonly TaskCompletionSource _release = new();

        public List<string> Asked { get; } = [];

        public void Release() => _release.SetResult();

        public async Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken)
        {
            Asked.Add(html);
            await _release.Task.WaitAsync(cancellationToken);
            return [];
        }
    }
}
