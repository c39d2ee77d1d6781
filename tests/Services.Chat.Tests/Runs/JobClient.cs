using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>The scheduler as far as it asks for turns and is told of their ends.</summary>
internal static class JobClient
{
    private const string Ended = """
        select envelope::jsonb ->> 'data' from nanobot.outbox where tenant_id = $1 and topic = 'turn.completed.v1' and envelope::jsonb -> 'data' ->> 'run_id' = $2 order by id
        """;

    /// <summary>What a job asks for.</summary>
    public static TurnRequested Turn(string? message, string purpose = "agent_turn", Guid? session = null, params string[] labels) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), "Morning", purpose, message, labels.Length > 0 ? labels : null, session, null, null, null);

    /// <summary>Asks for it, as the scheduler does.</summary>
    public static Task AskAsync(this ChatHost host, TenantContext user, TurnRequested turn) => host.Services.GetRequiredService<TenantDb>().TransactionAsync(
        user, transaction => transaction.PublishAsync(turn, CancellationToken.None), CancellationToken.None);

    /// <summary>How it ended, once the job is told: the first word of it.</summary>
    public static async Task<JsonElement> ToldAsync(this ChatHost host, TenantContext user, TurnRequested turn) =>
        (await Eventually.GetAsync(() => host.AllToldAsync(user, turn), static told => told.Count > 0))[0];

    /// <summary>All that the job was told of it.</summary>
    public static async Task<List<JsonElement>> AllToldAsync(this ChatHost host, TenantContext user, TurnRequested turn)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand(Ended);
        command.Parameters.Add(new() { Value = user.RequiredTenantId });
        command.Parameters.Add(new() { Value = turn.RunId.ToString() });
        await using var rows = await command.ExecuteReaderAsync();
        var told = new List<JsonElement>();
        while (await rows.ReadAsync())
        {
            told.Add(JsonDocument.Parse(rows.GetString(0)).RootElement);
        }

        return told;
    }

    /// <summary>Status, code and whether it is quiet.</summary>
    public static string Sum(this JsonElement told) => $"{told.Text("status")} {told.GetProperty("code").GetString() ?? "-"}{(told.GetProperty("is_quiet").GetBoolean() ? " quiet" : "")}";
}
