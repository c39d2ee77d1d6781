namespace Nanobot.Services.Chat.Domain.Sessions;

/// <summary>A message as the database holds it.</summary>
/// <param name="Number">Position in its session, from 1.</param>
/// <param name="Role">user, assistant or tool.</param>
/// <param name="Content">The words, or a tool's result.</param>
/// <param name="ToolCalls">JSON of the calls that the assistant made with it, or null.</param>
/// <param name="ToolCallId">Of a result: the call that it answers.</param>
/// <param name="ToolName">Of a result: the tool.</param>
/// <param name="CreatedAt">When it was said.</param>
internal sealed record StoredMessage(
    int Number, string Role, string Content, string? ToolCalls, string? ToolCallId, string? ToolName, DateTimeOffset CreatedAt);
