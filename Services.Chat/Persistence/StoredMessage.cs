using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>A message as the database holds it.</summary>
/// <param name="Number">Position in its session, from 1.</param>
/// <param name="Role">user, assistant or tool.</param>
/// <param name="Content">The words, or a tool's result.</param>
/// <param name="ToolCalls">The calls that the assistant made with it.</param>
/// <param name="ToolCallId">Of a result: the call that it answers.</param>
/// <param name="ToolName">Of a result: the tool.</param>
/// <param name="CreatedAt">When it was said.</param>
/// <param name="Labels">Where it may have come from; null where an older version kept it.</param>
internal sealed record StoredMessage(
    int Number, string Role, string Content, IReadOnlyList<StoredToolCall> ToolCalls, string? ToolCallId, string? ToolName, DateTimeOffset CreatedAt, string? Labels)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "number, role, content, tool_calls, tool_call_id, tool_name, created_at, labels";

    public static StoredMessage Read(NpgsqlDataReader row)
    {
        var message = new StoredMessage(
            row.GetInt32(0), row.GetString(1), row.GetString(2), StoredToolCall.Read(Text(row, 3)), Text(row, 4), Text(row, 5), row.GetFieldValue<DateTimeOffset>(6), Text(row, 7));
        return message is { Role: "user" or "assistant" } or { Role: "tool", ToolCallId: not null }
            ? message
            : throw new StoredDataException("the message has no role that is known, or is a result without its call");
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
