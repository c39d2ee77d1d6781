using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Printing;
using Nanobot.Services.Reports.Tests.Support;
using UglyToad.PdfPig;

namespace Nanobot.Services.Reports.Tests.Printing;

public sealed class PdfTests : IAsyncLifetime
{
    private CountedPrinter _printer = null!;
    private ReportsSuite _suite = null!;

    public Task InitializeAsync()
    {
        _suite = new ReportsSuite(services =>
        {
            services.RemoveAll<IPagePrinter>();
            services.AddSingleton<IPagePrinter>(provider => _printer = new CountedPrinter(provider.GetRequiredService<PrintBrowser>()));
        });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task All_that_a_chinese_report_says_is_found_in_its_pdf()
    {
        var (user, id) = await CompletedAsync("zh-CN", [.. Enumerable.Range(1, 40).Select(number => $"PDF{number}")], "今日市场整体上涨，成交量放大 [E1]。\n\n投资者情绪平稳 [E2]。");

        using var answer = await GetAsync(user, id);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var pdf = await answer.Content.ReadAsByteArrayAsync();

        var markdown = (await _suite.GetAsync(user, id)).Content!;
        var found = PdfText.Of(pdf);
        Assert.Contains("投资者情绪平稳", markdown, StringComparison.Ordinal);
        foreach (var word in PlainReport.Render(markdown).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => !word.All(character => character is '-' or '=') && word[0] != '<'))
        {
            Assert.Contains(word, found, StringComparison.Ordinal);
        }

        using var document = PdfDocument.Open(pdf);
        Assert.InRange(document.NumberOfPages, 2, 40);
        Assert.Contains($"1/{document.NumberOfPages}", PdfText.Squeeze(document.GetPage(1).Text), StringComparison.Ordinal);
        // The head of the table stands on each page that has rows of it.
        var pages = document.GetPages().Select(page => PdfText.Squeeze(page.Text)).ToList();
        Assert.All(pages.Where(page => page.Contains("2026-11-191.50", StringComparison.Ordinal)), page => Assert.Contains("5日区间", page, StringComparison.Ordinal));
        Assert.StartsWith("每日报告：", document.Information.Title, StringComparison.Ordinal);
        Assert.Contains("/MarkInfo", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        Assert.Contains("/Lang (zh-CN)", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_again_gets_the_same_octets_and_nothing_is_printed_for_it()
    {
        var (user, id) = await CompletedAsync("en", ["PDA"], "Calm.");
        using var first = await GetAsync(user, id);
        var printed = _printer.Printed;

        using var second = await GetAsync(user, id);
        using var unchanged = await GetAsync(user, id, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal("application/pdf", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (unchanged.StatusCode, unchanged.Headers.ETag));
        Assert.Equal((1, 1), (printed, _printer.Printed));
    }

    [Fact]
    public async Task Another_process_prints_the_same_octets()
    {
        var (user, id) = await CompletedAsync("zh", ["PDB"], "平静。");
        using var first = await GetAsync(user, id);
        await using var other = new ReportsSuite(null, ReportsSuite.On(_suite.Database));

        using var second = await GetAsync(user, id, client: other.Client(user));

        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Whoever_has_the_tag_of_anothers_pdf_gets_nothing_of_it()
    {
        var (user, id) = await CompletedAsync("en", ["PDC"], "Calm.");
        using var first = await GetAsync(user, id);

        using var foreign = await GetAsync(Nanobot.Testing.TestContexts.User(user.UserId!), id, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Parts_of_it_fit_together()
    {
        var (user, id) = await CompletedAsync("en", ["PDD"], "Calm.");
        using var whole = await GetAsync(user, id);
        var octets = await whole.Content.ReadAsByteArrayAsync();

        using var head = await GetAsync(user, id, request => request.Headers.Range = new RangeHeaderValue(0, 999));
        using var tail = await GetAsync(user, id, request => (request.Headers.Range, request.Headers.IfRange) = (new RangeHeaderValue(1000, null), new RangeConditionHeaderValue(whole.Headers.ETag!)));
        using var changed = await GetAsync(user, id, request => (request.Headers.Range, request.Headers.IfRange) = (new RangeHeaderValue(1000, null), new RangeConditionHeaderValue("\"other\"")));
        using var beyond = await GetAsync(user, id, request => request.Headers.Range = new RangeHeaderValue(octets.Length, null));

        Assert.Equal((HttpStatusCode.PartialContent, HttpStatusCode.PartialContent), (head.StatusCode, tail.StatusCode));
        byte[] parts = [.. await head.Content.ReadAsByteArrayAsync(), .. await tail.Content.ReadAsByteArrayAsync()];
        Assert.Equal(octets, parts);
        Assert.Equal((HttpStatusCode.OK, octets.Length), (changed.StatusCode, (await changed.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, octets.Length), (beyond.StatusCode, beyond.Content.Headers.ContentRange!.Length));
        Assert.Equal("bytes", Assert.Single(whole.Headers.AcceptRanges));
    }

    [Fact]
    public async Task Where_there_is_nothing_to_print_with_the_other_forms_are_named()
    {
        await using var bare = new ReportsSuite(null, [.. ReportsSuite.On(_suite.Database), new("Reports:Pdf:Browser", ""), new("Reports:Pdf:Font", "")]);
        var (user, id) = await CompletedAsync("en", ["PDE"], "Calm.");

        using var refused = await GetAsync(user, id, client: bare.Client(user));
        using var second = await GetAsync(user, id, request => request.Headers.Accept.ParseAdd("text/html;q=0.5"), bare.Client(user));

        Assert.Equal(HttpStatusCode.NotAcceptable, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["application/json", "text/markdown", "text/html", "text/plain"], problem.GetProperty("available").EnumerateArray().Select(form => form.GetString()));
        Assert.Equal("text/html", second.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Without_a_browser_its_words_and_figures_are_set_plainly()
    {
        await using var plain = new ReportsSuite(null, [.. ReportsSuite.On(_suite.Database), new("Reports:Pdf:Browser", "")]);
        var (user, id) = await CompletedAsync("zh-CN", [.. Enumerable.Range(1, 40).Select(number => $"PDP{number}")], "今日市场整体上涨，成交量放大 [E1]。");

        using var answer = await GetAsync(user, id, request => request.Headers.Range = new RangeHeaderValue(0, 99), plain.Client(user));

        // The octets are others each time they are made: no parts of it are given.
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        var found = PdfText.Of(pdf);
        Assert.All(PlainReport.Render((await _suite.GetAsync(user, id)).Content!).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries), word => Assert.Contains(word[..Math.Min(word.Length, 20)], found, StringComparison.Ordinal));
        using var document = PdfDocument.Open(pdf);
        Assert.InRange(document.NumberOfPages, 2, 10);
    }

    private async Task<(TenantContext User, Guid Id)> CompletedAsync(string language, string[] symbols, string words)
    {
        foreach (var symbol in symbols)
        {
            _suite.Peer.Quotes(symbol, [.. Enumerable.Range(1, 18).Select(day => $"2026-11-{day:00},1,2,1,{1 + (day % 5) / 10m},10"), "2026-11-19,1,2,1,1.5,1234567"]);
        }

        var user = _suite.User(new Watchlist(Stocks: symbols), new Preferences(Language: language, TimeZone: "UTC", MaxReportLength: 20000));
        _suite.Model(user, words);
        var report = await _suite.MakeAsync(user);
        Assert.True(report.Status == "completed", report.ErrorMessage);
        return (user, report.ReportId);
    }

    private async Task<HttpResponseMessage> GetAsync(TenantContext user, Guid id, Action<HttpRequestMessage>? change = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/reports/{id}");
        request.Headers.Accept.ParseAdd("application/pdf");
        change?.Invoke(request);
        return await (client ?? _suite.Client(user)).SendAsync(request);
    }
}
