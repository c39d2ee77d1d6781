using Nanobot.Services.Chat.Persistence;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>A message of a session's history.</summary>
/// <param name="Number">Position in the session, from 1.</param>
/// <param name="Role">user, assistant or tool.</param>
/// <param name="Content">The words, or a tool's result.</param>
/// <param name="ToolCalls">Tools that the assistant called with it.</param>
/// <param name="ToolCallId">Of a tool's result: the call that it answers.</param>
/// <param name="ToolName">Of a tool's result: the tool.</param>
/// <param name="CreatedAt">When it was said.</param>
internal sealed record HistoryMessage(
    int Number, string Role, string Content, IReadOnlyList<HistoryToolCall> ToolCalls, string? ToolCallId, string? ToolName, DateTimeOffset CreatedAt)
{
    public static HistoryMessage Of(StoredMessage message) => new(message.Number, message.Role, message.Content,
        [.. message.ToolCalls.Select(static call => new HistoryToolCall(call.Id, call.Name, call.Arguments))],
        message.ToolCallId, message.ToolName, message.CreatedAt);
}
