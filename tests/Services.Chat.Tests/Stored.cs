using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Chat.Tests;

/// <summary>Changes rows of a user's behind the service's back, as the database's owner in that user's scope.</summary>
internal static class Stored
{
    private const string Scope = "select set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true), set_config('app.role', 'user', true), $3::uuid";

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
}
