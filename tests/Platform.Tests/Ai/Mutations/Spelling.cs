using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>How a variant is written: line ends, fields, marks, and the order of members.</summary>
internal sealed class Spelling
{
    public string LineEnd { get; set; } = "\n";

    public string Field { get; set; } = "data: ";

    public bool Mark { get; set; }

    public bool Comments { get; set; }

    public bool Types { get; set; }

    public bool SeveralLines { get; set; }

    public bool EndsAtOnce { get; set; }

    public bool Done { get; set; } = true;

    /// <summary>Whether a whole answer comes as the one event of a stream.</summary>
    public bool WholeAsEvent { get; set; }

    public bool Shuffles { get; set; }

    public bool Doubles { get; set; }

    /// <summary>Whether there are numbers that are none, as servers write them that know no better.</summary>
    public bool NoNumbers { get; set; }

    public string ContentType { get; set; } = "text/event-stream";

    /// <summary>How the bytes are coded; null for not at all.</summary>
    public string? Coding { get; set; }

    public string? CodingHeader { get; set; }

    public byte[] Code(byte[] bytes)
    {
        var coded = new MemoryStream();
        using (Stream coder = Coding switch
        {
            "gzip" => new GZipStream(coded, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(coded, CompressionLevel.Fastest),
            "br" => new BrotliStream(coded, CompressionLevel.Fastest),
            _ => coded,
        })
        {
            coder.Write(bytes);
        }

        return coded.ToArray();
    }

    public string Write(IReadOnlyList<JsonObject> events, bool isWhole, Random random)
    {
        var text = new StringBuilder(Mark ? "\uFEFF" : "");
        if (isWhole && !WholeAsEvent)
        {
            Event(text, events[0], random, true);
            return text.ToString();
        }

        foreach (var item in events)
        {
            text.Append(Comments && random.Next(2) == 0 ? ": keep-alive\n\n" : "").Append(Types ? "event: message\nid: 1\n" : "");
            text.Append(Field);
            Event(text, item, random, false);
            text.Append("\n\n");
        }

        text.Append(Done ? $"{Field}[DONE]\n\n" : "");
        return (EndsAtOnce ? text.ToString().TrimEnd('\n') : text.ToString()).Replace("\n", LineEnd, StringComparison.Ordinal);
    }

    private void Event(StringBuilder text, JsonObject item, Random random, bool isBody)
    {
        var start = text.Length;
        Json(text, item, random, isBody);
        if (NoNumbers)
        {
            text.Insert(start + 1, "\"x_logprobs\":[-Infinity, NaN],");
        }
    }

    private void Json(StringBuilder text, JsonNode? node, Random random, bool isBody)
    {
        switch (node)
        {
            case JsonObject members:
                List<KeyValuePair<string, JsonNode?>> all = [.. members];
                all.AddRange(Doubles ? all.Where(_ => random.Next(4) == 0).ToList() : []);
                KeyValuePair<string, JsonNode?>[] ordered = [.. all];
                if (Shuffles)
                {
                    random.Shuffle(ordered);
                }

                List(text, '{', '}', ordered, isBody, member =>
                {
                    Text(text, member.Key);
                    text.Append(SeveralLines ? ": " : ":");
                    Json(text, member.Value, random, isBody);
                });
                break;
            case JsonArray items:
                List(text, '[', ']', [.. items], isBody, item => Json(text, item, random, isBody));
                break;
            case JsonValue value when value.TryGetValue<string>(out var words):
                Text(text, words);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private void List<T>(StringBuilder text, char open, char close, IReadOnlyList<T> items, bool isBody, Action<T> write)
    {
        var pause = !SeveralLines ? "" : isBody ? "\n " : "\n" + Field;
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i > 0 ? "," : "").Append(pause);
            write(items[i]);
        }

        text.Append(items.Count > 0 ? pause : "").Append(close);
    }

    // Halves of pairs as escapes, as a server writes them that counts in UTF-16.
    private static void Text(StringBuilder text, string words)
    {
        text.Append('"');
        for (var i = 0; i < words.Length; i++)
        {
            var character = words[i];
            var isPair = char.IsHighSurrogate(character) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]);
            if (isPair)
            {
                text.Append(words, i++, 2);
            }
            else if (char.IsSurrogate(character) || character is < ' ' or '"' or '\\')
            {
                text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
    }
}
