using System.Text;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>Every dialect in every encoding, which the header, a mark or the declaration names in turn.</summary>
internal static class EncodedFeeds
{
    /// <summary>Names as they stand in feeds, with the encoding that is meant and a sentence that it can write.</summary>
    public static IReadOnlyList<(string Label, string Encoding, string Title)> Encodings { get; } =
    [
        ("UTF-8", "utf-8", "Kupfer fällt, 铜价下跌 🧑‍🚀"), ("utf-16le", "utf-16", "Рубль вырос, 卢布上涨"), ("UTF-16BE", "utf-16BE", "Ρωσία: άνοδος"),
        ("gb2312", "gb18030", "苹果公司股价上涨"), ("GBK", "gb18030", "朱镕基谈市场"), ("Big5", "big5", "台積電股價上漲"), ("Shift_JIS", "shift_jis", "東京株価が上昇"),
        ("EUC-KR", "euc-kr", "코스피 상승"), ("EUC-JP", "euc-jp", "日経平均が下落"), ("windows-1251", "windows-1251", "Рубль вырос"), ("KOI8-R", "koi8-r", "Нефть дешевеет"),
        ("windows-1252", "windows-1252", "L’élan des marchés – 5 €"), ("ISO-8859-1", "windows-1252", "Año bueno “según” Müller"), ("ISO-8859-2", "iso-8859-2", "Złoty mocniejszy, koruna slabší"),
        ("windows-1250", "windows-1250", "Žádný růst ‚dnes‘"), ("ISO-8859-7", "iso-8859-7", "Άνοδος στο χρηματιστήριο"), ("windows-1254", "windows-1254", "İstanbul’da yükseliş"), ("windows-1256", "windows-1256", "ارتفاع الأسهم"),
    ];

    public static IEnumerable<FeedDocument> All()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var dialects = Dialects.All.ToList();
        for (var i = 0; i < Encodings.Count; i++)
        {
            var (label, name, title) = Encodings[i];
            // Each encoding in four dialects, so that all meet.
            for (var j = 0; j < 4; j++)
            {
                var (dialect, write) = dialects[((i * 4) + j) % dialects.Count];
                yield return Document(label, Encoding.GetEncoding(name), title, dialect, write, (i + j) % 3);
            }
        }
    }

    private static FeedDocument Document(string label, Encoding encoding, string title, string dialect, Func<IReadOnlyList<CorpusItem>, string> write, int by)
    {
        CorpusItem[] items = [new(title, "http://news.example/a", "2026-11-24T09:00:00Z"), new("Second & last <of> these", "http://news.example/b?x=1&y=2", "2026-11-23T09:00:00Z")];
        var isJson = dialect.StartsWith("JSON", StringComparison.Ordinal);
        var hasMark = encoding.GetPreamble().Length > 0;
        var byDeclaration = by == 0 && !isJson && !label.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase);
        var byMark = by == 1 && hasMark;
        // A declaration of another encoding stands behind a mark and behind the header.
        var declaration = isJson ? "" : byDeclaration ? $"<?xml version='1.0' encoding='{label}'?>\n" : byMark || by == 2 ? "<?xml version=\"1.0\" encoding=\"iso-8859-5\"?>\n" : "<?xml version=\"1.0\"?>\n";
        var text = encoding.GetBytes(declaration + write(items));
        return new FeedDocument($"{dialect} in {label} by {(byDeclaration ? "declaration" : byMark ? "mark" : "header")}",
            byMark ? [.. encoding.GetPreamble(), .. text] : text,
            byDeclaration ? null : byMark ? "iso-8859-5" : by == 2 ? $"\"{label.ToUpperInvariant()}\"" : label,
            Dialects.AsShown(dialect, items));
    }
}
