using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Xunit.Abstractions;

namespace Nanobot.Services.Reports.Tests.Searching;

/// <summary>
/// A user with many reports: <c>bench/search.sh</c> runs this with the large numbers (<c>SEARCH_REPORTS</c>, <c>SEARCH_ASKED</c>) and prints what it says. What is asserted holds at any size: what is looked for
/// is found, wherever it stands.
/// </summary>
public sealed class SearchLoadTests(ReportsSuite suite, ITestOutputHelper output) : IClassFixture<ReportsSuite>
{
    private const string Insert = """
        insert into all_reports (tenant_id, user_id, report_id, report_type, origin, status, progress, content, due_at, created_at, completed_at)
        select $1, 'ada', report_id, 'daily', 'schedule', 'completed', 100, content, now(), now() - number * interval '1 hour', now()
        from unnest($2::uuid[], $3::text[]) with ordinality as one (report_id, content, number)
        returning 1
        """;

    [Fact]
    public async Task What_stands_in_the_oldest_of_many_reports_is_found()
    {
        var (reports, asked) = (Number("SEARCH_REPORTS", 200), Number("SEARCH_ASKED", 5));
        var (user, random) = (TestContexts.User("ada"), new Random(11));
        using var client = suite.Client(user);
        foreach (var chunk in Enumerable.Range(0, reports).Chunk(500))
        {
            await suite.SqlAsync<int>(Insert, user.TenantId!, chunk.Select(static _ => Guid.CreateVersion7()).ToArray(), chunk.Select(at => Content(random, at == reports - 1)).ToArray());
        }

        var keeping = Stopwatch.StartNew();
        var (first, pages) = await AllAsync(client, "zanzibar");
        keeping.Stop();
        await suite.SqlAsync<int>("analyze report_texts");
        var rare = await TimesAsync(asked, () => AllAsync(client, "zanzibar"));
        var none = await TimesAsync(asked, () => AllAsync(client, "特斯拉量子"));
        var common = await TimesAsync(asked, () => client.GetFromJsonAsync<Page<ReportResource>>("/reports?q=gold&limit=50", Json.Wire)!);

        var size = await suite.SqlAsync<long>("select pg_total_relation_size('report_texts') / 1024");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{reports} reports of 5,000 characters: the first search, which keeps their texts, {keeping.ElapsedMilliseconds} ms in {pages} pages; words in the oldest alone p50 {rare.Half:0} p95 {rare.Most:0} ms; in none p50 {none.Half:0} p95 {none.Most:0} ms; 50 of those that have others p50 {common.Half:0} p95 {common.Most:0} ms; texts {size} KB"));
        Assert.Equal(1, first);
    }

    private static async Task<(int Found, int Pages)> AllAsync(HttpClient client, string words)
    {
        var (found, pages, cursor) = (0, 0, (string?)null);
        do
        {
            var page = (await client.GetFromJsonAsync<Page<ReportResource>>($"/reports?q={Uri.EscapeDataString(words)}{(cursor is null ? "" : $"&cursor={cursor}")}", Json.Wire))!;
            (found, pages, cursor) = (found + page.Items.Count, pages + 1, page.NextCursor);
        }
        while (cursor is not null);
        return (found, pages);
    }

    private static async Task<(double Half, double Most)> TimesAsync(int times, Func<Task> work)
    {
        var taken = new List<double>();
        for (var time = 0; time < times; time++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            taken.Add(watch.Elapsed.TotalMilliseconds);
        }

        taken.Sort();
        return (taken[taken.Count / 2], taken[(int)Math.Ceiling(taken.Count * 0.95) - 1]);
    }

    private static string Content(Random random, bool isOldest)
    {
        string[] words = ["gold", "silver", "rose", "fell", "against", "the", "close", "before", "市场", "上涨", "交易量", "[E1]", "1.50%", "Apple", "特斯拉", "earnings"];
        var text = new StringBuilder("# Daily report\n\n");
        while (text.Length < 5_000)
        {
            text.Append(words[random.Next(words.Length)]).Append(random.Next(30) == 0 ? "\n\n" : " ");
        }

        return text.Append(isOldest ? "Zanzibar" : "").ToString();
    }

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
