using System.Buffers;
using System.Globalization;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// Which headers somebody may have sent along to an address of their own: none that say how the request is to be read, where it goes or who asks, which are HTTP's and the suite's.
/// </summary>
public static class FurtherHeaders
{
    private const int LongestName = 64;
    private const int LongestValue = 1024;

    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "Date", "Via", "Forwarded", "Cookie", "Set-Cookie", "Range",
        "X-Real-IP", "traceparent", "tracestate", "baggage",
    };

    private static readonly string[] RefusedBeginnings = ["Content-", "Accept", "Proxy-", "If-", "X-Tenant-", "X-Forwarded-", "X-HTTP-Method", "Sec-", "Access-Control-"];

    /// <summary>Adds what is wrong with them.</summary>
    /// <param name="headers">The headers, by name.</param>
    /// <param name="field">The wire name of the member that has them.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="isTaken">Whether whoever sends them sets one of that name itself.</param>
    /// <param name="taken">Which these are, for whoever reads why.</param>
    /// <param name="errors">Where to.</param>
    public static void Check(IReadOnlyDictionary<string, string?> headers, string field, int most, Func<string, bool> isTaken, string taken, ValidationErrors errors)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(errors);
        errors.Require(headers.Count <= most, field, string.Create(CultureInfo.InvariantCulture, $"must be {most} at most"))
            .Require(headers.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == headers.Count, field, "must not have a name twice");
        errors.Require(headers.Keys.All(IsName), field, "must have names of 1 to 64 characters that HTTP allows in them")
            .Require(!headers.Keys.Any(name => IsRefused(name) || isTaken(name)), field,
                $"must not set what is HTTP's or the suite's own: Host, cookies, what tells of the body, the connection, the way or the tenant; nor {taken}")
            .Require(headers.Values.All(IsValue), field, "must have values of 1 to 1024 visible characters of ASCII, with blanks only within");
    }

    private static bool IsRefused(string name) => Refused.Contains(name) || RefusedBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(Token);

    private static bool IsValue(string? value) => value is { Length: > 0 and <= LongestValue } && value.All(static character => character is >= ' ' and <= '~') && value.Trim() == value;
}
