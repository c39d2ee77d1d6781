using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>
/// Decides what the offline model says next, from the messages and the tools on offer alone. What it understands is in
/// the skills that the modules registered.
/// </summary>
internal sealed class OfflineConversation(IEnumerable<OfflineToolSkill> tools, IEnumerable<OfflineTextSkill> texts)
{
    private readonly List<OfflineToolSkill> _tools = [.. tools];
    private readonly List<OfflineToolSkill> _bySpecificity = [.. tools.OrderByDescending(static skill => skill.Specificity)];
    private readonly List<OfflineTextSkill> _texts = [.. texts];

    public OfflineReply Reply(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var asked = messages.Select((message, index) => (message, index)).LastOrDefault(static item => item.message.Role == ChatRole.User);
        var request = asked.message?.Text ?? "";
        var offered = options?.ToolMode is NoneChatToolMode
            ? []
            : (options?.Tools ?? []).Select(static tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        if (offered.Count == 0 && _texts.Find(skill => skill.Recognise(request)) is { } text)
        {
            return new OfflineReply(text.Write(request));
        }

        var chinese = OfflineLanguage.IsChinese(request);
        var sinceAsked = messages.Skip(asked.index + 1).SelectMany(static message => message.Contents).ToList();
        var called = messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Count();
        if (sinceAsked.OfType<FunctionResultContent>().LastOrDefault() is { } result)
        {
            var tool = sinceAsked.OfType<FunctionCallContent>().LastOrDefault(call => call.CallId == result.CallId)?.Name ?? "";
            return AfterTool(tool, Text(result.Result), request, chinese, offered, called);
        }

        var onlyTalk = OfflineRequest.IsOnlyTalk(request);
        foreach (var skill in _bySpecificity.Where(skill => offered.Contains(skill.Tool) && !(skill.Acts && onlyTalk)))
        {
            if (skill.Ask(request) is { } question)
            {
                return new OfflineReply(Mark(chinese) + OfflineLanguage.Say(chinese, question.Zh, question.En));
            }

            if (skill.Recognise(request) is { } arguments)
            {
                return Call(new OfflineCall(skill.Tool, arguments), called);
            }
        }

        return new OfflineReply(OfflineSmallTalk.Beginning(request, chinese) + Introduction(offered, chinese));
    }

    private OfflineReply AfterTool(string tool, string text, string request, bool chinese, HashSet<string> offered, int called)
    {
        var skill = _tools.Find(skill => skill.Tool == tool);
        var result = OfflineResult.Of(text, chinese, request);
        return result is { } known && skill?.Next(request, known) is { } next && offered.Contains(next.Tool)
            ? Call(next, called)
            : new OfflineReply(Mark(chinese) + Tell(skill, result, text, chinese));
    }

    private static string Tell(OfflineToolSkill? skill, OfflineResult? result, string text, bool chinese)
    {
        if (result is { } known)
        {
            if (known.Json.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            {
                var message = known.Of(error).Text("message");
                return known.Say($"没有成功：{message}", $"That did not work: {message}");
            }

            if (skill?.Tell(known) is { } words)
            {
                return words;
            }
        }

        return OfflineLanguage.Say(chinese, $"工具返回：\n\n{text}", $"The tool returned:\n\n{text}");
    }

    private static OfflineReply Call(OfflineCall call, int called) =>
        new("", new FunctionCallContent($"offline-{called + 1}", call.Tool, call.Arguments));

    private string Introduction(HashSet<string> offered, bool chinese)
    {
        var examples = _tools.Where(skill => offered.Contains(skill.Tool)).SelectMany(static skill => skill.Examples)
            .Select(example => OfflineLanguage.Say(chinese, $"- {example.Zh}", $"- {example.En}"))
            .ToList();
        var about = OfflineLanguage.Say(chinese,
            "我是内置的离线模型：没有配置语言模型，所以不能自由回答。",
            "I am the built-in offline model: no language model is configured, so I cannot answer freely.");
        return examples.Count == 0
            ? about
            : about + OfflineLanguage.Say(chinese, "不过我能办这些事：\n", " I can do these things, though:\n") + string.Join('\n', examples);
    }

    private static string Mark(bool chinese) => OfflineLanguage.Say(chinese, "（离线模型）", "(offline model) ");

    private static string Text(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        _ => JsonSerializer.Serialize(result),
    };
}
