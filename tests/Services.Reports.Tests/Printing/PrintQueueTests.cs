using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Printing;

namespace Nanobot.Services.Reports.Tests.Printing;

public sealed class PrintQueueTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ReportsTelemetry _telemetry;

    public PrintQueueTests() => _telemetry = new ReportsTelemetry(new Module("reports", "0"), _services.GetRequiredService<IMeterFactory>(), new TenantLabels());

    [Fact]
    public async Task One_tenant_that_prints_much_has_its_turns_as_others_have_and_no_more_than_its_share()
    {
        var printer = new HeldPrinter();
        var queue = Queue(printer, new PrinterOptions { Parallelism = 1, Queue = 16, MostOfTenant = 4 }, new FakeTimeProvider());
        var much = Enumerable.Range(1, 4).Select(at => queue.PrintAsync("heron", $"heron {at}", CancellationToken.None)).ToList();
        Assert.Equal("PDF_QUEUE_FULL", (await Assert.ThrowsAsync<RefusalException>(() => queue.PrintAsync("heron", "heron 5", CancellationToken.None))).Refusal.Code);
        using var gone = new CancellationTokenSource();
        var (left, other, third) = (queue.PrintAsync("egret", "egret 0", gone.Token), queue.PrintAsync("egret", "egret 1", CancellationToken.None), queue.PrintAsync("stork", "stork 1", CancellationToken.None));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        printer.Release();
        await Task.WhenAll([.. much, other, third]);
        Assert.Equal(["heron 1", "heron 2", "egret 1", "stork 1", "heron 3", "heron 4"], printer.Asked);
    }

    public void Dispose()
    {
        _telemetry.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task What_comes_beyond_the_queue_is_refused_and_what_waits_is_printed()
    {
        var printer = new HeldPrinter();
        var queue = Queue(printer, new PrinterOptions { Parallelism = 1, Queue = 1 }, new FakeTimeProvider());
        var (first, second) = (queue.PrintAsync("heron", "1", CancellationToken.None), queue.PrintAsync("heron", "2", CancellationToken.None));

        var refusal = (await Assert.ThrowsAsync<RefusalException>(() => queue.PrintAsync("heron", "3", CancellationToken.None))).Refusal;
        Assert.Equal((503, "PDF_QUEUE_FULL"), (refusal.Status, refusal.Code));
        Assert.NotNull(refusal.RetryAfter);
        Assert.Equal(["1"], printer.Asked);

        printer.Release();
        await Task.WhenAll(first, second);
        Assert.Equal(["1", "2"], printer.Asked);
        await queue.PrintAsync("heron", "4", CancellationToken.None);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_its_place_is_free_again()
    {
        var (printer, time) = (new HeldPrinter(), new FakeTimeProvider());
        var queue = Queue(printer, new PrinterOptions { Parallelism = 1, Queue = 1, Timeout = TimeSpan.FromSeconds(5) }, time);
        var (first, waiting) = (queue.PrintAsync("heron", "1", CancellationToken.None), queue.PrintAsync("heron", "2", CancellationToken.None));

        time.Advance(TimeSpan.FromSeconds(5));

        foreach (var late in new[] { first, waiting })
        {
            Assert.Equal("PDF_TIMEOUT", (await Assert.ThrowsAsync<RefusalException>(() => late)).Refusal.Code);
        }

        printer.Release();
        await queue.PrintAsync("heron", "3", CancellationToken.None);
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

    private PrintQueue Queue(IPagePrinter printer, PrinterOptions options, TimeProvider time) => new(printer, Options.Create(options), _telemetry, time);

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
