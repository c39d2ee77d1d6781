using System.Text.Json;
using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>An approval with the call that it binds.</summary>
/// <param name="Approval">How it stands.</param>
/// <param name="Key">Unique for the call.</param>
/// <param name="Json">The arguments in the form that was hashed.</param>
/// <param name="BasedOn">The revisions of files that the call would replace or delete; null of one that was not there.</param>
/// <param name="IsInChinese">Whether the user is told in Chinese.</param>
/// <param name="Result">What came of it, as the assistant is told; null before.</param>
internal sealed record ApprovedCall(Approval Approval, string Key, string Json, IReadOnlyDictionary<string, long?> BasedOn, bool IsInChinese, string? Result)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = $"{Approval.Columns}, call_key, arguments, based_on, is_chinese, result";

    /// <summary>Whether tool and arguments are those that the hash was made of.</summary>
    public bool IsWhole => CallArguments.HashOf(Approval.Tool, Json) == Approval.ArgumentsHash;

    /// <summary>The arguments by their names.</summary>
    /// <exception cref="JsonException">They are none.</exception>
    public Dictionary<string, object?> Arguments => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Json)!
        .ToDictionary(static argument => argument.Key, static argument => (object?)argument.Value, StringComparer.Ordinal);

    /// <exception cref="StoredDataException">What it was based on cannot be read.</exception>
    public static ApprovedCall Read(NpgsqlDataReader row) => new(
        Approval.Read(row), row.GetString(11), row.GetString(12),
        JsonSerializer.Deserialize<Dictionary<string, long?>>(row.GetString(13)) ?? throw new StoredDataException("what an approval is based on cannot be read"),
        row.GetBoolean(14), row.IsDBNull(15) ? null : row.GetString(15));
}
