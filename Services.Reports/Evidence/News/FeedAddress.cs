using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>The links of feeds: http and https only, absolute, without credentials.</summary>
internal static partial class FeedAddress
{
    private const int MaximumLength = 2000;

    /// <summary>What <paramref name="text"/> leads to from <paramref name="from"/>, or null where that is nothing for a reader.</summary>
    public static Uri? Resolve(string? text, Uri from)
    {
        if (text is null or { Length: > MaximumLength })
        {
            return null;
        }

        // Line ends and tabs are no part of an address (WHATWG URL); ampersands are often escaped twice.
        var address = LineEnds().Replace(text, "").Trim().Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase);
        if (address.Length == 0)
        {
            return null;
        }

        address = address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "http://" + address : address;
        var found = Scheme().IsMatch(address) ? Uri.TryCreate(address, UriKind.Absolute, out var absolute) ? absolute : null
            : Uri.TryCreate(from, address, out var relative) ? relative : null;
        return found is not null && IsWeb(found) && found.AbsoluteUri.Length <= MaximumLength ? found : null;
    }

    /// <summary>Where the links of an element start from: what <c>xml:base</c> says around it, or else <paramref name="start"/>.</summary>
    public static Uri Base(XElement element, Uri start)
    {
        foreach (var outer in element.AncestorsAndSelf().Reverse())
        {
            start = outer.Attribute(XNamespace.Xml + "base") is { } given && Resolve(given.Value, start) is { } inner ? inner : start;
        }

        return start;
    }

    private static bool IsWeb(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0 && uri.Host.Length > 0;

    [GeneratedRegex(@"[\r\n\t]", RegexOptions.CultureInvariant)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.\-]*:", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
