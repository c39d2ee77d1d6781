namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Removes what a client has no business telling: the tenant headers in any spelling (case, underscores, other
/// separators, repetitions), and addresses that only a proxy of ours could vouch for (<see cref="TrustedProxies"/>; what such a
/// one said has been taken over by then).
/// </summary>
internal static class InboundHeaders
{
    public static void Strip(IHeaderDictionary headers)
    {
        List<string>? names = null;
        foreach (var (name, _) in headers)
        {
            if (IsForged(name))
            {
                (names ??= []).Add(name);
            }
        }

        foreach (var name in names ?? [])
        {
            headers.Remove(name);
        }
    }

    internal static bool IsForged(string name)
    {
        if (name.Length == 0 || (name[0] | 0x20) is not ('x' or 'f'))
        {
            return false;
        }

        Span<char> letters = stackalloc char[Math.Min(name.Length, 16)];
        var count = 0;
        foreach (var character in name)
        {
            if (count < letters.Length && char.IsAsciiLetterOrDigit(character))
            {
                letters[count++] = char.ToLowerInvariant(character);
            }
        }

        ReadOnlySpan<char> plain = letters[..count];
        return plain.StartsWith("xtenant") || plain is "xuserid" or "xuser" or "xrealip" or "forwarded" || plain.StartsWith("xforwarded") || plain.StartsWith("xoriginal");
    }
}
