namespace Nanobot.Services.Chat.Tools;

/// <summary>What a call of a tool costs.</summary>
internal enum ToolCost
{
    /// <summary>A statement of this service's database.</summary>
    Local,

    /// <summary>A call of another module.</summary>
    Remote,

    /// <summary>Work that goes on after the call: sources are fetched, a model is asked.</summary>
    Background,
}
