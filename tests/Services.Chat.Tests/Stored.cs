using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Chat.Tests;

/// <summary>Changes rows of a user's behind the service's back, as the database's owner in that user's scope.</summary>
internal static class Stored
{
    private const string Scope = "select set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true), set_config('app.role', 'user', true), $3::uuid";

    private const string Changes = """
        select concat(envelope::jsonb -> 'data' -> 'entry' ->> 'operation', ' ', envelope::jsonb -> 'data' -> 'entry' ->> 'target') from nanobot.outbox
        where tenant_id = $1 and topic = 'audit.recorded.v1' and envelope::jsonb -> 'data' -> 'entry' ->> 'outcome' = 'ok' order by id
        """;

    /// <summary>Runs statements of tenant ($1), user ($2) and session ($3) in one transaction.</summary>
    public static async Task RunAsync(this ChatHost host, TenantContext user, string session, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var batch = source.CreateBatch();
        foreach (var statement in statements.Prepend(Scope))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement)
            {
                Parameters = { new() { Value = user.TenantId }, new() { Value = user.UserId }, new() { Value = Guid.Parse(session) } },
            });
        }

        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>A count, read in the user's scope; $1 is the tenant.</summary>
    public static async Task<long> CountAsync(this ChatHost host, TenantContext user, string statement)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (text, isLast) in new[] { (Scope, false), (statement, true) })
        {
            await using var command = new NpgsqlCommand(text, connection, transaction)
            {
                Parameters = { new() { Value = user.TenantId }, new() { Value = user.UserId }, new() { Value = Guid.Empty } },
            };
            if (await command.ExecuteScalarAsync() is long count && isLast)
            {
                return count;
            }
        }

        throw new InvalidOperationException("The statement counts nothing.");
    }

    /// <summary>Operation and target of each change of the tenant's that is to be told to the audit, as they were made.</summary>
    public static async Task<List<string>> ChangesAsync(this ChatHost host, string tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand(Changes);
        command.Parameters.Add(new() { Value = tenant });
        await using var rows = await command.ExecuteReaderAsync();
        var changes = new List<string>();
        while (await rows.ReadAsync())
        {
            changes.Add(rows.GetString(0));
        }

        return changes;
    }
}
