namespace Nanobot.Platform.Ai.Offline;

/// <summary>What a user asks for, without the words around it that ask for nothing.</summary>
public static class OfflineRequest
{
    // Longer ones first, where one begins with another.
    private static readonly string[] Openings =
    [
        "please", "could you", "can you", "would you", "will you", "i would like you to", "i would like to", "i'd like you to", "i'd like to",
        "i want you to", "i want to", "i wanna", "let's", "hello,", "hi,", "hey,", "ok,", "now,", "and",
        "请问", "请你", "请", "麻烦你", "麻烦", "帮我", "帮忙", "能不能", "可不可以", "能否", "可以", "你能", "我想要", "我想", "我要", "我希望", "给我", "你好，", "好的，",
    ];

    private static readonly string[] Closings =
        ["please", "thanks", "thank you", "for me", "可以吗", "好吗", "行吗", "好不好", "谢谢你", "谢谢", "一下", "吧", "吗", "呢", "啊", "呀"];

    private static readonly string[] Refusals = ["don't ", "dont ", "do not ", "never ", "不要", "别", "先别", "不用", "不必", "无需"];

    // These ask for the thing itself, refused or not.
    private static readonly string[] NotRefusals = ["don't forget", "do not forget", "不要忘", "别忘", "别再", "不要再"];

    private static readonly string[] Inquiries =
        ["how do ", "how can ", "how to ", "how would ", "how should ", "why ", "what happens ", "should i ", "did you ", "have you ", "怎么", "怎样", "如何", "为什么", "要不要", "该不该"];

    /// <summary>Without courtesies at the beginning, and without blanks around it.</summary>
    public static string Opened(string request)
    {
        var text = request.Trim().TrimStart('，', '。', ',', '.', '!', '！').TrimStart();
        while (Array.Find(Openings, opening => Begins(text, opening)) is { } opening)
        {
            text = text[opening.Length..].TrimStart(' ', ',', '，', '\t', '\n');
        }

        return text;
    }

    /// <summary>Without courtesies and marks at both ends.</summary>
    public static string Plain(string request)
    {
        var text = TrimEnd(Opened(request));
        while (Array.Find(Closings, closing => Ends(text, closing)) is { } closing)
        {
            text = TrimEnd(text[..^closing.Length]);
        }

        return text;
    }

    /// <summary>
    /// Whether it says that something is not to be done, or asks about it: the words in it that otherwise have something done
    /// do not mean it then.
    /// </summary>
    public static bool IsOnlyTalk(string request)
    {
        var text = Opened(request).Replace('’', '\'');
        return (Array.Exists(Refusals, refusal => Starts(text, refusal)) && !Array.Exists(NotRefusals, other => Starts(text, other)))
            || Array.Exists(Inquiries, inquiry => Starts(text, inquiry));
    }

    private static bool Begins(string text, string opening) => Starts(text, opening)
        && text.Length > opening.Length
        && (!char.IsAsciiLetter(opening[^1]) || !char.IsAsciiLetterOrDigit(text[opening.Length]));

    private static bool Ends(string text, string closing) => text.EndsWith(closing, StringComparison.OrdinalIgnoreCase)
        && text.Length > closing.Length
        && (!char.IsAsciiLetter(closing[0]) || char.IsWhiteSpace(text[^(closing.Length + 1)]) || char.IsPunctuation(text[^(closing.Length + 1)]));

    private static bool Starts(string text, string words) => text.StartsWith(words, StringComparison.OrdinalIgnoreCase);

    private static string TrimEnd(string text) => text.TrimEnd(' ', '\t', '\n', '\r', '.', '。', '!', '！', '?', '？', '~', '～', ',', '，', '…', ';', '；');
}
