using System.Diagnostics;
using System.Globalization;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Evidence;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>
/// Documents of the corpus with bytes changed, cut out, doubled and put together. How many are tried is in the environment
/// variable <c>NANOBOT_ACCEPTANCE_COUNT</c>; each is made from its number alone, so a failure can be repeated.
/// </summary>
public sealed class MutationTests
{
    private const int Few = 400;
    private const int MaximumTitle = 200;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly byte[][] Pieces = [.. new[] { "<item>", "</item>", "<![CDATA[", "]]>", "<!--", "&#x0;", "&amp;", "<!DOCTYPE x [", "\"", "'", "<", ">", "\0", "\n", ",", ";", "1e999", "-", "\uFEFF", "\u202E" }.Select(System.Text.Encoding.UTF8.GetBytes), [0xFF], [0xFE, 0xFF], [0x1F, 0x8B, 8], [0xC3]];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("NANOBOT_ACCEPTANCE_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : Few;

    [Fact]
    public void A_changed_feed_is_read_or_refused_by_name_within_its_limits()
    {
        var documents = FeedCorpusTests.Documents.Values.Select(static document => (document.Name, document.Bytes, document.Charset)).Where(static document => document.Bytes.Length < 100_000).ToList();

        foreach (var (name, bytes, charset) in Changed(documents))
        {
            Attempt(name, () =>
            {
                var feed = FeedParser.Parse(new SourceDocument(bytes, new Uri(FeedDocument.Address), charset), DateTimeOffset.UnixEpoch);
                Assert.InRange(feed.Headlines.Count, 0, 100);
                Assert.All(feed.Headlines, static headline => Assert.InRange(headline.Title.Length, 1, MaximumTitle));
                Assert.All(feed.Headlines, static headline => Assert.DoesNotContain(headline.Title, char.IsControl));
                Assert.All(feed.Headlines, static headline => Assert.True(headline.Link is null || headline.Link.Scheme is "http" or "https"));
            });
        }
    }

    [Fact]
    public void A_changed_price_file_is_read_or_refused_by_name_and_has_one_price_a_day()
    {
        var documents = PriceCorpusTests.Documents.Values.Select(static document => (document.Name, document.Bytes, document.Charset)).ToList();

        foreach (var (name, bytes, charset) in Changed(documents))
        {
            Attempt(name, () =>
            {
                var prices = PriceFile.Parse(new SourceDocument(bytes, new Uri("http://quotes.example/A.csv"), charset), new DateOnly(2026, 11, 26));
                Assert.NotEmpty(prices.Rows);
                Assert.All(prices.Rows, static row => Assert.True(row.Close > 0));
                Assert.Equal(prices.Rows.Select(static row => row.Date).Distinct().Order(), prices.Rows.Select(static row => row.Date));
                _ = QuoteFigures.Daily("A", prices).Percent;
                _ = QuoteFigures.Weekly("A", prices).Percent;
            });
        }
    }

    [Fact]
    public void Changed_JSON_is_read_or_refused_by_name_and_has_one_price_a_day()
    {
        var documents = JsonPricesTests.Shapes.Select(static row => ((string Shape, string Text))((string)row[0], (string)row[1])).ToDictionary(static one => one.Shape, static one => System.Text.Encoding.UTF8.GetBytes(one.Text));

        foreach (var (name, bytes, charset) in Changed([.. documents.Select(static one => (one.Key, one.Value, (string?)null))]))
        {
            var shape = ProviderShape.Find(name.Split("from ")[1])!.Json!;
            Attempt(name, () =>
            {
                var prices = JsonPrices.Parse(new SourceDocument(bytes, new Uri("http://quotes.example/A.json"), charset), shape, new DateOnly(2026, 11, 26));
                Assert.Equal(prices.Rows.Select(static row => row.Date).Distinct().Order(), prices.Rows.Select(static row => row.Date));
                Assert.All(prices.Rows, static row => Assert.True(row.Close > 0));
                _ = QuoteFigures.Daily("A", prices).Percent;
            });
        }
    }

    private static void Attempt(string name, Action read)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            read();
        }
        catch (SourceFailedException failed)
        {
            Assert.NotEmpty(failed.Reason.Zh);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{name}: {exception.Message}", exception);
        }

        Assert.True(clock.Elapsed < Longest, $"{name} took {clock.Elapsed}");
    }

    private static IEnumerable<(string Name, byte[] Bytes, string? Charset)> Changed(List<(string Name, byte[] Bytes, string? Charset)> documents)
    {
        for (var number = 0; number < Count; number++)
        {
            var random = new Random(number);
            var (name, bytes, charset) = documents[random.Next(documents.Count)];
            List<byte> changed = [.. bytes];
            for (var times = random.Next(1, 6); times > 0; times--)
            {
                Change(changed, random, documents);
            }

            yield return ($"{number}, from {name}", [.. changed], charset);
        }
    }

    private static void Change(List<byte> bytes, Random random, List<(string Name, byte[] Bytes, string? Charset)> documents)
    {
        var at = random.Next(bytes.Count + 1);
        var length = random.Next(Math.Min(bytes.Count - at, 200) + 1);
        switch (random.Next(6))
        {
            case 0:
                bytes.RemoveRange(at, length);
                break;
            case 1:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 4 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            default:
                bytes.InsertRange(at, documents[random.Next(documents.Count)].Bytes.Take(2000));
                break;
        }
    }
}
