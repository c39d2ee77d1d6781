using System.Globalization;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Corpus;

public sealed class PriceCorpusTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    internal static Dictionary<string, PriceDocument> Documents { get; } = PriceForms.All().Concat(OddPrices.All()).Concat(PriceHeaders.All()).Concat(PriceSpellings.All()).ToDictionary(static document => document.Name);

    public static TheoryData<string> Names => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_price_file_gives_the_days_that_it_has_and_no_others(string name)
    {
        var document = Documents[name];
        var source = new SourceDocument(document.Bytes, new Uri("http://quotes.example/A.csv"), document.Charset, document.IsCutOff);

        if (document.Days is null)
        {
            Assert.StartsWith(document.Says!, Assert.Throws<MalformedQuotesException>(() => PriceFile.Parse(source, Today)).Reason.En, StringComparison.Ordinal);
            return;
        }

        var prices = PriceFile.Parse(source, Today);
        Assert.Equal(document.Days, prices.Rows.Select(static row => string.Create(CultureInfo.InvariantCulture,
            $"{row.Date:yyyy-MM-dd} {row.Close.ToString("0.0#########", CultureInfo.InvariantCulture)} {Shown(row.Low)} {Shown(row.High)} {row.Volume?.ToString(CultureInfo.InvariantCulture) ?? "–"}")), new SameNumbers());
        Assert.Equal(document.Says is null ? [] : [document.Says], prices.Remarks.Select(static remark => remark.En));
    }

    private static string Shown(decimal? price) => price?.ToString("0.0#########", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>Field by field, numbers by their values.</summary>
    private sealed class SameNumbers : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => Values(x!).SequenceEqual(Values(y!));

        public int GetHashCode(string obj) => 0;

        private static IEnumerable<string> Values(string line) => line.Split(' ').Select(static field =>
            decimal.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value.ToString("0.##########", CultureInfo.InvariantCulture) : field);
    }
}
