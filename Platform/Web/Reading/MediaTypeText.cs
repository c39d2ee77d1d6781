using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Nanobot.Platform.Web.Reading;

/// <summary>A <c>Content-Type</c> as servers write it: a slip in one parameter does not cost the rest.</summary>
internal sealed partial record MediaTypeText(string MediaType, string? Charset)
{
    public static MediaTypeText Of(HttpContentHeaders headers) => Of(headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "");

    public static MediaTypeText Of(string text) => new(
        text.Split(';', ',')[0].Trim().ToLowerInvariant(), CharsetParameter().Match(text) is { Success: true } match ? match.Groups["name"].Value : null);

    [GeneratedRegex(@"[;,\s]charset\s*=\s*[""']?\s*(?<name>[^\s""';,]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharsetParameter();
}
