using Microsoft.Extensions.Primitives;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Removes what a client has no business telling: the tenant headers in any spelling (case, underscores, other
/// separators, repetitions), and addresses that only a proxy of ours could vouch for (<see cref="TrustedProxies"/>; what such a
/// one said has been taken over by then).
/// </summary>
internal static class InboundHeaders
{
    private const int Longest = 16;
    private const string Tenant = "xtenantid";

    /// <summary>Removes them.</summary>
    /// <returns>The tenants that they named in any spelling; default where they named none.</returns>
    public static StringValues Strip(IHeaderDictionary headers)
    {
        List<string>? names = null;
        StringValues tenants = default;
        foreach (var (name, _) in headers)
        {
            if (IsForged(name))
            {
                (names ??= []).Add(name);
            }
        }

        if (names is null)
        {
            return tenants;
        }

        Span<char> letters = stackalloc char[Longest];
        foreach (var name in names)
        {
            if (headers.Remove(name, out var values) && Plain(name, letters) is Tenant)
            {
                tenants = StringValues.Concat(tenants, values);
            }
        }

        return tenants;
    }

    internal static bool IsForged(string name)
    {
        if (name.Length == 0 || (name[0] | 0x20) is not ('x' or 'f'))
        {
            return false;
        }

        Span<char> letters = stackalloc char[Longest];
        var plain = Plain(name, letters);
        return plain.StartsWith("xtenant") || plain is "xuserid" or "xuser" or "xrealip" or "forwarded" || plain.StartsWith("xforwarded") || plain.StartsWith("xoriginal");
    }

    // What proxies and frameworks that take one separator for another leave of a name, as far as it matters here.
    private static ReadOnlySpan<char> Plain(string name, Span<char> letters)
    {
        var count = 0;
        foreach (var character in name)
        {
            if (count < letters.Length && char.IsAsciiLetterOrDigit(character))
            {
                letters[count++] = char.ToLowerInvariant(character);
            }
        }

        return letters[..count];
    }
}
