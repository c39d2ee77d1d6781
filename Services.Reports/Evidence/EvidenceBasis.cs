using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>Tells whether two reports rest on the same: a report that is made twice on one day has nothing new in it, and is the same question to the model.</summary>
/// <param name="Hash">SHA-256 over closes and headlines.</param>
internal sealed record EvidenceBasis(string Hash)
{
    public static EvidenceBasis Of(IEnumerable<QuoteFigures> quotes, IEnumerable<Headline> headlines)
    {
        var basis = new StringBuilder();
        foreach (var quote in quotes)
        {
            basis.Append(quote.Symbol).Append(' ').Append(quote.Date.DayNumber).Append(' ').Append(quote.Close.ToString("G29", CultureInfo.InvariantCulture)).Append('\n');
        }

        foreach (var headline in headlines)
        {
            basis.Append(headline.Title).Append(' ').Append(headline.Link?.AbsoluteUri).Append('\n');
        }

        return new EvidenceBasis(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(basis.ToString()))));
    }
}
