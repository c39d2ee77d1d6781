using System.Text;

namespace Nanobot.ServiceDefaults.Http.Headers;

/// <summary>
/// Takes parameters that say nothing out of a header's value, <c>a/b;;q=1</c> and <c>a/b; ;</c>: they are permitted (RFC 9110, 5.6.6), and unknown to
/// the framework.
/// </summary>
internal static class EmptyParameters
{
    /// <summary>The value without them; itself where there are none.</summary>
    public static string Drop(string value)
    {
        if (!MayHave(value))
        {
            return value;
        }

        var kept = new StringBuilder(value.Length);
        var (quoted, pending) = (false, -1);
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (!quoted && character == ';')
            {
                pending = pending < 0 ? kept.Length : pending;
                kept.Length = pending;
                kept.Append(';');
            }
            else if (pending >= 0 && character is ' ' or '\t')
            {
                kept.Append(character);
            }
            else
            {
                if (pending >= 0 && character == ',')
                {
                    kept.Length = pending;
                }

                pending = -1;
                quoted ^= character == '"';
                kept.Append(character);
                if (quoted && character == '\\' && i + 1 < value.Length)
                {
                    kept.Append(value[++i]);
                }
            }
        }

        kept.Length = pending < 0 ? kept.Length : pending;
        return kept.ToString();
    }

    private static bool MayHave(ReadOnlySpan<char> value)
    {
        while (value.IndexOf(';') is >= 0 and var at)
        {
            value = value[(at + 1)..].TrimStart(" \t");
            if (value.Length == 0 || value[0] is ';' or ',')
            {
                return true;
            }
        }

        return false;
    }
}
