using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Secrets;
using Npgsql;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>
/// Seals what is sealed by an earlier key by the one that seals now, so that the earlier one can be taken out of the settings. What cannot be opened stays as it is: a key that was taken
/// out too soon may come back.
/// </summary>
internal sealed partial class WebhookResealing(PlatformDb db, TenantSecrets secrets, ILogger<WebhookResealing> logger)
{
    /// <summary>The most at once.</summary>
    public const int Batch = 100;

    private const string Select = """
        select tenant_id, user_id, job_id, secret, (select payload ->> 'url' from jobs where jobs.tenant_id = webhooks.tenant_id and jobs.job_id = webhooks.job_id) from webhooks
        where secret_key <> $1 and (tenant_id, job_id) > ($2, $3)
        order by tenant_id, job_id
        limit $4
        """;

    // Unless somebody has put another one meanwhile.
    private const string Update = "update webhooks set secret = $3, secret_key = $4 where tenant_id = $1 and job_id = $2 and secret = $5";

    private static readonly PlatformScope Scope = new("webhooks' secrets are sealed anew");

    /// <summary>Does all of it; how many were sealed anew.</summary>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        if (secrets.Current is not { } current)
        {
            return 0;
        }

        var (resealed, lost) = (0, 0);
        for (var after = ("", Guid.Empty); ;)
        {
            var rows = await db.QueryAsync(Scope, new Sql(Select, current, after.Item1, after.Item2, Batch), Read, cancellationToken);
            foreach (var row in rows)
            {
                var place = WebhookSeal.PlaceOf(row.TenantId, row.UserId, row.JobId, row.Url);
                if (secrets.Open(row.Secret, place) is not { } text)
                {
                    lost++;
                    continue;
                }

                var update = new Sql(Update, row.TenantId, row.JobId, secrets.Seal(text, place), current, row.Secret) { IsBookkeeping = true };
                resealed += await db.ExecuteAsync(Scope, update, cancellationToken);
            }

            if (rows.Count < Batch)
            {
                break;
            }

            after = (rows[^1].TenantId, rows[^1].JobId);
        }

        if (resealed + lost > 0)
        {
            Log.Resealed(logger, resealed, current, lost);
        }

        return resealed;
    }

    private static (string TenantId, string UserId, Guid JobId, string Secret, string Url) Read(NpgsqlDataReader row) =>
        (row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.IsDBNull(4) ? "" : row.GetString(4));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} secrets of webhooks are sealed anew by {Key}; {Lost} cannot be opened by any key of Secrets:Keys")]
        public static partial void Resealed(ILogger logger, int count, string key, int lost);
    }
}
