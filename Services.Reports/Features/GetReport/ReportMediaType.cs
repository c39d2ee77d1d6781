using Microsoft.Net.Http.Headers;

namespace Nanobot.Services.Reports.Features.GetReport;

/// <summary>Which of the media types that a report comes in an Accept header prefers (RFC 9110, section 12.5.1).</summary>
internal static class ReportMediaType
{
    public const string Json = "application/json";
    public const string Markdown = "text/markdown";
    public const string Html = "text/html";

    /// <summary>In the order in which the service offers them where the client has no preference.</summary>
    public static IReadOnlyList<string> Offered { get; } = [Json, Markdown, Html];

    /// <summary>The best of <see cref="Offered"/>, or null where none is acceptable.</summary>
    public static string? Choose(IList<MediaTypeHeaderValue> accept)
    {
        if (accept.Count == 0)
        {
            return Json;
        }

        string? best = null;
        var bestQuality = 0.0;
        foreach (var offered in Offered)
        {
            var quality = QualityOf(offered, accept);
            if (quality > bestQuality)
            {
                (best, bestQuality) = (offered, quality);
            }
        }

        return best;
    }

    // The most specific range that matches decides, not the kindest: "text/*, text/html;q=0" excludes html.
    private static double QualityOf(string offered, IList<MediaTypeHeaderValue> accept)
    {
        var type = new MediaTypeHeaderValue(offered);
        var range = accept
            .Where(range => range.MatchesAllTypes || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
                && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(static range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        return range is null ? 0 : range.Quality ?? 1;
    }
}
