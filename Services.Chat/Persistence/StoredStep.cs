using Npgsql;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>A step of a run at work as the database holds it.</summary>
/// <param name="Kind">answer, heard, begun or result.</param>
/// <param name="Position">The round or the call.</param>
/// <param name="Content">JSON; nothing of a call that begins.</param>
internal sealed record StoredStep(string Kind, int Position, string? Content)
{
    public const string Answer = "answer";
    public const string Heard = "heard";
    public const string Begun = "begun";
    public const string Result = "result";

    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "kind, position, content";

    public static StoredStep Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2));
}
