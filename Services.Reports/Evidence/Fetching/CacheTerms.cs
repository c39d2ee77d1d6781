using System.Net.Http.Headers;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>How long an answer may be used, as its server has it (RFC 9111, RFC 5861), within the installation's bounds.</summary>
/// <param name="IsKept">Whether it may be stored.</param>
/// <param name="FreshFor">For how long it is used without asking.</param>
/// <param name="StaleFor">For how long after that it is better than nothing, where the source cannot be read.</param>
internal sealed record CacheTerms(bool IsKept, TimeSpan FreshFor, TimeSpan StaleFor)
{
    public static CacheTerms Of(HttpResponseMessage response, SourceCacheOptions bounds, DateTimeOffset now)
    {
        var said = response.Headers.CacheControl ?? new CacheControlHeaderValue();
        var asked = said.NoStore || said.NoCache ? TimeSpan.Zero
            : (said.SharedMaxAge ?? said.MaxAge) is { } age ? age - (response.Headers.Age ?? TimeSpan.Zero)
            : response.Content.Headers.Expires is { } until ? until - (response.Headers.Date ?? now)
            : bounds.Usual;
        var stale = said.MustRevalidate || said.ProxyRevalidate || said.NoStore ? TimeSpan.Zero : StaleIfError(said) ?? bounds.Stale;
        return new CacheTerms(!said.NoStore, Clamp(asked, bounds.Least, bounds.Most), Clamp(stale, TimeSpan.Zero, bounds.Stale));
    }

    private static TimeSpan? StaleIfError(CacheControlHeaderValue said) =>
        said.Extensions.FirstOrDefault(static extension => extension.Name.Equals("stale-if-error", StringComparison.OrdinalIgnoreCase)) is { Value: { } value }
            && uint.TryParse(value.Trim('"'), out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
