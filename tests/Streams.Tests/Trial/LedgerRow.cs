using Npgsql;

namespace Nanobot.Streams.Tests.Trial;

/// <summary>A call, as the ledger says.</summary>
internal sealed record LedgerRow(Guid CallId, string Tenant, string State, long Prompt, long Completion, bool IsEstimated, int Attempts)
{
    public static async Task<List<LedgerRow>> AllAsync(NpgsqlDataSource ledger)
    {
        await using var command = ledger.CreateCommand(
            "select call_id, tenant_id, state, prompt_tokens, completion_tokens, estimated, attempts from nanobot.model_calls");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<LedgerRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetBoolean(5), reader.GetInt32(6)));
        }

        return rows;
    }
}
