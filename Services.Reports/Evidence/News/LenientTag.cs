namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A start tag, its quotes and ends taken as they come.</summary>
/// <param name="Name">With its prefix.</param>
/// <param name="Attributes">The first of them, in their order.</param>
/// <param name="IsEmpty">Whether it closes itself.</param>
internal sealed record LenientTag(string Name, IReadOnlyList<(string Name, string Value)> Attributes, bool IsEmpty)
{
    private const int MaximumAttributes = 64;

    /// <param name="text">The document.</param>
    /// <param name="at">Where the tag's name begins.</param>
    public static (LenientTag Tag, int End) Read(string text, int at)
    {
        var name = Word(text, ref at);
        var attributes = new List<(string, string)>();
        while (at < text.Length && text[at] is not ('>' or '<'))
        {
            if (text[at] == '/' && at + 1 < text.Length && text[at + 1] == '>')
            {
                return (new LenientTag(name, attributes, true), at + 2);
            }

            if (char.IsWhiteSpace(text[at]) || text[at] is '/' or '=' or '"' or '\'')
            {
                at++;
                continue;
            }

            var attribute = (Word(text, ref at), Value(text, ref at));
            if (attributes.Count < MaximumAttributes)
            {
                attributes.Add(attribute);
            }
        }

        return (new LenientTag(name, attributes, false), at < text.Length && text[at] == '>' ? at + 1 : at);
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('=' or '>' or '<' or '/' or '"' or '\''))
        {
            at++;
        }

        return text[start..at];
    }

    private static string Value(string text, ref int at)
    {
        var equals = at;
        while (equals < text.Length && char.IsWhiteSpace(text[equals]))
        {
            equals++;
        }

        if (equals == text.Length || text[equals] != '=')
        {
            return "";
        }

        at = equals + 1;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        var start = at;
        if (at < text.Length && text[at] is '"' or '\'' && text.IndexOf(text[at], at + 1) is > 0 and var close)
        {
            at = close + 1;
            return Decoded(text, start + 1, close);
        }

        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '<') && !(text[at] == '/' && at + 1 < text.Length && text[at + 1] == '>'))
        {
            at++;
        }

        return Decoded(text, start, at).Trim('"', '\'');
    }

    private static string Decoded(string text, int at, int end)
    {
        var value = new System.Text.StringBuilder(end - at);
        while (at < end)
        {
            if (text[at] == '&')
            {
                at = XmlReference.Append(text, at, end, value);
            }
            else
            {
                value.Append(text[at++]);
            }
        }

        return value.ToString();
    }
}
