using System.Globalization;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Corpus;

public sealed class FeedCorpusTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    internal static Dictionary<string, FeedDocument> Documents { get; } = new FeedDocument[][]
    {
        [.. EncodedFeeds.All()], [.. MisnamedFeeds.All()], [.. DatedFeeds.All()], [.. TitledFeeds.All()], [.. LinkedFeeds.All()], [.. DamagedFeeds.All()],
    }.SelectMany(static documents => documents).ToDictionary(static document => document.Name);

    public static TheoryData<string> Names => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_document_gives_the_items_that_a_reader_should_see(string name)
    {
        var document = Documents[name];
        var source = new SourceDocument(document.Bytes, new Uri(FeedDocument.Address), document.Charset is { } charset ? ContentTypeText.Of($"text/xml; charset={charset}").Charset : null);

        if (document.Items is null)
        {
            Assert.StartsWith(document.Says!, Assert.Throws<MalformedFeedException>(() => FeedParser.Parse(source, Now)).Reason.En, StringComparison.Ordinal);
            return;
        }

        var feed = FeedParser.Parse(source, Now);
        Assert.Equal(document.Items, feed.Headlines.Select(static headline => new CorpusItem(headline.Title, headline.Link?.AbsoluteUri, headline.Published?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))));
        Assert.Equal(document.Says is null, feed.Remarks.Count == 0);
        Assert.All(feed.Remarks, remark => Assert.StartsWith(document.Says!, remark.En, StringComparison.Ordinal));
    }

    [Fact]
    public void The_corpus_is_large_and_in_many_encodings() =>
        Assert.True(Documents.Count + PriceCorpusTests.Documents.Count >= 150 && EncodedFeeds.Encodings.Select(static encoding => encoding.Encoding).Distinct().Count() >= 12);
}
