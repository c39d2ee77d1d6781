using System.Text;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>What a reader of feeds could not tell or passed over is said once a feed, with how many items it concerns.</summary>
public sealed class FeedRemarkTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string?, string?> Feeds => new()
    {
        { Rss(Item("03/04/2026")), "1 date cannot be told", "1 条日期无法确定" },
        { Rss(Item("03/04/2026"), Item("31 Feb 2026"), Item("2026-11-24")), "2 dates cannot be told", "2 条日期无法确定" },
        { Atom("<updated>03.04.2026</updated>"), "1 date cannot be told", "1 条日期无法确定" },
        { Json("""{"title":"t","date_published":"03/04/2026"}"""), "1 date cannot be told", "1 条日期无法确定" },
        { Json("""{"title":"t","date_published":{"a":1}}"""), "1 date cannot be told", "1 条日期无法确定" },
        // Another date of the item says it, or it says that it has none.
        { Atom("<published>03.04.2026</published><updated>2026-04-03T09:00:00Z</updated>"), null, null },
        { Rss(Item("")), null, null },
        { Rss(Item("0001-01-01T00:00:00Z")), null, null },
        { Rss(Item("0000-00-00 00:00:00")), null, null },
        { Json("""{"title":"t","date_published":null}"""), null, null },
        { Rss("<item><title>t</title></item>"), null, null },
        { Rss("<item><link>http://news.example/a</link></item>", Item("2026-11-24")), "1 without a title or text left out", "1 条没有标题和正文，已略过" },
        { Rss("<item/>", "<item><title> </title></item>", "<item><description>&lt;img src=x&gt;</description></item>"), "3 without a title or text left out", "3 条没有标题和正文，已略过" },
        { Json("""null,7,[],{"title":"t"}"""), "3 without a title or text left out", "3 条没有标题和正文，已略过" },
        { Rss(Item("2026-11-27"), Item("2062-01-01", "b")), "2 dated in the future stand last", "2 条日期在未来，排在最后" },
        { Rss(Item("2026-11-26T00:10:00Z")), null, null },
        { Rss("<item><guid>0</guid><title>a</title></item>", "<item><guid>0</guid><title>b</title></item>", "<item><guid>0</guid><title>c</title></item>"), "2 with the id or link of another left out", "2 条与另一条的编号或链接相同，已略过" },
        { Rss("<item><link>/</link><title>a</title></item>", "<item><link>/</link><title>b</title></item>"), "1 with the id or link of another left out", "1 条与另一条的编号或链接相同，已略过" },
        { Rss(Item("2062-01-01")), "1 dated in the future stands last", "1 条日期在未来，排在最后" },
        { Rss("<item><guid>0</guid><title>a</title></item>", "<item><guid>0</guid><title>a</title></item>"), null, null },
        { Rss(string.Concat(Enumerable.Range(0, 102).Select(static i => $"<item><title>t{i}</title></item>"))), "the newest 100 of 102", "共 102 条，取最新 100 条" },
        { Rss(string.Concat(Enumerable.Range(0, 100).Select(static i => $"<item><title>t{i}</title></item>"))), null, null },
    };

    [Theory]
    [MemberData(nameof(Feeds))]
    public void What_could_not_be_told_is_said(string document, string? en, string? zh)
    {
        var remarks = FeedParser.Parse(new SourceDocument(Encoding.UTF8.GetBytes(document), new Uri("http://feeds.example/feed"), null), Now).Remarks;

        Assert.Equal(en is null ? [] : [new Wording(zh!, en)], remarks);
    }

    [Fact]
    public void Each_is_said_beside_what_was_put_up_with() =>
        Assert.Equal(["not well-formed XML (line 1), read as far as it makes sense", "1 date cannot be told", "1 without a title or text left out"],
            FeedParser.Parse(new SourceDocument(Encoding.UTF8.GetBytes("<rss><channel><item/><item><title>a & b</title><pubDate>03/04/2026</pubDate></item>"), new Uri("http://feeds.example/feed"), null), Now)
                .Remarks.Select(static remark => remark.En));

    private static string Rss(params string[] items) => $"<rss version=\"2.0\"><channel><title>Sample</title>{string.Concat(items)}</channel></rss>";

    private static string Item(string date, string title = "t") => $"<item><title>{title} {date}</title><pubDate>{date}</pubDate></item>";

    private static string Atom(string dates) => $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Sample</title><entry><id>a</id><title>t</title>{dates}</entry></feed>";

    private static string Json(string items) => $$"""{"version":"https://jsonfeed.org/version/1.1","title":"Sample","items":[{{items}}]}""";
}
