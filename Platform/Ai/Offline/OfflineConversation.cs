using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>Decides what the offline model says next, from the messages and the tools on offer alone.</summary>
internal static class OfflineConversation
{
    private static readonly (string Tool, string Zh, string En)[] Examples =
    [
        ("workspace_list", "列出我的文件", "list my files"),
        ("workspace_read", "读取 USER.md", "read USER.md"),
        ("workspace_write", "把你好写入 notes.md", "write notes.md: hello"),
        ("report_request", "生成日报", "create a daily report"),
        ("report_list", "看看最新的报告", "show my last report"),
        ("watchlist_get", "我关注什么？", "what do I follow?"),
    ];

    public static OfflineReply Reply(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var asked = messages.Select((message, index) => (message, index)).LastOrDefault(static item => item.message.Role == ChatRole.User);
        var request = asked.message?.Text ?? "";
        var tools = options?.ToolMode is NoneChatToolMode
            ? []
            : (options?.Tools ?? []).Select(static tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        if (tools.Count == 0 && OfflineEvidence.IsAskedFor(request))
        {
            return new OfflineReply(OfflineEvidence.Write(request));
        }

        var chinese = OfflineLanguage.IsChinese(request);
        var sinceAsked = messages.Skip(asked.index + 1).SelectMany(static message => message.Contents).ToList();
        var called = messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Count();
        if (sinceAsked.OfType<FunctionResultContent>().LastOrDefault() is { } result)
        {
            var tool = sinceAsked.OfType<FunctionCallContent>().LastOrDefault(call => call.CallId == result.CallId)?.Name ?? "";
            return AfterTool(tool, Text(result.Result), request, chinese, tools, called);
        }

        foreach (var intent in OfflineIntents.All.Where(intent => tools.Contains(intent.Tool)))
        {
            if (intent.Recognise(request) is { } arguments)
            {
                return Call(intent.Tool, arguments, called);
            }
        }

        return new OfflineReply(Introduction(tools, chinese));
    }

    private static OfflineReply AfterTool(string tool, string result, string request, bool chinese, HashSet<string> tools, int called) =>
        tool == "report_list" && tools.Contains("report_get") && OfflineIntents.WantsNewestReport(request)
            && OfflineToolAnswers.FirstReport(result) is { } newest
            ? Call("report_get", new() { ["report_id"] = newest }, called)
            : new OfflineReply(Prefix(chinese) + OfflineToolAnswers.Tell(tool, result, chinese));

    private static OfflineReply Call(string tool, Dictionary<string, object?> arguments, int called) =>
        new("", new FunctionCallContent($"offline-{called + 1}", tool, arguments));

    private static string Introduction(HashSet<string> tools, bool chinese)
    {
        var examples = Examples.Where(example => tools.Contains(example.Tool))
            .Select(example => OfflineLanguage.Say(chinese, $"- {example.Zh}", $"- {example.En}"))
            .ToList();
        var about = OfflineLanguage.Say(chinese,
            "我是内置的离线模型：没有配置语言模型，所以不能自由回答。",
            "I am the built-in offline model: no language model is configured, so I cannot answer freely.");
        return examples.Count == 0
            ? about
            : about + OfflineLanguage.Say(chinese, "不过我能办这些事：\n", " I can do these things, though:\n") + string.Join('\n', examples);
    }

    private static string Prefix(bool chinese) => OfflineLanguage.Say(chinese, "（离线模型）", "(offline model) ");

    private static string Text(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        _ => JsonSerializer.Serialize(result),
    };
}
