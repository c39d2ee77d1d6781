using Npgsql;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>A message as the database holds it.</summary>
/// <param name="Number">Position in its session, from 1.</param>
/// <param name="Role">user, assistant or tool.</param>
/// <param name="Content">The words, or a tool's result.</param>
/// <param name="ToolCalls">JSON of the calls that the assistant made with it, or null; see <see cref="StoredToolCall"/>.</param>
/// <param name="ToolCallId">Of a result: the call that it answers.</param>
/// <param name="ToolName">Of a result: the tool.</param>
/// <param name="CreatedAt">When it was said.</param>
internal sealed record StoredMessage(
    int Number, string Role, string Content, string? ToolCalls, string? ToolCallId, string? ToolName, DateTimeOffset CreatedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "number, role, content, tool_calls, tool_call_id, tool_name, created_at";

    public static StoredMessage Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5), row.GetFieldValue<DateTimeOffset>(6));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
