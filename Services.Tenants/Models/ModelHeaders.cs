using System.Buffers;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Models;

/// <summary>
/// Which headers a model's server may be sent beside the suite's own: none that say how the request is to be read, where it goes or who asks, which are HTTP's and the suite's.
/// </summary>
internal static class ModelHeaders
{
    private const int Most = 16;
    private const int LongestName = 64;
    private const int LongestValue = 1024;

    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Authorization", "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "Date", "Via", "Forwarded", "Cookie", "Set-Cookie", "Range",
        "X-Client-Request-Id", "X-Real-IP", "traceparent", "tracestate", "baggage",
    };

    private static readonly string[] RefusedBeginnings = ["Content-", "Accept", "Proxy-", "If-", "X-Tenant-", "X-Forwarded-", "X-HTTP-Method", "Sec-", "Access-Control-"];

    /// <summary>Adds what is wrong with them.</summary>
    public static void Check(IReadOnlyDictionary<string, string?> headers, ValidationErrors errors)
    {
        errors.Require(headers.Count <= Most, "headers", $"must be {Most} at most")
            .Require(headers.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == headers.Count, "headers", "must not have a name twice");
        foreach (var (name, value) in headers)
        {
            errors.Require(IsName(name), "headers", "must have names of 1 to 64 characters that HTTP allows in them")
                .Require(!IsRefused(name), "headers", "must not set what is HTTP's or the suite's own: Host, Authorization (use key), cookies, what tells of the body, the connection, the way or the tenant")
                .Require(IsValue(value), "headers", "must have values of 1 to 1024 visible characters of ASCII, with blanks only within");
        }
    }

    private static bool IsRefused(string name) => Refused.Contains(name) || RefusedBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(Token);

    private static bool IsValue(string? value) => value is { Length: > 0 and <= LongestValue } && value.All(static character => character is >= ' ' and <= '~') && value.Trim() == value;
}
