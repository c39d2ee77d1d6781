namespace Nanobot.Platform.Ai.Offline;

/// <summary>What people say without wanting anything done, and how the offline model begins its answer.</summary>
internal static class OfflineSmallTalk
{
    private static readonly string[] Greetings =
    [
        "hello", "hi", "hey", "hello there", "hi there", "hey there", "good morning", "good afternoon", "good evening",
        "你好", "您好", "你好吗", "你好呀", "嗨", "哈喽", "大家好", "早", "早上好", "上午好", "下午好", "晚上好", "在",
    ];

    private static readonly string[] Thanks = ["thanks", "thank you", "thanks a lot", "great", "谢谢", "谢谢你", "多谢", "好的", "很好"];

    private static readonly string[] Help =
    [
        "help", "help me", "what can you do", "what can i say", "what do you do", "who are you", "what are you", "/help", "start", "/start",
        "帮助", "帮助我", "帮帮我", "你能做什么", "你会做什么", "你会什么", "能做什么", "做什么", "你是谁", "怎么用", "怎么用你", "使用说明", "有什么功能", "你有什么功能",
    ];

    /// <summary>The words to begin with, when no tool was called for <paramref name="request"/>.</summary>
    public static string Beginning(string request, bool chinese)
    {
        var text = OfflineRequest.Plain(request);
        var whole = request.Trim().TrimEnd('.', '!', '?', '。', '！', '？', '~');
        return Is(Greetings, text) || Is(Greetings, whole) ? OfflineLanguage.Say(chinese, "你好！", "Hello! ")
            : Is(Thanks, text) || Is(Thanks, whole) ? OfflineLanguage.Say(chinese, "不客气！", "You are welcome! ")
            : Is(Help, text) || Is(Help, whole) ? ""
            : OfflineLanguage.Say(chinese, "我没有听懂，所以什么也没有做。", "I did not understand that, so I did nothing. ");
    }

    private static bool Is(string[] phrases, string text) => phrases.Contains(text, StringComparer.OrdinalIgnoreCase);
}
