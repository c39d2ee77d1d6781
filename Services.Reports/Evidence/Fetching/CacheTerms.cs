using System.Net.Http.Headers;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>How long an answer may be used, as its server has it (RFC 9111, RFC 5861), within the installation's bounds.</summary>
/// <param name="IsKept">Whether it may be stored.</param>
/// <param name="FreshFor">For how long it is used without asking.</param>
/// <param name="StaleFor">For how long after that it is better than nothing, where the source cannot be read.</param>
/// <param name="IsTermed">Whether its server, or the installation for that source, says for how long it is fresh; else that is a guess, which whoever asks now does not live with.</param>
internal sealed record CacheTerms(bool IsKept, TimeSpan FreshFor, TimeSpan StaleFor, bool IsTermed)
{
    public static CacheTerms Of(HttpResponseMessage response, SourceCacheOptions bounds, TimeSpan? usual, DateTimeOffset now)
    {
        var said = response.Headers.CacheControl ?? new CacheControlHeaderValue();
        var termed = said.NoStore || said.NoCache ? TimeSpan.Zero
            : (said.SharedMaxAge ?? said.MaxAge) is { } age ? age - (response.Headers.Age ?? TimeSpan.Zero)
            : response.Content.Headers.Expires is { } until ? until - (response.Headers.Date ?? now)
            : usual;
        var stale = said.MustRevalidate || said.ProxyRevalidate || said.NoStore ? TimeSpan.Zero : StaleIfError(said) ?? bounds.Stale;
        return new CacheTerms(!said.NoStore, Clamp(termed ?? bounds.Usual, bounds.Least, usual > bounds.Most ? usual.Value : bounds.Most), Clamp(stale, TimeSpan.Zero, bounds.Stale), termed > TimeSpan.Zero);
    }

    private static TimeSpan? StaleIfError(CacheControlHeaderValue said) =>
        said.Extensions.FirstOrDefault(static extension => extension.Name.Equals("stale-if-error", StringComparison.OrdinalIgnoreCase)) is { Value: { } value }
            && uint.TryParse(value.Trim('"'), out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
