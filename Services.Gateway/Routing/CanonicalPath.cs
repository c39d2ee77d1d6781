namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Whether a request target names its path in the one plain way. Servers, proxies and URL parsers disagree about dot
/// segments, empty segments and what is encoded twice; a path that two of them could read differently is not forwarded.
/// </summary>
internal static class CanonicalPath
{
    public static bool IsCanonical(ReadOnlySpan<char> target)
    {
        var path = PathOf(target);
        if (path.Length == 0 || path[0] != '/')
        {
            return false;
        }

        foreach (var range in path[1..].Split('/'))
        {
            var segment = path[1..][range];
            var last = range.End.GetOffset(path.Length - 1) == path.Length - 1;
            if ((segment.Length == 0 && !last) || segment is "." or ".." || HasAmbiguousText(segment))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The path of an origin-form or absolute-form target (RFC 9112, 3.2), without its query.</summary>
    private static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> target)
    {
        if (target.IndexOfAny('?', '#') is >= 0 and var end)
        {
            target = target[..end];
        }

        if (target.Length > 0 && target[0] != '/' && target.IndexOf("://") is > 0 and var scheme)
        {
            var rest = target[(scheme + 3)..];
            return rest.IndexOf('/') is >= 0 and var slash ? rest[slash..] : "/";
        }

        return target;
    }

    private static bool HasAmbiguousText(ReadOnlySpan<char> segment)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] is '\\' or < ' ' or '\u007f')
            {
                return true;
            }

            if (segment[i] == '%' && (Octet(segment[(i + 1)..]) is not { } octet || IsAmbiguous(octet, segment[(i + 3)..])))
            {
                return true;
            }
        }

        return false;
    }

    // An encoded dot, slash, backslash or control character, or an escape that is itself escaped.
    private static bool IsAmbiguous(int octet, ReadOnlySpan<char> rest) =>
        octet is '.' or '/' or '\\' or < ' ' or 0x7f || (octet == '%' && Octet(rest) is not null);

    private static int? Octet(ReadOnlySpan<char> text) =>
        text.Length >= 2 && char.IsAsciiHexDigit(text[0]) && char.IsAsciiHexDigit(text[1])
            ? (Convert.FromHexString(text[..2])[0])
            : null;
}
