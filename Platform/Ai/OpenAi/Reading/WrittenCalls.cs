using System.Text;
using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// Calls of tools as models write them, left among the words by a server that does not know its model's form:
/// <c>&lt;tool_call&gt;</c>, JSON with <c>name</c> and <c>arguments</c>, <c>&lt;/tool_call&gt;</c>. They are calls only where they are all
/// that the words end with. What may still become that waits; once it cannot, it is words, and so is all that follows.
/// </summary>
/// <param name="offered">The tools on offer.</param>
/// <param name="isTaken">Whether there may be such calls; without, nothing waits.</param>
internal sealed class WrittenCalls(IReadOnlyList<string> offered, bool isTaken)
{
    private const string Begin = "<tool_call>", End = "</tool_call>";
    private readonly StringBuilder _line = new(), _held = new(), _json = new();
    private readonly List<JsonElement> _calls = [];
    private readonly CodeFence _fence = new();
    private Place _place = isTaken ? Place.Words : Place.Over;
    private int _matched, _depth;
    private bool _isInText, _isEscaped;

    private enum Place
    {
        /// <summary>Before the first call.</summary>
        Words,

        /// <summary>In the JSON of a call, or before it.</summary>
        Json,

        /// <summary>Behind that, where the call has to end.</summary>
        End,

        /// <summary>Behind a call, where only another one may begin.</summary>
        Next,

        /// <summary>Behind anything else: all of it is words.</summary>
        Over,
    }

    /// <summary>What is said in <paramref name="part"/> and was held before it.</summary>
    public string Take(string part)
    {
        if (_place == Place.Over)
        {
            return part;
        }

        if (_place == Place.Words && _matched == 0 && !part.AsSpan().ContainsAny(Begin[0], '\n'))
        {
            _line.Append(part);
            return part;
        }

        var said = new StringBuilder();
        for (var i = 0; i < part.Length; i++)
        {
            _place = _place == Place.Words ? Word(part[i], said) : Call(part[i]);
            if (_place == Place.Over)
            {
                return said.Append(Release()).Append(part.AsSpan(i + 1)).ToString();
            }
        }

        return said.ToString();
    }

    /// <summary>At the end of the words: the calls that they ended with, or else the words that were held.</summary>
    /// <param name="isCalled">Whether the server tells of calls itself, beside which these are words.</param>
    public (string Words, IReadOnlyList<JsonElement> Calls) Rest(bool isCalled) =>
        _place == Place.Next && _matched == 0 && !isCalled ? ("", _calls) : (Release(), []);

    private string Release()
    {
        var held = _held.ToString();
        _held.Clear();
        return held;
    }

    private Place Word(char next, StringBuilder said)
    {
        if (next == '\n')
        {
            _fence.Take(_line.ToString());
            _line.Clear();
            _matched = 0;
            said.Append(Release()).Append(next);
            return Place.Words;
        }

        _line.Append(next);
        _held.Append(next);
        _matched = next == Begin[_matched] ? _matched + 1 : next == Begin[0] ? 1 : 0;
        // The beginning of a line, and nothing else, may be the beginning of a call.
        var mayBegin = _matched == _line.Length && !_fence.IsOpen;
        if (_matched == Begin.Length)
        {
            _matched = 0;
            return mayBegin ? Place.Json : Place.Over;
        }

        if (!mayBegin)
        {
            said.Append(Release());
        }

        return Place.Words;
    }

    private Place Call(char next)
    {
        _held.Append(next);
        return _place switch
        {
            Place.Json => Json(next),
            Place.End => Mark(next, End, Place.Next),
            _ => Mark(next, Begin, Place.Json),
        };
    }

    private Place Mark(char next, string mark, Place then)
    {
        if (_matched == 0 && char.IsWhiteSpace(next))
        {
            return _place;
        }

        if (next != mark[_matched])
        {
            return Place.Over;
        }

        _matched = (_matched + 1) % mark.Length;
        return _matched == 0 ? then : _place;
    }

    private Place Json(char next)
    {
        if (_json.Length == 0 && next != '{')
        {
            return char.IsWhiteSpace(next) ? Place.Json : Place.Over;
        }

        _json.Append(next);
        if (_isInText)
        {
            (_isInText, _isEscaped) = (_isEscaped || next != '"', !_isEscaped && next == '\\');
            return Place.Json;
        }

        _isInText = next == '"';
        _depth += next is '{' or '[' ? 1 : next is '}' or ']' ? -1 : 0;
        return _depth > 0 ? Place.Json : Keep() ? Place.End : Place.Over;
    }

    private bool Keep()
    {
        var call = Parsed(_json.ToString());
        _json.Clear();
        _calls.Add(call);
        return call.Member("name") is { ValueKind: JsonValueKind.String } name && offered.Contains(ToolNames.Of(name.Text() ?? "", offered))
            && (IsObject(call.Member("arguments")) || IsObject(Parsed(call.Member("arguments").Text() ?? "")))
            // That is where calls in their own place have their name.
            && call.Member("function").ValueKind == JsonValueKind.Undefined;
    }

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static JsonElement Parsed(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            // None of ours: words.
            return default;
        }
    }
}
