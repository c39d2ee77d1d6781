using System.Text;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>Feeds whose encoding nothing names, or several name differently.</summary>
internal static class MisnamedFeeds
{
    private const string Title = "Öl fällt, 株価は上昇";
    private static readonly CorpusItem[] Shown = [new(Title)];

    public static IEnumerable<FeedDocument> All()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding[] wide = [new UnicodeEncoding(false, false), new UnicodeEncoding(true, false), new UTF32Encoding(false, false), new UTF32Encoding(true, false)];
        foreach (var encoding in wide)
        {
            yield return Of($"{encoding.WebName} that nothing names", encoding.GetBytes(Text(null)), null, Shown);
            yield return Of($"{encoding.WebName} that is declared UTF-8", encoding.GetBytes(Text("utf-8")), "utf-8", Shown);
            yield return Of($"{encoding.WebName} behind an empty line", encoding.GetBytes("\n " + Text(null)), null, Shown);
            yield return Of($"JSON in {encoding.WebName} that nothing names", encoding.GetBytes($"{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{{\"title\":\"{Title}\"}}]}}"), null, Shown);
        }

        foreach (var header in new[] { "iso-8859-1", "us-ascii", "windows-1251" })
        {
            yield return Of($"UTF-8 under a header of {header}", Encoding.UTF8.GetBytes(Text(null)), header, Shown);
        }

        foreach (var header in new[] { "gbk", "shift_jis", "big5" })
        {
            yield return Of($"a declared UTF-8 under a header of {header}", Encoding.UTF8.GetBytes(Text("UTF-8")), header, Shown);
        }

        yield return Of("a mark of UTF-8 under a header of windows-1251", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text("windows-1251"))], "windows-1251", Shown);
        yield return Of("two marks of UTF-8", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text(null))], null, Shown);
        yield return Of("ISO-2022-JP by declaration", Encoding.GetEncoding(50220).GetBytes(Text("ISO-2022-JP", "東京株価が上昇")), null, new CorpusItem("東京株価が上昇"));
        yield return Of("ISO-2022-JP by header under a declared UTF-8", Encoding.GetEncoding(50220).GetBytes(Text("utf-8", "東京株価が上昇")), "iso-2022-jp", new CorpusItem("東京株価が上昇"));
        yield return Of("ISO-8859-15 by declaration", Encoding.GetEncoding(28605).GetBytes(Text("ISO-8859-15", "5 € für ein Œuvre")), null, new CorpusItem("5 € für ein Œuvre"));
        yield return Of("EUC-KR by header above another declaration", Encoding.GetEncoding(949).GetBytes(Text("Shift_JIS", "코스피 상승")), "euc-kr", new CorpusItem("코스피 상승"));
        yield return new FeedDocument("GBK that is declared UTF-8", Encoding.GetEncoding(54936).GetBytes(Text("utf-8", "苹果公司股价上涨，市场看好")), null, null, "its characters are not utf-8");
    }

    private static string Text(string? declared, string title = Title) =>
        $"<?xml version=\"1.0\"{(declared is null ? "" : $" encoding=\"{declared}\"")}?><rss><channel><item><title>{title}</title></item></channel></rss>";

    private static FeedDocument Of(string name, byte[] bytes, string? charset, params CorpusItem[] items) => new(name, bytes, charset, items);
}
