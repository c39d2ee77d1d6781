using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Webhooks;
using Npgsql;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Where webhooks' secrets are, for whoever seals them anew.</summary>
internal static class SealedWebhooks
{
    private const string Select = """
        select tenant_id, job_id, user_id, secret, (select payload ->> 'url' from jobs where jobs.tenant_id = webhooks.tenant_id and jobs.job_id = webhooks.job_id) from webhooks
        where secret_key <> $1 and (tenant_id, job_id) > ($3, $4)
        order by tenant_id, job_id
        limit $2
        """;

    private const string Update = "update webhooks set secret = $1, secret_key = $2 where secret = $3 and tenant_id = $4 and job_id = $5";

    public static SealedTable Table { get; } = new("webhooks", Select, ["", Guid.Empty], Update, Read);

    private static SealedRow Read(NpgsqlDataReader row)
    {
        var (tenant, job) = (row.GetString(0), row.GetGuid(1));
        return new SealedRow([tenant, job], WebhookSeal.PlaceOf(tenant, row.GetString(2), job.ToString(), row.IsDBNull(4) ? "" : row.GetString(4)), row.GetString(3));
    }
}
