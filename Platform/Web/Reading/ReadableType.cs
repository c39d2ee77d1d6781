namespace Nanobot.Platform.Web.Reading;

/// <summary>The types of documents that are read.</summary>
internal static class ReadableType
{
    private static readonly string[] Html = ["text/html", "application/xhtml+xml"];

    // Without a type it may be text, which its octets show.
    private static readonly string[] Plain = ["", "text/plain", "text/markdown", "text/x-markdown", "text/csv", "application/json", "text/json"];

    public static bool Has(string mediaType) => IsHtml(mediaType) || Plain.Contains(mediaType) || mediaType.EndsWith("+json", StringComparison.Ordinal);

    public static bool IsHtml(string mediaType) => Html.Contains(mediaType);
}
