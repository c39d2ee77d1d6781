namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>The marks between which thoughts stand, in any case.</summary>
internal static class ThoughtMarks
{
    /// <summary>Those that begin them.</summary>
    public static IReadOnlyList<string> Begins { get; } = ["<think>", "<thinking>", "<thought>", "<reasoning>"];

    /// <summary>Those that end them, in the same order.</summary>
    public static IReadOnlyList<string> Ends { get; } = [.. Begins.Select(static begin => $"</{begin[1..]}")];
}
