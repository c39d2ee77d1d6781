using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A <c>Content-Type</c> as servers write it: quotes, letter case and spaces do not matter, and a slip in one parameter does not cost the rest.</summary>
internal sealed partial record ContentTypeText(string MediaType, string? Charset)
{
    public static ContentTypeText Of(HttpContentHeaders headers) =>
        Of(headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "");

    public static ContentTypeText Of(string text) => new(
        text.Split(';', ',')[0].Trim(),
        CharsetParameter().Match(text) is { Success: true } match ? match.Groups["name"].Value : null);

    [GeneratedRegex(@"[;,\s]charset\s*=\s*[""']?\s*(?<name>[^\s""';,]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharsetParameter();
}
