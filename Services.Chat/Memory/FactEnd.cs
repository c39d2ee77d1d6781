namespace Nanobot.Services.Chat.Memory;

/// <summary>By what a fact came to be forgotten. That its line is gone from the file, <c>edited</c>, the database notes itself.</summary>
internal static class FactEnd
{
    /// <summary>The user did not let it out of quarantine.</summary>
    public const string Rejected = "rejected";

    /// <summary>The user had it forgotten.</summary>
    public const string Forgotten = "forgotten";

    /// <summary>Its consolidation was undone.</summary>
    public const string Undone = "undone";

    /// <summary>Its line was taken from the file.</summary>
    public const string Edited = "edited";
}
