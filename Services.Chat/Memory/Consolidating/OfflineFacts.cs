using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>How the offline model finds facts: sentences in which the user says who they are, what they like or what they are going to do, as they stand.</summary>
internal static class OfflineFacts
{
    private const int Longest = 200;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly char[] Ends = ['.', '!', '。', '！', '；', ';', '\n', '\r'];

    private static readonly (string Kind, Lazy<Regex> Pattern)[] Patterns =
    [
        (FactKind.Note, Of(@"^(?:please\s+)?(?:remember|keep\s+in\s+mind|note)\s+that\s+(?<text>.+)$", "^(?:请)?(?:记住|记得|别忘了|牢记)[:：,，]?(?<text>.+)$")),
        (FactKind.Preference, Of(@"^(?<text>i\s+(?:(?:really|always|usually)\s+)?(?:prefer|like|love|enjoy|hate|dislike|don't\s+like|do\s+not\s+like)\s+.+)$", "^(?<text>我(?:更|很|最|非常|不)?(?:喜欢|爱|偏好|讨厌|习惯).+)$")),
        (FactKind.Person, Of(@"^(?<text>(?:i\s+am|i'm|my\s+name\s+is|call\s+me|i\s+live|i\s+work)\s+.+)$", "^(?<text>我(?:是|叫|姓|住在|住|在.{1,30}(?:工作|上班|上学)|的名字).+)$")),
        (FactKind.Plan, Of(@"^(?<text>i\s+(?:plan|intend|have\s+decided|decided)\s+to\s+.+)$", "^(?<text>我(?:计划|打算|决定).+)$")),
    ];

    public static OfflineTextSkill Skill { get; } = new(static request => request.StartsWith(FactQuestion.Head, StringComparison.Ordinal), Write);

    private static string Write(string request) =>
        JsonSerializer.Serialize(new { facts = request.Split('\n').SelectMany(Facts).Take(FactAnswer.Most) }, Plain);

    private static IEnumerable<object> Facts(string line)
    {
        if (!line.StartsWith("{\"message\":", StringComparison.Ordinal))
        {
            return [];
        }

        var said = JsonSerializer.Deserialize<JsonElement>(line);
        var number = said.GetProperty("message").GetInt32();
        return said.GetProperty("role").GetString() != "user" ? [] : Sentences(said.GetProperty("text").GetString()!).Select(Recognise)
            .Where(static found => found.Text.Length > 0).Select(found => (object)new { message = number, kind = found.Kind, text = found.Text });
    }

    private static (string Kind, string Text) Recognise(string sentence)
    {
        foreach (var (kind, pattern) in Patterns)
        {
            if (pattern.Value.Match(sentence) is { Success: true } match)
            {
                return (kind, match.Groups["text"].Value.Trim());
            }
        }

        return (FactKind.Note, "");
    }

    // What is asked is not said.
    private static IEnumerable<string> Sentences(string text)
    {
        var sentence = new StringBuilder();
        foreach (var character in text.Replace('’', '\'').Append('\n'))
        {
            if (character is '?' or '？')
            {
                sentence.Clear();
            }
            else if (Ends.Contains(character))
            {
                if (sentence.ToString().Trim() is { Length: > 0 and <= Longest } whole)
                {
                    yield return whole;
                }

                sentence.Clear();
            }
            else
            {
                sentence.Append(character);
            }
        }
    }

    private static Lazy<Regex> Of(string english, string chinese) => new(() => OfflinePattern.Of($"{english}|{chinese}"));
}
