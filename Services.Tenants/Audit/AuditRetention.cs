using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>Removes entries past their retention, the oldest first; nothing else ever removes one.</summary>
internal sealed partial class AuditRetention(PlatformDb db, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditRetention> logger)
{
    private const string Delete = """
        delete from audit_entries
        where ctid = any (array(select ctid from audit_entries where at < $1 order by at limit $2)) and at < $1
        """;

    private static readonly PlatformScope Scope = new("audit entries past their retention");

    /// <summary>Removes up to a batch; whether there may be more.</summary>
    public async Task<bool> PurgeAsync(CancellationToken cancellationToken)
    {
        var removed = await db.ExecuteAsync(Scope, new Sql(Delete, time.GetUtcNow() - options.Value.Retention, options.Value.PurgeBatch), cancellationToken);
        if (removed > 0)
        {
            Log.Removed(logger, removed, options.Value.Retention);
        }

        return removed == options.Value.PurgeBatch;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Count} audit entries that were older than {Retention}")]
        public static partial void Removed(ILogger logger, int count, TimeSpan retention);
    }
}
