using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Printing;

/// <summary>Dates a PDF by its report, and not by the moment of its printing: the same report is the same octets then, on every replica, and parts of it fit together.</summary>
internal static partial class PdfDates
{
    /// <summary>The same PDF with the dates of its information, of which there are two, at <paramref name="at"/>.</summary>
    public static byte[] Set(byte[] pdf, DateTimeOffset at)
    {
        var date = Encoding.ASCII.GetBytes(at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
        // Latin-1 has a character for each octet: places are the same.
        foreach (Match found in Stamp().Matches(Encoding.Latin1.GetString(pdf)))
        {
            date.CopyTo(pdf, found.Groups[1].Index);
        }

        return pdf;
    }

    [GeneratedRegex(@"/(?:CreationDate|ModDate) \(D:(\d{14})\+00'00'\)", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();
}
