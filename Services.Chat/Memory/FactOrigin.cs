namespace Nanobot.Services.Chat.Memory;

/// <summary>By whom a fact came into memory. What the user wrote by hand the database notes itself.</summary>
internal static class FactOrigin
{
    /// <summary>The assistant, in a turn.</summary>
    public const string Tool = "tool";

    /// <summary>A consolidation.</summary>
    public const string Consolidation = "consolidation";
}
