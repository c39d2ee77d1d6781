namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>A tool of the caller's.</summary>
/// <param name="Type">Always <c>function</c>.</param>
/// <param name="Function">The function.</param>
internal sealed record RequestedTool(string? Type = null, RequestedFunction? Function = null);
