namespace Nanobot.Services.Chat.Tools;

/// <summary>Parts of patterns that the phrases of several tools share.</summary>
internal static class OfflineVocabulary
{
    /// <summary>The path of a file, as the group <c>path</c>.</summary>
    public const string Path = @"(?<path>[\w\-./]+\.\w{1,8})";

    /// <summary>A report, in Chinese.</summary>
    public const string Report = "(?:报告|日报|周报)";
}
