using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// Reads ill-formed XML in one pass without ever failing but for its depth. Tags that are not closed end where what they
/// stand in ends, or where the next item or field of a feed begins; end tags of nothing, and what follows the last one,
/// are passed over; a field that the end of the document cuts is left out.
/// </summary>
internal sealed class LenientXml(string text)
{
    private readonly LenientTree _tree = new();
    private readonly StringBuilder _content = new();
    private int _at;

    public XElement Read()
    {
        while (_at < text.Length && !_tree.IsClosed)
        {
            var next = text.IndexOf('<', _at);
            Text(next < 0 ? text.Length : next);
            if (next >= 0)
            {
                Markup();
            }
        }

        Flush();
        return _tree.End();
    }

    private bool Is(string mark) => string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0;

    private void Markup()
    {
        if (Is("<!--"))
        {
            _at = After("-->");
        }
        else if (Is("<![CDATA["))
        {
            var start = _at + "<![CDATA[".Length;
            _at = After("]]>");
            var whole = text.AsSpan(start, _at - start);
            Characters(whole.EndsWith("]]>") ? whole[..^3] : whole);
        }
        else if (Is("<?") || Is("<!"))
        {
            _at = After(">");
        }
        else if (Is("</"))
        {
            EndTag();
        }
        else if (_at + 1 < text.Length && (char.IsLetter(text[_at + 1]) || text[_at + 1] == '_'))
        {
            Flush();
            (var tag, _at) = LenientTag.Read(text, _at + 1);
            _tree.Open(tag);
        }
        else
        {
            _content.Append('<');
            _at++;
        }
    }

    private void EndTag()
    {
        var end = text.AsSpan(_at + 2).IndexOfAny('>', '<') is >= 0 and var length ? _at + 2 + length : text.Length;
        var name = text[(_at + 2)..end].Trim();
        Flush();
        _tree.Close(name);
        _at = end < text.Length && text[end] == '>' ? end + 1 : end;
    }

    private void Text(int end)
    {
        while (_at < end)
        {
            var ampersand = text.IndexOf('&', _at, end - _at);
            Characters(text.AsSpan(_at, (ampersand < 0 ? end : ampersand) - _at));
            _at = ampersand < 0 ? end : XmlReference.Append(text, ampersand, end, _content);
        }
    }

    // Characters that XML does not have are what most often makes a feed ill-formed.
    private void Characters(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            if (XmlConvert.IsXmlChar(character) || char.IsSurrogate(character))
            {
                _content.Append(character);
            }
        }
    }

    private void Flush()
    {
        _tree.Add(_content.ToString());
        _content.Clear();
    }

    private int After(string end) => text.IndexOf(end, _at, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : text.Length;
}
