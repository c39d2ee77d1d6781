using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>Removes runs that ended long ago, the oldest first. What was said in them stays in their sessions.</summary>
internal sealed class RunRetention(PlatformDb db, IOptions<RunOptions> options, TimeProvider time)
{
    private const int Batch = 500;

    private const string Delete = """
        delete from chat_run where ctid = any (array(select ctid from chat_run where ended_at < $1 order by ended_at limit $2)) and ended_at < $1
        """;

    private static readonly PlatformScope Scope = new("runs past their retention");

    /// <summary>Removes up to a batch; whether there may be more.</summary>
    public async Task<bool> PurgeAsync(CancellationToken cancellationToken) =>
        await db.ExecuteAsync(Scope, new Sql(Delete, time.GetUtcNow() - options.Value.Retention, Batch) { IsBookkeeping = true }, cancellationToken) == Batch;
}
